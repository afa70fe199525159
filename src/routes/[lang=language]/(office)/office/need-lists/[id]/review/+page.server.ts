import { error, fail, redirect } from '@sveltejs/kit';
import { sessionOf } from '#lib/access/request.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { services } from '#lib/platform/services.server.ts';
import { notFoundText } from '#lib/relief/need-lists/need-list-texts.ts';
import { actOnReview, loadReviewPage, reviewFlash } from '#lib/relief/need-lists/review-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const id = parseId<'need-list'>(params.id);
	const page = id && (await loadReviewPage(services(), sessionOf(locals), id, locals.language));
	if (!page) error(404, notFoundText(locals.language));
	const count = Number(url.searchParams.get('count')) || 0;
	return { ...page, flash: reviewFlash(url.searchParams.get('done'), count, locals.language) };
}

export const actions = {
	default: async ({ locals, params, request }: RequestEvent) => {
		const id = parseId<'need-list'>(params.id);
		if (!id) error(404, notFoundText(locals.language));
		const form = await request.formData();
		const outcome = await actOnReview(services(), sessionOf(locals), id, locals.language, form);
		if (!outcome.ok) return fail(400, outcome);
		const lists = `/${locals.language}/office/need-lists`;
		if (outcome.done === 'discarded') redirect(303, lists);
		redirect(303, `${lists}/${id}/review?done=${outcome.done}&count=${outcome.count}`);
	},
};
