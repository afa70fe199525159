import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import {
	changeExchangePeople,
	type PeopleDeed,
	readExchangePeople,
} from '#lib/partnerships/exchanges/exchange-people-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseExchange } from '../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const people = (await readExchangePeople(officeDesk(locals), params.id, url.searchParams)) ?? error(404);
	return { ...people, done: noteOf(url.searchParams, ['kept', 'forgotten']) };
}

const change =
	(deed: PeopleDeed) =>
	async ({ locals, params, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const changed = await changeExchangePeople(officeDesk(locals), params.id, deed, typed);
		if (!changed.ok) return refuseExchange(changed.refusal, typed, locals.language);
		redirect(303, `/${locals.language}/office/exchanges/${params.id}/people?done=${changed.value}`);
	};

export const actions = { participant: change('participant'), leader: change('leader'), forget: change('forget') };
