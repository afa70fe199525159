import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadPlanPage, submitPlan } from '#lib/relief/shipments/plan-page.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadPlanPage(officeDesk(locals), params.id)) ?? error(404);
}

async function save({ locals, params, request }: RequestEvent) {
	const form = await request.formData();
	const saved = await submitPlan(officeDesk(locals), params.id, form);
	if (!saved.ok) return fail(409, { typed: typedForm(form), errors: saved.refusal });
	redirect(303, `/${locals.language}/office/shipments/${params.id}?done=changed`);
}

export const actions = { default: save };
