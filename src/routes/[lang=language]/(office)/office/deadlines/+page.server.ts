import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { closeOwnFeed, loadFeed, openOwnFeed } from '#lib/accountability/deadlines/deadline-feed.server.ts';
import { changeMark, loadDeadlines } from '#lib/accountability/deadlines/deadline-pages.server.ts';
import { explainDeadline } from '#lib/accountability/deadlines/deadline-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = ['marked-done', 'taken-up', 'feed-closed'] as const;

export async function load({ locals, url }: PageServerLoadEvent) {
	const desk = officeDesk(locals);
	const deadlines = await loadDeadlines(desk, url.searchParams);
	return { ...deadlines, feedSince: await loadFeed(desk), marked: noteOf(url.searchParams, notes) };
}

async function change({ locals, request }: RequestEvent, work: 'done' | 'take-up') {
	const typed = typedForm(await request.formData());
	const changed = await changeMark(officeDesk(locals), work, typed);
	if (!changed.ok) {
		const errors = changed.refusal.map((refusal) => explainDeadline(refusal, locals.language));
		return fail(400, { typed, errors });
	}
	redirect(303, `/${locals.language}/office/deadlines?done=${work === 'done' ? 'marked-done' : 'taken-up'}`);
}

async function openCalendar({ locals, url }: RequestEvent) {
	return { errors: [], address: `${url.origin}${await openOwnFeed(officeDesk(locals))}` };
}

async function closeCalendar({ locals }: RequestEvent) {
	await closeOwnFeed(officeDesk(locals));
	redirect(303, `/${locals.language}/office/deadlines?done=feed-closed`);
}

export const actions = {
	done: (event: RequestEvent) => change(event, 'done'),
	takeUp: (event: RequestEvent) => change(event, 'take-up'),
	openCalendar,
	closeCalendar,
};
