import { redirect } from '@sveltejs/kit';
import { confirm, loadConfirmation, refuseForGood } from '#lib/newsroom/subscriptions/subscription-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** A private page: the address is the key, so it is neither kept by caches nor handed on by referrers. */
export async function load({ locals, params, setHeaders }: PageServerLoadEvent) {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const found = await loadConfirmation(services(), params.token, locals.language);
	if (found?.to) redirect(303, found.to);
	return { address: found?.address ?? null };
}

export const actions = {
	confirm: async ({ locals, params }: RequestEvent) => {
		const to = await confirm(services(), params.token, locals.language);
		if (to) redirect(303, `${to}?done=confirmed`);
	},
	refuse: async ({ params }: RequestEvent) => {
		await refuseForGood(services(), params.token);
		return { blocked: true };
	},
};
