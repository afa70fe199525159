import { fail, redirect } from '@sveltejs/kit';
import { typedFields } from '#lib/relief/shipments/plan-form.ts';
import { loadNewShipmentPage, submitNewShipment } from '#lib/relief/shipments/plan-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewShipmentPage(locals, url);
}

async function plan({ locals, request }: RequestEvent) {
	const form = await request.formData();
	const planned = await submitNewShipment(locals, form);
	if (!planned.ok) return fail(409, { typed: typedFields(form), errors: planned.refusal });
	redirect(303, `/${locals.language}/office/shipments/${planned.value}?done=planned`);
}

export const actions = { plan };
