import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { type Capability, may } from '#lib/access/permissions.ts';
import { parseId } from '#lib/kernel/id.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { lineOf, readChoice, readOptionalId, type Typed, together } from '#lib/ui/form/typed-form.ts';
import type { ArticleFacts, Deed } from './article.ts';
import {
	agreeToEmbargo,
	answerProposal,
	approveText,
	beginArticle,
	callReleaseOff,
	correctFacts,
	liftEmbargo,
	publishText,
	releaseWithEmbargo,
	requestReview,
	returnText,
	type ShownEdition,
	saveText,
	scheduleRelease,
	setEmbargo,
	withdrawText,
} from './article-commands.server.ts';
import { longest, readFacts, readMoment, readText, readUpdate, readWithdrawal } from './article-form.ts';
import { type ArticleId, findRevision } from './article-queries.server.ts';
import type { ArticleRefusal } from './article-refusal.ts';
import { articleKinds } from './article-stages.ts';
import { forgetKeptTexts, type Which } from './autosave/autosave.server.ts';
import { parsePiece } from './autosave/autosave.ts';
import { type EditionKey, editionKeys, parseEdition } from './edition.ts';
import { beginCorrection, seeFigures } from './figures/figure-commands.server.ts';
import { createPreview, endPreviews } from './preview.server.ts';

type Answer<Value> = Promise<Result<Value, readonly ArticleRefusal[]>>;

const refuse = (kind: 'not-yours' | 'not-permitted') => Promise.resolve(refused([{ kind }] as const));
const deedOf = (desk: OfficeDesk): Deed => ({ at: desk.now, account: desk.actor.account, city: desk.actor.city });

const noFacts = { terms: [], dateline: null, pressContact: null, related: [], records: [], sources: [] } as const;

/** Begins the article a form describes, with its first text. */
export function addArticle(
	desk: OfficeDesk,
	typed: Typed,
): Answer<{ readonly id: ArticleId; readonly key: EditionKey }> {
	if (!may(desk.session, 'articles.write')) return refuse('not-permitted');
	const [about, text] = [
		together({
			kind: readChoice(typed, 'kind', articleKinds),
			partnershipId: readOptionalId<'partnership'>(typed, 'partnership'),
			key: readChoice(typed, 'edition', editionKeys),
		}),
		readText(typed, []),
	];
	if (!about.ok || !text.ok) {
		return Promise.resolve(refused([about, text].flatMap((read) => (read.ok ? [] : read.refusal))));
	}
	const { kind, partnershipId, key } = about.value;
	const facts: ArticleFacts = { kind, ...noFacts };
	return runForm(desk, { name: 'begin-article', subject: null, typed }, async (trx) => {
		const begun = await beginArticle(trx, { facts, partnershipId, key, text: text.value }, deedOf(desk));
		return begun.ok ? ok({ id: begun.value, key }) : begun;
	});
}

/** Saves the text a form holds as the next revision of its edition. */
export async function saveEdition(desk: OfficeDesk, idText: string, keyText: string, typed: Typed): Answer<number> {
	const [id, key] = [parseId<'article'>(idText), parseEdition(keyText)];
	if (!id || !key) return refuse('not-yours');
	if (!may(desk.session, 'articles.write')) return refuse('not-permitted');
	const startedFrom = Number(typed['startedFrom']);
	const before =
		startedFrom > 0
			? await inCity(desk.app, desk.actor, (trx) => findRevision(trx, { id, key, number: startedFrom }), {
					readOnly: true,
				})
			: undefined;
	const text = readText(typed, before?.blocks ?? []);
	if (!text.ok) return text;
	return runForm<number, ArticleRefusal>(
		desk,
		{ name: 'save-article', subject: `${id} ${key}`, typed },
		async (trx) => {
			const saved = await saveText(trx, { id, key, startedFrom, text: text.value }, deedOf(desk));
			if (saved.ok) await forgetSaved(trx, { id, key }, desk, typed);
			return saved;
		},
	);
}

/** What the page kept of the text on the way, and what it began with, is in the revision now. */
async function forgetSaved(trx: Trx, which: Which, { actor }: OfficeDesk, typed: Typed): Promise<void> {
	const [sitting, piece] = [parseId<'sitting'>(typed['sitting'] ?? ''), parsePiece(typed['keptFrom'])];
	if (sitting) await forgetKeptTexts(trx, which, { sitting });
	if (piece && piece.account === actor.account) {
		await forgetKeptTexts(trx, which, { account: piece.account, upTo: piece.piece });
	}
}

/** Corrects what holds in every language. */
export function changeFacts(desk: OfficeDesk, idText: string, typed: Typed): Answer<null> {
	const id = parseId<'article'>(idText);
	if (!id) return refuse('not-yours');
	if (!may(desk.session, 'articles.write')) return refuse('not-permitted');
	const facts = readFacts(typed);
	if (!facts.ok) return Promise.resolve(facts);
	const correction = {
		id,
		shown: Number(typed['shown']),
		facts: facts.value,
		mayPublish: may(desk.session, 'articles.publish'),
	};
	return runForm<null, ArticleRefusal>(desk, { name: 'correct-article', subject: id, typed }, (trx) =>
		correctFacts(trx, correction, deedOf(desk)),
	);
}

