import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import {
	changeExchange,
	checkTypedExchange,
	loadExchangeForm,
} from '#lib/partnerships/exchanges/exchange-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseExchange } from '../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadExchangeForm(officeDesk(locals), params.id)) ?? error(404);
}

async function check({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const checks = await checkTypedExchange(officeDesk(locals), typed);
	if (!checks.ok) return refuseExchange(checks.refusal, typed, locals.language);
	return { typed, errors: [], checks: checks.value };
}

async function correct({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const changed = await changeExchange(officeDesk(locals), params.id, typed);
	if (!changed.ok) return refuseExchange(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/exchanges/${params.id}?done=corrected`);
}

export const actions = { check, correct };
