import { fail } from '@sveltejs/kit';
import { pageComeFrom } from '#lib/newsroom/feedback/feedback.ts';
import { loadFeedbackForm, takeFeedback } from '#lib/newsroom/feedback/feedback-pages.server.ts';
import { loadSitePage } from '#lib/newsroom/site-texts/site-text-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, request, url }: PageServerLoadEvent) {
	const running = services();
	const from = pageComeFrom(request.headers.get('referer'), url.origin);
	return {
		view: await loadSitePage(running.databases.public, 'accessibility', locals.language),
		feedback: await loadFeedbackForm(running, locals.language, from),
	};
}

export const actions = {
	default: async ({ locals, request, getClientAddress }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const outcome = await takeFeedback(services(), locals.language, typed, getClientAddress());
		// The answer is a page and not a redirect: nothing of it belongs in an address line.
		return outcome.ok ? { sent: true } : fail(400, outcome);
	},
};
