import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { giveMandateForm, loadNewMandate } from '#lib/partnerships/council/mandate-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuse } from '../../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadNewMandate(officeDesk(locals), params.id)) ?? error(404);
}

async function give({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const given = await giveMandateForm(officeDesk(locals), params.id, typed);
	if (!given.ok) return refuse(given.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/council/mandates/${given.value}?done=given`);
}

export const actions = { default: give };
