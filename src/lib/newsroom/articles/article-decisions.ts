import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type Article,
	type ArticleEvent,
	type ArticleFacts,
	type Deed,
	type Edition,
	tellsTheSame,
	type Update,
} from './article.ts';
import type { Blocker } from './article-blockers.ts';
import type { ArticleRefusal } from './article-refusal.ts';
import { type ArticleStage, mayMove } from './article-stages.ts';
import { type EditionKey, editionKeys } from './edition.ts';

export type ArticleAnswer = Result<ArticleEvent, readonly ArticleRefusal[]>;

/** An edition with its name, as every decision about one takes it. */
export interface Named {
	readonly key: EditionKey;
	readonly edition: Edition;
}

const ofEdition = ({ key, edition }: Named) => ({ edition: key, revision: edition.revision });

function cannotMove({ edition }: Named, to: ArticleStage): readonly ArticleRefusal[] {
	return mayMove(edition.stage, to) ? [] : [{ kind: 'move-not-permitted', from: edition.stage, to }];
}

const blocked = (blockers: readonly Blocker[]) => blockers.map((blocker) => ({ kind: 'blocked', blocker }) as const);

/**
 * Decides on a new revision. It names the one it started from: where another came between, nothing is overwritten. What has a
 * time of release is called off first, so that nobody thinks the old text goes out, or the new one.
 */
export function decideSave(article: Article, key: EditionKey, startedFrom: number, deed: Deed): ArticleAnswer {
	const edition = article.editions[key];
	const newest = edition?.revision ?? 0;
	if (newest !== startedFrom) return refused([{ kind: 'text-changed-meanwhile', revision: newest }]);
	if (edition?.stage === 'scheduled' || edition?.stage === 'embargoed') {
		return refused([{ kind: 'release-planned', stage: edition.stage }]);
	}
	return ok({ kind: 'revisionSaved', edition: key, revision: newest + 1, ...deed });
}

/**
 * Decides on correcting what holds in every language. What readers of a live text are told beside it takes a second person, so
 * it is proposed; how the article is filed changes at once, by whoever may publish. What has a time of release is called off
 * first, because it was approved as it stood, and a proposal is decided before another change.
 */
export function decideFacts(
	article: Article,
	{ facts, mayPublish }: { readonly facts: ArticleFacts; readonly mayPublish: boolean },
	deed: Deed,
): ArticleAnswer {
	if (article.proposed) return refused([{ kind: 'facts-proposed' }]);
	const same = tellsTheSame(article.facts, facts);
	const refusals = same ? [] : plannedIn(article);
	if (refusals.length > 0) return refused(refusals);
	if (!editionsOf(article).some(({ live }) => live !== null)) return ok({ kind: 'factsCorrected', facts, ...deed });
	if (!same) return ok({ kind: 'factsProposed', facts, ...deed });
	return mayPublish ? ok({ kind: 'factsCorrected', facts, ...deed }) : refused([{ kind: 'not-permitted' }]);
}

const editionsOf = ({ editions }: Article) => editionKeys.flatMap((key) => editions[key] ?? []);

function plannedIn(article: Article): readonly ArticleRefusal[] {
	const planned = editionsOf(article).find(({ stage }) => stage === 'scheduled' || stage === 'embargoed');
	return planned ? [{ kind: 'release-planned', stage: planned.stage }] : [];
}

/** Decides on a proposed change of what readers are told: taken by another person than who proposed it, or dropped by anybody. */
export function decideProposal(
	article: Article,
	{ shown, taken, blockers }: ProposalAnswer,
	deed: Deed,
): ArticleAnswer {
	const { proposed } = article;
	if (proposed?.at !== shown) return refused([{ kind: 'changed-meanwhile' }]);
	if (!taken) return ok({ kind: 'factsDropped', ...deed });
	if (deed.account === null || deed.account === proposed.by) return refused([{ kind: 'takes-own-proposal' }]);
	const refusals = [...plannedIn(article), ...blocked(blockers)];
	return refusals.length > 0 ? refused(refusals) : ok({ kind: 'factsCorrected', facts: proposed.facts, ...deed });
}

/** What somebody says to a proposal, by the moment it was made, with what keeps it from the readers of the live texts. */
export interface ProposalAnswer {
	readonly shown: Instant;
	readonly taken: boolean;
	readonly blockers: readonly Blocker[];
}

