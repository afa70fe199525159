import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { correctPaperForm, loadPaperForm } from '#lib/partnerships/council/paper-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuse } from '../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadPaperForm(officeDesk(locals), params.id)) ?? error(404);
}

async function correct({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const corrected = await correctPaperForm(officeDesk(locals), params.id, typed);
	if (!corrected.ok) return refuse(corrected.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/council/${params.id}?done=corrected`);
}

export const actions = { default: correct };