/** Takes a proposed change of what readers are told, or drops it, as a form asks. */
export function changeProposal(desk: OfficeDesk, idText: string, deed: ProposalDeed, typed: Typed): Answer<null> {
	const id = parseId<'article'>(idText);
	if (!id) return refuse('not-yours');
	const [taken, shown] = [deed === 'take-facts', Number(typed['proposed']) as OfficeDesk['now']];
	const permitted = may(desk.session, 'articles.review') || (!taken && may(desk.session, 'articles.write'));
	if (!permitted) return refuse('not-permitted');
	return runForm<null, ArticleRefusal>(desk, { name: deed, subject: id, typed }, (trx) =>
		answerProposal(trx, { id, shown, taken }, deedOf(desk)),
	);
}

export const proposalDeeds = ['take-facts', 'drop-facts'] as const;
export type ProposalDeed = (typeof proposalDeeds)[number];

/** What can be done to an edition by a button or a short form, with what it takes to do it. */
export const editionDeeds = {
	submit: 'articles.write',
	return: 'articles.write',
	approve: 'articles.review',
	publish: 'articles.publish',
	schedule: 'articles.publish',
	embargo: 'articles.publish',
	'call-off': 'articles.publish',
	withdraw: 'articles.publish',
	'end-previews': 'articles.write',
	'see-figures': 'articles.write',
	'correct-figures': 'articles.write',
} as const satisfies Record<string, Capability>;
export type EditionDeed = keyof typeof editionDeeds;

/** Does to an edition what a form asks. */
export function changeEdition(
	desk: OfficeDesk,
	idText: string,
	keyText: string,
	deed: EditionDeed,
	typed: Typed,
): Answer<null> {
	const [id, key] = [parseId<'article'>(idText), parseEdition(keyText)];
	if (!id || !key) return refuse('not-yours');
	const returning = deed === 'return' && may(desk.session, 'articles.review');
	if (!returning && !may(desk.session, editionDeeds[deed])) return refuse('not-permitted');
	const command = commandOf(desk, { id, key, shown: Number(typed['shown']) }, deed, typed);
	if (!command.ok) return Promise.resolve(command);
	return runForm<null, ArticleRefusal>(
		desk,
		{ name: `${deed}-article`, subject: `${id} ${key}`, typed },
		command.value,
	);
}

function commandOf(
	desk: OfficeDesk,
	shown: ShownEdition,
	name: EditionDeed,
	typed: Typed,
): Result<(trx: Trx) => Answer<null>, readonly ArticleRefusal[]> {
	const deed = deedOf(desk);
	switch (name) {
		case 'submit':
			return ok((trx) => requestReview(trx, shown, deed));
		case 'return': {
			const reason = lineOf(typed, 'returnReason').slice(0, longest.note);
			return ok((trx) => returnText(trx, shown, reason, deed));
		}
		case 'approve':
			return ok((trx) => approveText(trx, shown, deed));
		case 'call-off':
			return ok((trx) => callReleaseOff(trx, shown, deed));
		case 'end-previews':
			return ok((trx) => endPreviews(trx, shown, deed));
		case 'see-figures':
			return ok((trx) => seeFigures(trx, shown, Number(typed['change']), deed));
		case 'correct-figures':
			return ok((trx) => beginCorrection(trx, shown, deed));
		case 'withdraw': {
			const read = readWithdrawal(typed);
			return read.ok ? ok((trx) => withdrawText(trx, shown, read.value, deed)) : read;
		}
		case 'schedule': {
			const read = together({ update: readUpdate(typed), releaseAt: readMoment(typed, 'releaseAt', desk.language) });
			return read.ok ? ok((trx) => scheduleRelease(trx, shown, read.value, deed)) : read;
		}
		default: {
			const update = readUpdate(typed);
			if (!update.ok) return update;
			const release = name === 'embargo' ? releaseWithEmbargo : publishText;
			return ok((trx) => release(trx, shown, update.value, deed));
		}
	}
}

export type EmbargoDeed = 'set-embargo' | 'agree-embargo' | 'lift-embargo';

/** Sets, agrees to or lifts the embargo of an article; both cities may. */
export function changeEmbargo(desk: OfficeDesk, idText: string, name: EmbargoDeed, typed: Typed): Answer<null> {
	const id = parseId<'article'>(idText);
	if (!id) return refuse('not-yours');
	if (!may(desk.session, 'articles.write')) return refuse('not-permitted');
	const deed = deedOf(desk);
	const until = readMoment(typed, 'embargoUntil', desk.language);
	if (name === 'set-embargo' && !until.ok) return Promise.resolve(until);
	return runForm<null, ArticleRefusal>(desk, { name, subject: id, typed }, (trx) => {
		if (name === 'lift-embargo') return liftEmbargo(trx, { id, reason: lineOf(typed, 'liftReason') }, deed);
		if (name === 'set-embargo' && until.ok) return setEmbargo(trx, { id, until: until.value }, deed);
		return agreeToEmbargo(trx, { id, until: Number(typed['until']) as typeof deed.at }, deed);
	});
}

/**
 * Makes a link to an unpublished text and answers its token, once. Not kept with the form's key as other answers are: then the
 * token itself would stand in the database. Sent twice, there are two links, which end together.
 */
export function makePreview(desk: OfficeDesk, idText: string, keyText: string): Answer<string> {
	const [id, key] = [parseId<'article'>(idText), parseEdition(keyText)];
	if (!id || !key) return refuse('not-yours');
	if (!may(desk.session, 'articles.write')) return refuse('not-permitted');
	return inCity(desk.app, desk.actor, (trx) => createPreview(trx, { id, key }, deedOf(desk)));
}
