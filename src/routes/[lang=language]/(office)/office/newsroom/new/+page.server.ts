import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addArticle } from '#lib/newsroom/articles/article-desk.server.ts';
import { loadNewArticle } from '#lib/newsroom/articles/article-pages.server.ts';
import { explainArticleRefusal } from '#lib/newsroom/articles/article-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewArticle(officeDesk(locals), url.searchParams);
}

async function add({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const added = await addArticle(officeDesk(locals), typed);
	if (!added.ok) {
		return fail(400, { typed, errors: added.refusal.map((each) => explainArticleRefusal(each, locals.language)) });
	}
	const { id, key } = added.value;
	redirect(303, `/${locals.language}/office/newsroom/${id}/${key}?done=begun`);
}

export const actions = { default: add };