/** Decides on asking for review: nothing may keep the text from readers but a second person's look. */
export function decideSubmission(named: Named, blockers: readonly Blocker[], deed: Deed): ArticleAnswer {
	const refusals = [...cannotMove(named, 'in-review'), ...blocked(blockers)];
	return refusals.length > 0 ? refused(refusals) : ok({ kind: 'reviewRequested', ...ofEdition(named), ...deed });
}

/** Decides on giving a text back to those who wrote it; they themselves take it back without a word. */
export function decideReturn(named: Named, reason: string, deed: Deed): ArticleAnswer {
	const { stage } = named.edition;
	if (stage !== 'in-review' && stage !== 'approved') {
		return refused([{ kind: 'move-not-permitted', from: stage, to: 'draft' }]);
	}
	if (reason === '' && !isAuthor(named.edition, deed.account)) {
		return refused([{ kind: 'reason-needed', field: 'returnReason' }]);
	}
	return ok({ kind: 'textReturned', reason, ...ofEdition(named), ...deed });
}

/** Decides on approval: by a person who wrote nothing of what is approved, where nothing keeps it from readers. */
export function decideApproval(named: Named, blockers: readonly Blocker[], deed: Deed): ArticleAnswer {
	const { stage } = named.edition;
	if (stage !== 'in-review') return refused([{ kind: 'move-not-permitted', from: stage, to: 'approved' }]);
	if (deed.account === null || isAuthor(named.edition, deed.account)) return refused([{ kind: 'reviews-own-text' }]);
	if (blockers.length > 0) return refused(blocked(blockers));
	return ok({ kind: 'textApproved', ...ofEdition(named), ...deed });
}

/** The first text of an edition is no update; whatever comes after it is one, and says what changed unless it is minor. */
function wrongUpdate({ edition }: Named, update: Update): readonly ArticleRefusal[] {
	if ((update.kind === 'first') !== (edition.firstPublishedAt === null)) return [{ kind: 'first-or-update' }];
	if (update.kind === 'major' && update.note === '') return [{ kind: 'change-note-needed' }];
	if (update.kind === 'correction' && (update.note === '' || update.wrong === '')) {
		return [{ kind: 'correction-incomplete' }];
	}
	return [];
}

const furthest = 730 * day;

function wrongMoment(
	moment: Instant,
	field: 'releaseAt' | 'embargoUntil',
	now: Instant,
): readonly Extract<ArticleRefusal, { kind: 'in-the-past' | 'too-far-ahead' }>[] {
	if (moment <= now) return [{ kind: 'in-the-past', field }];
	return moment > later(now, furthest) ? [{ kind: 'too-far-ahead', field }] : [];
}

/** Decides on a time of release: ahead of now, and not before an embargo ends. */
export function decideSchedule(
	article: Article,
	named: Named,
	{ update, releaseAt }: { readonly update: Update; readonly releaseAt: Instant },
	deed: Deed,
): ArticleAnswer {
	const refusals = [
		...cannotMove(named, 'scheduled'),
		...wrongUpdate(named, update),
		...wrongMoment(releaseAt, 'releaseAt', deed.at),
	];
	const { embargo } = article;
	if (embargo && releaseAt < embargo.until) refusals.push({ kind: 'before-embargo', until: embargo.until });
	if (refusals.length > 0) return refused(refusals);
	return ok({ kind: 'releaseScheduled', update, releaseAt, ...ofEdition(named), ...deed });
}

/** Decides on releasing an edition when the joint embargo ends; it may be chosen before the other city has agreed. */
export function decideEmbargoedRelease(article: Article, named: Named, update: Update, deed: Deed): ArticleAnswer {
	const refusals = [...cannotMove(named, 'embargoed'), ...wrongUpdate(named, update)];
	if (!article.embargo || article.embargo.until <= deed.at) refusals.push({ kind: 'no-embargo' });
	if (refusals.length > 0) return refused(refusals);
	return ok({ kind: 'releaseEmbargoed', update, ...ofEdition(named), ...deed });
}

/** Decides on calling a planned release off: the text stays approved. */
export function decideCallingOff(named: Named, deed: Deed): ArticleAnswer {
	const { stage } = named.edition;
	if (stage !== 'scheduled' && stage !== 'embargoed') {
		return refused([{ kind: 'move-not-permitted', from: stage, to: 'approved' }]);
	}
	return ok({ kind: 'releaseCalledOff', ...ofEdition(named), ...deed });
}

