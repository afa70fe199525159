import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadNewShipmentPage, submitNewShipment } from '#lib/relief/shipments/plan-page.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewShipmentPage(officeDesk(locals), url);
}

async function plan({ locals, request }: RequestEvent) {
	const form = await request.formData();
	const planned = await submitNewShipment(officeDesk(locals), form);
	if (!planned.ok) return fail(409, { typed: typedForm(form), errors: planned.refusal });
	redirect(303, `/${locals.language}/office/shipments/${planned.value}?done=planned`);
}

export const actions = { plan };
