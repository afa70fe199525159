import { error, fail, redirect } from '@sveltejs/kit';
import { type OfficeDesk, officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { may } from '#lib/access/permissions.ts';
import {
	changeEmbargo,
	changeProposal,
	type EmbargoDeed,
	type ProposalDeed,
	proposalDeeds,
} from '#lib/newsroom/articles/article-desk.server.ts';
import { loadArticle } from '#lib/newsroom/articles/article-pages.server.ts';
import { explainArticleRefusal } from '#lib/newsroom/articles/article-words.ts';
import { changeConsent } from '#lib/newsroom/articles/disclosure/consent-desk.server.ts';
import { type Typed, typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const article = (await loadArticle(officeDesk(locals), params.id)) ?? error(404);
	const mayHide = may(locals.session, 'publication.decide');
	return {
		article,
		mayHide,
		done: noteOf(url.searchParams, [
			'facts',
			'consent',
			'set-embargo',
			'agree-embargo',
			'lift-embargo',
			...proposalDeeds,
		]),
	};
}

async function change({ locals, params, request }: RequestEvent, deed: EmbargoDeed | ProposalDeed | 'consent') {
	const typed = typedForm(await request.formData());
	const desk = officeDesk(locals);
	const changed = await changeAs(desk, params.id, deed, typed);
	if (changed.ok) redirect(303, `/${locals.language}/office/newsroom/${params.id}?done=${deed}`);
	const errors = changed.refusal.map((each) => explainArticleRefusal(each, locals.language));
	return fail(400, { deed, typed, errors });
}

function changeAs(desk: OfficeDesk, id: string, deed: EmbargoDeed | ProposalDeed | 'consent', typed: Typed) {
	if (deed === 'consent') return changeConsent(desk, id, typed);
	if (deed === 'take-facts' || deed === 'drop-facts') return changeProposal(desk, id, deed, typed);
	return changeEmbargo(desk, id, deed, typed);
}

export const actions = {
	'take-facts': (event: RequestEvent) => change(event, 'take-facts'),
	'drop-facts': (event: RequestEvent) => change(event, 'drop-facts'),
	consent: (event: RequestEvent) => change(event, 'consent'),
	'set-embargo': (event: RequestEvent) => change(event, 'set-embargo'),
	'agree-embargo': (event: RequestEvent) => change(event, 'agree-embargo'),
	'lift-embargo': (event: RequestEvent) => change(event, 'lift-embargo'),
};
