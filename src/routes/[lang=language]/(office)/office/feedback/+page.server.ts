import { redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { feedbackMessages } from '#lib/newsroom/feedback/feedback-messages.ts';
import { loadFeedback, settle } from '#lib/newsroom/feedback/feedback-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	const done = noteOf(url.searchParams, ['done']);
	const flash = done ? { title: speak(feedbackMessages, locals.language)(done) } : undefined;
	return { ...(await loadFeedback(officeDesk(locals))), flash };
}

export const actions = {
	default: async ({ locals, request }: RequestEvent) => {
		await settle(officeDesk(locals), typedForm(await request.formData()));
		redirect(303, `/${locals.language}/office/feedback?done=done`);
	},
};
