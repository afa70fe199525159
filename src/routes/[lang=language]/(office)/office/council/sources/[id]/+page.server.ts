import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import {
	actOnSource,
	explainSource,
	loadSource,
	type SourceDeed,
	sourceDeeds,
} from '#lib/partnerships/oparl/oparl-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const source = (await loadSource(officeDesk(locals), params.id)) ?? error(404);
	return { ...source, done: noteOf(url.searchParams, ['added', 'started', 'stopped', 'saved']) };
}

const notes: Partial<Record<SourceDeed, string>> = { stop: 'stopped', daily: 'saved' };

function act(deed: SourceDeed) {
	return async ({ locals, params, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const done = await actOnSource(officeDesk(locals), params.id, deed, typed);
		if (!done.ok) return fail(400, { errors: done.refusal.map((each) => explainSource(each, locals.language)) });
		redirect(303, `/${locals.language}/office/council/sources/${params.id}?done=${notes[deed] ?? 'started'}`);
	};
}

export const actions = Object.fromEntries(sourceDeeds.map((deed) => [deed, act(deed)]));
