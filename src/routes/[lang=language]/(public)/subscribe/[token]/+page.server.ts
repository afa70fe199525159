import { fail, redirect } from '@sveltejs/kit';
import { noteOf } from '#lib/access/page-notes.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { subscriptionMessages } from '#lib/newsroom/subscriptions/subscription-messages.ts';
import { leave, loadPreferences, savePreferences } from '#lib/newsroom/subscriptions/subscription-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

/** A private page: the address is the key, so it is neither kept by caches nor handed on by referrers. */
export async function load({ locals, params, setHeaders, url }: PageServerLoadEvent) {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const done = noteOf(url.searchParams, ['confirmed', 'changed']);
	const flash = done ? { title: speak(subscriptionMessages, locals.language)(`flash-${done}`) } : undefined;
	return { preferences: (await loadPreferences(services(), params.token, locals.language)) ?? null, flash };
}

export const actions = {
	save: async ({ locals, params, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const saved = await savePreferences(services(), params.token, locals.language, typed);
		if (saved?.ok) redirect(303, `/${locals.language}/subscribe/${params.token}?done=changed`);
		return saved ? fail(400, saved) : undefined;
	},
	leave: async ({ params }: RequestEvent) => {
		await leave(services(), params.token);
		return { left: true };
	},
};
