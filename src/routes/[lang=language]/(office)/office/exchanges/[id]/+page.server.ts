import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { loadExchange, stepExchange } from '#lib/partnerships/exchanges/exchange-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseExchange } from '../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const exchange = (await loadExchange(officeDesk(locals), params.id)) ?? error(404);
	return { ...exchange, done: noteOf(url.searchParams, ['planned', 'corrected', 'moved']) };
}

async function step({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const moved = await stepExchange(officeDesk(locals), params.id, typed);
	if (!moved.ok) return refuseExchange(moved.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/exchanges/${params.id}?done=moved`);
}

export const actions = { step };