/** Decides on publishing now, by hand: an approved text that nothing blocks, while no embargo stands. */
export function decidePublication(
	article: Article,
	named: Named,
	{ update, blockers }: { readonly update: Update; readonly blockers: readonly Blocker[] },
	deed: Deed,
): ArticleAnswer {
	const { stage } = named.edition;
	if (stage !== 'approved') return refused([{ kind: 'move-not-permitted', from: stage, to: 'published' }]);
	const refusals = [...wrongUpdate(named, update), ...blocked(blockers)];
	const { embargo } = article;
	if (embargo && embargo.until > deed.at) refusals.push({ kind: 'embargo-stands', until: embargo.until });
	if (refusals.length > 0) return refused(refusals);
	return ok({ kind: 'textPublished', update, ...ofEdition(named), ...deed });
}

/** Whether the time of a planned release has come, as of a moment; one under embargo waits for the other city as well. */
export function isDue({ embargo }: Pick<Article, 'embargo'>, { stage, plan }: Edition, now: Instant): boolean {
	if (embargo !== null && embargo.until > now) return false;
	if (stage === 'scheduled') return plan !== null && plan.at !== null && plan.at <= now;
	return stage === 'embargoed' && embargo !== null && embargo.agreedBy !== null;
}

/** What the clock does with an edition that is due: release it, or hold it where something came up since it was planned. */
export function releaseByClock(named: Named, blockers: readonly Blocker[], deed: Deed): ArticleEvent {
	const update = named.edition.plan?.update ?? { kind: 'first' };
	if (blockers.length === 0) return { kind: 'textPublished', update, ...ofEdition(named), ...deed };
	const kinds = [...new Set(blockers.map(({ kind }) => kind))];
	return { kind: 'releaseHeld', blockers: kinds, ...ofEdition(named), ...deed };
}

/** Decides on taking a text from its readers, with the reason they are told, and where they are led instead if anywhere. */
export function decideWithdrawal(
	named: Named,
	{ reason, leadsTo }: { readonly reason: string; readonly leadsTo: string | null },
	deed: Deed,
): ArticleAnswer {
	if (!named.edition.live) return refused([{ kind: 'nothing-public' }]);
	if (reason === '') return refused([{ kind: 'reason-needed', field: 'withdrawReason' }]);
	const { revision } = named.edition.live;
	return ok({ kind: 'textWithdrawn', reason, leadsTo, edition: named.key, revision, ...deed });
}

/**
 * Decides on the embargo both cities will keep: ahead of now and in a partnership. One both agreed on ends sooner only where
 * it is lifted first, with a reason: nobody shortens in silence what the other city relies on.
 */
export function decideEmbargo(article: Article, until: Instant, deed: Deed): ArticleAnswer {
	if (article.partnershipId === null) return refused([{ kind: 'embargo-needs-partner' }]);
	const { embargo } = article;
	if (embargo?.agreedBy && embargo.until > deed.at && until < embargo.until) {
		return refused([{ kind: 'embargo-stands', until: embargo.until }]);
	}
	const wrong = wrongMoment(until, 'embargoUntil', deed.at);
	return wrong.length > 0 ? refused(wrong) : ok({ kind: 'embargoSet', until, ...deed });
}

/** Decides on agreeing to an embargo: the other city than the one that set it, to the very moment it was shown. */
export function decideAgreement(article: Article, until: Instant, deed: Deed): ArticleAnswer {
	const { embargo } = article;
	if (!embargo) return refused([{ kind: 'no-embargo' }]);
	if (embargo.until !== until || embargo.agreedBy !== null) return refused([{ kind: 'changed-meanwhile' }]);
	if (embargo.setBy === deed.city) return refused([{ kind: 'embargo-of-own-city' }]);
	return until <= deed.at
		? refused([{ kind: 'in-the-past', field: 'embargoUntil' }])
		: ok({ kind: 'embargoAgreed', until, ...deed });
}

/** Decides on lifting an embargo, or not agreeing to it: with a reason, because the other city relies on it. */
export function decideLifting(article: Article, reason: string, deed: Deed): ArticleAnswer {
	if (!article.embargo) return refused([{ kind: 'no-embargo' }]);
	if (reason === '') return refused([{ kind: 'reason-needed', field: 'liftReason' }]);
	return ok({ kind: 'embargoLifted', reason, ...deed });
}

/** Whether somebody may not review a text because they wrote some of it. */
export function isAuthor({ authors }: Edition, account: Id<'account'> | null): boolean {
	return account !== null && authors.includes(account);
}
