import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { addScan, changeSignatory, loadAgreement } from '#lib/partnerships/agreements/agreement-pages.server.ts';
import { explainAgreementFault } from '#lib/partnerships/agreements/agreement-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = ['agreement-added', 'agreement-corrected', 'signatory-added', 'signatory-removed', 'scan-added'] as const;

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const agreement = (await loadAgreement(officeDesk(locals), params.id)) ?? error(404);
	return { ...agreement, done: noteOf(url.searchParams, notes) };
}

async function change({ locals, params, request }: RequestEvent, deed: 'add' | 'remove' | 'scan') {
	const form = await request.formData();
	const typed = typedForm(form);
	const desk = officeDesk(locals);
	const changed = await (deed === 'scan'
		? addScan(desk, params.id, form, typed)
		: changeSignatory(desk, params.id, deed, typed));
	if (changed.ok) redirect(303, `/${locals.language}/office/agreements/${params.id}?done=${changed.value}`);
	return fail(400, { typed, errors: changed.refusal.map((fault) => explainAgreementFault(fault, locals.language)) });
}

export const actions = {
	addSignatory: (event: RequestEvent) => change(event, 'add'),
	removeSignatory: (event: RequestEvent) => change(event, 'remove'),
	addScan: (event: RequestEvent) => change(event, 'scan'),
};
