import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadUsePage, submitUse } from '#lib/relief/receipts/use-page.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadUsePage(officeDesk(locals), params.id)) ?? error(404);
}

async function send({ locals, params, request }: RequestEvent) {
	const form = await request.formData();
	const reported = await submitUse(officeDesk(locals), params.id, form);
	if (!reported.ok) return fail(409, { typed: typedForm(form), errors: reported.refusal });
	redirect(303, `/${locals.language}/office/shipments/${params.id}?done=use`);
}

export const actions = { default: send };
