import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { changeAgreement, loadAgreementForm } from '#lib/partnerships/agreements/agreement-pages.server.ts';
import { explainAgreementFault } from '#lib/partnerships/agreements/agreement-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadAgreementForm(officeDesk(locals), params.id)) ?? error(404);
}

async function change({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const changed = await changeAgreement(officeDesk(locals), params.id, typed);
	if (changed.ok) redirect(303, `/${locals.language}/office/agreements/${params.id}?done=agreement-corrected`);
	return fail(400, { typed, errors: changed.refusal.map((fault) => explainAgreementFault(fault, locals.language)) });
}

export const actions = { default: change };
