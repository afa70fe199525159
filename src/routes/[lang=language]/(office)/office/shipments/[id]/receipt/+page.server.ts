import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadReceiptPage, submitReceipt } from '#lib/relief/receipts/receipt-page.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	return (await loadReceiptPage(officeDesk(locals), params.id, url)) ?? error(404);
}

async function send({ locals, params, request }: RequestEvent) {
	const form = await request.formData();
	const recorded = await submitReceipt(officeDesk(locals), params.id, form);
	if (!recorded.ok) return fail(409, { typed: typedForm(form), errors: recorded.refusal });
	redirect(303, `/${locals.language}/office/shipments/${params.id}?done=${recorded.value}`);
}

export const actions = { default: send };
