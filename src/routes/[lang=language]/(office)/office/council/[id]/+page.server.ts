import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { actOnPaper, loadPaper } from '#lib/partnerships/council/paper-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuse } from '../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const paper = (await loadPaper(officeDesk(locals), params.id)) ?? error(404);
	const notes = ['kept', 'corrected', 'consultation', 'file', 'withdrawn', 'checked'] as const;
	return { ...paper, done: noteOf(url.searchParams, notes) };
}

function act(deed: 'file' | 'withdraw' | 'check', note: string) {
	return async ({ locals, params, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const done = await actOnPaper(officeDesk(locals), params.id, deed, typed);
		if (!done.ok) return refuse(done.refusal, typed, locals.language, deed);
		redirect(303, `/${locals.language}/office/council/${params.id}?done=${note}`);
	};
}

export const actions = {
	file: act('file', 'file'),
	withdraw: act('withdraw', 'withdrawn'),
	check: act('check', 'checked'),
};
