import { redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addExchange, checkTypedExchange, loadNewExchange } from '#lib/partnerships/exchanges/exchange-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseExchange } from '../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewExchange(officeDesk(locals), url.searchParams);
}

async function check({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const checks = await checkTypedExchange(officeDesk(locals), typed);
	if (!checks.ok) return refuseExchange(checks.refusal, typed, locals.language);
	return { typed, errors: [], checks: checks.value };
}

async function plan({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const planned = await addExchange(officeDesk(locals), typed);
	if (!planned.ok) return refuseExchange(planned.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/exchanges/${planned.value}?done=planned`);
}

export const actions = { check, plan };
