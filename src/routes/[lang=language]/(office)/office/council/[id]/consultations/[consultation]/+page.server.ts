import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { keepConsultationForm, loadConsultation } from '#lib/partnerships/council/paper-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuse } from '../../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadConsultation(officeDesk(locals), params.id, params.consultation)) ?? error(404);
}

async function keep({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const kept = await keepConsultationForm(officeDesk(locals), params.id, params.consultation, typed);
	if (!kept.ok) return refuse(kept.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/council/${params.id}?done=consultation`);
}

export const actions = { default: keep };
