import { error, fail, redirect } from '@sveltejs/kit';
import { sessionOf } from '#lib/access/request.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { parseId } from '#lib/kernel/id.ts';
import { services } from '#lib/platform/services.server.ts';
import { needMessages } from '#lib/relief/needs/need-messages.ts';
import { actOnNeed, loadNeedPage } from '#lib/relief/needs/need-page.server.ts';
import { explainNeedRefusal } from '#lib/relief/needs/need-texts.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const id = parseId<'need'>(params.id);
	const page = id && (await loadNeedPage(services(), sessionOf(locals), id, locals.language));
	if (!page) error(404, explainNeedRefusal({ kind: 'need-not-found' }, locals.language));
	const done = url.searchParams.get('done');
	const say = speak(needMessages, locals.language);
	const title = done === 'created' ? say('doneCreated') : done === 'saved' ? say('done') : undefined;
	return { ...page, flash: title ? { title, tone: 'success' as const } : undefined };
}

export const actions = {
	default: async ({ locals, params, request }: RequestEvent) => {
		const id =
			parseId<'need'>(params.id) ?? error(404, explainNeedRefusal({ kind: 'need-not-found' }, locals.language));
		const outcome = await actOnNeed(services(), sessionOf(locals), id, locals.language, await request.formData());
		if (!outcome.ok) return fail(400, outcome);
		redirect(303, `/${locals.language}/office/needs/${id}?done=saved`);
	},
};
