import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { changeFacts } from '#lib/newsroom/articles/article-desk.server.ts';
import { loadFacts } from '#lib/newsroom/articles/article-pages.server.ts';
import { explainArticleRefusal } from '#lib/newsroom/articles/article-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadFacts(officeDesk(locals), params.id)) ?? error(404);
}

async function correct({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const corrected = await changeFacts(officeDesk(locals), params.id, typed);
	if (corrected.ok) redirect(303, `/${locals.language}/office/newsroom/${params.id}?done=facts`);
	return fail(400, { typed, errors: corrected.refusal.map((each) => explainArticleRefusal(each, locals.language)) });
}

export const actions = { default: correct };
