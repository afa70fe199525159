import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import {
	changeEdition,
	type EditionDeed,
	editionDeeds,
	makePreview,
} from '#lib/newsroom/articles/article-desk.server.ts';
import { explainArticleRefusal } from '#lib/newsroom/articles/article-words.ts';
import { changeSignOff } from '#lib/newsroom/articles/claims/sign-off-commands.server.ts';
import { loadEdition } from '#lib/newsroom/articles/edition-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const deeds = Object.keys(editionDeeds) as readonly EditionDeed[];

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const edition = (await loadEdition(officeDesk(locals), params.id, params.edition)) ?? error(404);
	return { edition, done: noteOf(url.searchParams, ['begun', 'saved', 'sign-off', ...deeds]) };
}

async function change({ locals, params, request }: RequestEvent, deed: EditionDeed | 'sign-off') {
	const typed = typedForm(await request.formData());
	const desk = officeDesk(locals);
	const changed =
		deed === 'sign-off'
			? await changeSignOff(desk, params.id, params.edition, typed)
			: await changeEdition(desk, params.id, params.edition, deed, typed);
	if (changed.ok) redirect(303, `/${locals.language}/office/newsroom/${params.id}/${params.edition}?done=${deed}`);
	const errors = changed.refusal.map((each) => explainArticleRefusal(each, locals.language));
	return fail(400, { deed, typed, errors, previewAddress: null });
}

/** The address is answered, not put into another: what stands in an address stands in histories and logs. */
async function preview({ locals, params, url, setHeaders }: RequestEvent) {
	setHeaders({ 'cache-control': 'no-store' });
	const made = await makePreview(officeDesk(locals), params.id, params.edition);
	if (made.ok) {
		const previewAddress = `${url.origin}/${locals.language}/preview/${made.value}`;
		return { deed: 'preview', typed: {}, errors: [], previewAddress };
	}
	const errors = made.refusal.map((each) => explainArticleRefusal(each, locals.language));
	return fail(400, { deed: 'preview', typed: {}, errors, previewAddress: null });
}

export const actions = {
	...Object.fromEntries(deeds.map((deed) => [deed, (event: RequestEvent) => change(event, deed)])),
	'sign-off': (event: RequestEvent) => change(event, 'sign-off'),
	preview,
};
