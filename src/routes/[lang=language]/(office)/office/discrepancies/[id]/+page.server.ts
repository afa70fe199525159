import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadDiscrepancyPage, submitNote, submitSettlement } from '#lib/relief/receipts/discrepancy-page.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const page = (await loadDiscrepancyPage(officeDesk(locals), params.id)) ?? error(404);
	const done = url.searchParams.get('done');
	return { ...page, done: done === 'settled' || done === 'noted' ? (done as 'settled' | 'noted') : null };
}

function act(deed: typeof submitSettlement, done: 'settled' | 'noted') {
	return async ({ locals, params, request }: RequestEvent) => {
		const form = await request.formData();
		const answer = await deed(officeDesk(locals), params.id, form);
		if (!answer.ok) return fail(409, { deed: done, typed: typedForm(form), errors: answer.refusal });
		redirect(303, `/${locals.language}/office/discrepancies/${params.id}?done=${done}`);
	};
}

export const actions = { settle: act(submitSettlement, 'settled'), note: act(submitNote, 'noted') };
