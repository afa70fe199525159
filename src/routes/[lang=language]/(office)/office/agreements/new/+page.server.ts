import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addAgreement, loadNewAgreement } from '#lib/partnerships/agreements/agreement-pages.server.ts';
import { explainAgreementFault } from '#lib/partnerships/agreements/agreement-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	return (await loadNewAgreement(officeDesk(locals), url.searchParams.get('partnership') ?? '')) ?? error(404);
}

async function add({ locals, request, url }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const added = await addAgreement(officeDesk(locals), url.searchParams.get('partnership') ?? '', typed);
	if (added.ok) redirect(303, `/${locals.language}/office/agreements/${added.value}?done=agreement-added`);
	return fail(400, { typed, errors: added.refusal.map((fault) => explainAgreementFault(fault, locals.language)) });
}

export const actions = { default: add };
