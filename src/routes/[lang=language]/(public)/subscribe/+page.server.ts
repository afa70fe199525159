import { fail } from '@sveltejs/kit';
import { loadSubscribe, takeSubscription } from '#lib/newsroom/subscriptions/subscription-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadSubscribe(services(), locals.language, url.searchParams);
}

export const actions = {
	default: async ({ locals, request, getClientAddress }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const outcome = await takeSubscription(services(), locals.language, typed, getClientAddress());
		// The answer is a page and not a redirect: nothing of it belongs in an address line.
		return outcome.ok ? { asked: true } : fail(400, outcome);
	},
};
