import { error, fail, redirect } from '@sveltejs/kit';
import { sessionOf } from '#lib/access/request.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { services } from '#lib/platform/services.server.ts';
import { notFoundText } from '#lib/relief/need-lists/need-list-texts.ts';
import { actOnQuestions, loadQuestionPage, questionFlash } from '#lib/relief/need-lists/question-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const id = parseId<'need-list'>(params.id);
	const page = id && (await loadQuestionPage(services(), sessionOf(locals), id, locals.language));
	if (!page) error(404, notFoundText(locals.language));
	const count = Number(url.searchParams.get('count')) || 0;
	return { ...page, flash: questionFlash(url.searchParams.get('done'), count, locals.language) };
}

export const actions = {
	default: async ({ locals, params, request }: RequestEvent) => {
		const id = parseId<'need-list'>(params.id) ?? error(404, notFoundText(locals.language));
		const form = await request.formData();
		const outcome = await actOnQuestions(services(), sessionOf(locals), id, locals.language, form);
		if (!outcome.ok) return fail(400, outcome);
		redirect(303, `/${locals.language}/office/need-lists/${id}/questions?done=${outcome.done}&count=${outcome.count}`);
	},
};
