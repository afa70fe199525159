import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { saveEdition } from '#lib/newsroom/articles/article-desk.server.ts';
import { explainArticleRefusal } from '#lib/newsroom/articles/article-words.ts';
import { loadWriting } from '#lib/newsroom/articles/autosave/autosave-pages.server.ts';
import { compareWithNewest } from '#lib/newsroom/articles/edition-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const { id, edition } = params;
	return { text: (await loadWriting(officeDesk(locals), id, edition, url.searchParams)) ?? error(404) };
}

async function save({ locals, params, request }: RequestEvent) {
	const desk = officeDesk(locals);
	const typed = typedForm(await request.formData());
	const saved = await saveEdition(desk, params.id, params.edition, typed);
	if (saved.ok) redirect(303, `/${locals.language}/office/newsroom/${params.id}/${params.edition}?done=saved`);
	const overtaken = saved.refusal.some(({ kind }) => kind === 'text-changed-meanwhile');
	const meanwhile = overtaken ? await compareWithNewest(desk, params.id, params.edition, typed) : null;
	const errors = saved.refusal.map((each) => explainArticleRefusal(each, locals.language));
	return fail(overtaken ? 409 : 400, { typed, errors, meanwhile });
}

export const actions = { default: save };
