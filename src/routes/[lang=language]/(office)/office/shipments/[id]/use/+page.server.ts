import { error, fail, redirect } from '@sveltejs/kit';
import { loadUsePage, submitUse } from '#lib/relief/receipts/use-page.server.ts';
import { typedFields } from '#lib/relief/shipments/plan-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadUsePage(locals, params.id)) ?? error(404);
}

async function send({ locals, params, request }: RequestEvent) {
	const form = await request.formData();
	const reported = await submitUse(locals, params.id, form);
	if (!reported.ok) return fail(409, { typed: typedFields(form), errors: reported.refusal });
	redirect(303, `/${locals.language}/office/shipments/${params.id}?done=use`);
}

export const actions = { default: send };
