import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import {
	actOnMandate,
	loadMandate,
	type MandateDeed,
	mandateDeeds,
} from '#lib/partnerships/council/mandate-pages.server.ts';
import { comesFromChoice } from '#lib/partnerships/record-choice.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuse } from '../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const mandate = (await loadMandate(officeDesk(locals), params.id)) ?? error(404);
	return { ...mandate, done: noteOf(url.searchParams, ['given', 'moved', 'evidence']) };
}

function act(deed: MandateDeed) {
	return async ({ locals, params, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		if (comesFromChoice(typed)) return { deed, typed, errors: [] };
		const done = await actOnMandate(officeDesk(locals), params.id, deed, typed);
		if (!done.ok) return refuse(done.refusal, typed, locals.language, deed);
		const note = deed === 'evidence' ? 'evidence' : 'moved';
		redirect(303, `/${locals.language}/office/council/mandates/${params.id}?done=${note}`);
	};
}

export const actions = Object.fromEntries(mandateDeeds.map((deed) => [deed, act(deed)]));
