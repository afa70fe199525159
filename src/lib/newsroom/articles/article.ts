import { assert, unreachable } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { languages } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import type { ArticleKind, ArticleStage } from './article-stages.ts';
import type { Block } from './block.ts';
import { type EditionKey, editionKeys } from './edition.ts';

/** Where a claim of the article can be looked up. */
export interface ArticleSource {
	readonly label: string;
	readonly url: string;
}

export interface PressContact {
	readonly name: string;
	readonly phone: string;
	readonly email: string;
}

/** What holds for an article in every language. */
export interface ArticleFacts {
	readonly kind: ArticleKind;
	/** Categories, topics and keywords, as the instance keeps them. */
	readonly terms: readonly Id<'term'>[];
	/** The place the news comes from, which stands before its date. */
	readonly dateline: LocalizedText | null;
	readonly pressContact: PressContact | null;
	/** Articles an editor calls related; others are found by what they share. */
	readonly related: readonly Id<'article'>[];
	/** What the article tells of: projects, events, shipments. */
	readonly records: readonly RecordRef[];
	readonly sources: readonly ArticleSource[];
}

/**
 * Whether two versions of the facts tell the same: kind, place, contact and sources, which readers see, and the records the
 * article tells of, by which is decided whether both cities have to consent (R8).
 */
export function tellsTheSame(one: ArticleFacts, other: ArticleFacts): boolean {
	return toldBy(one) === toldBy(other);
}

function toldBy({ kind, dateline, pressContact, sources, records }: ArticleFacts): string {
	const place = languages.map((each) => dateline?.[each] ?? '');
	const contact = pressContact && [pressContact.name, pressContact.phone, pressContact.email];
	const cited = sources.map(({ label, url }) => [label, url]);
	const told = records.map((ref) => `${ref.kind} ${ref.id}`).sort();
	return JSON.stringify([kind, place, contact, cited, told]);
}

/** The text of one edition, as one revision keeps it. */
export interface ArticleText {
	readonly slug: string;
	readonly kicker: string;
	readonly title: string;
	readonly teaser: string;
	readonly blocks: readonly Block[];
}

/** A text as somebody wrote it; without a slug it gets one from its title, or keeps the one it has. */
export type WrittenText = Omit<ArticleText, 'slug'> & { readonly slug: string | null };

/** How readers are told of a text that becomes public. */
export type Update =
	| { readonly kind: 'first' }
	| { readonly kind: 'minor' }
	| { readonly kind: 'major'; readonly note: string }
	| { readonly kind: 'correction'; readonly wrong: string; readonly note: string };

/** Until when neither city tells; it binds once the other city has agreed. */
export interface Embargo {
	readonly until: Instant;
	readonly setBy: Id<'city'>;
	readonly agreedBy: Id<'city'> | null;
}

/** One language version with what became of it. */
export interface Edition {
	readonly stage: ArticleStage;
	/** The newest revision. */
	readonly revision: number;
	/** How many events made it what it is; a form says which it was shown. */
	readonly steps: number;
	/** Who wrote since readers last got a text, be it words or what stands beside them: none of them reviews it. */
	readonly authors: readonly Id<'account'>[];
	readonly approvedBy: Id<'account'> | null;
	/** How it will be published, and when where it has a time of its own. */
	readonly plan: { readonly update: Update; readonly at: Instant | null } | null;
	/** What readers see now. */
	readonly live: { readonly revision: number; readonly at: Instant } | null;
	readonly firstPublishedAt: Instant | null;
	/** The last time readers were told of a change. */
	readonly publicUpdatedAt: Instant | null;
	/** Changes readers are told of, the oldest first. */
	readonly notes: readonly { readonly at: Instant; readonly update: Exclude<Update, { kind: 'first' | 'minor' }> }[];
	readonly withdrawal: { readonly at: Instant; readonly reason: string; readonly leadsTo: string | null } | null;
	/** What the reviewer asked for when the text last came back. */
	readonly returned: string | null;
}

/** What somebody wants to hold for an article whose texts have readers. */
export interface Proposal {
	readonly facts: ArticleFacts;
	readonly by: Id<'account'> | null;
	readonly at: Instant;
}

export interface Article {
	readonly facts: ArticleFacts;
	readonly partnershipId: Id<'partnership'> | null;
	/** How many events there are. */
	readonly version: number;
	/** How many of them concern the facts. */
	readonly factsVersion: number;
	readonly embargo: Embargo | null;
	/** A change of what readers have that waits for a second person. */
	readonly proposed: Proposal | null;
	readonly editions: Readonly<Partial<Record<EditionKey, Edition>>>;
}

/** Who does something, for which city, and when. */
export interface Deed {
	readonly at: Instant;
	/** Null where the clock did it. */
	readonly account: Id<'account'> | null;
	readonly city: Id<'city'>;
}

type OfEdition = { readonly edition: EditionKey; readonly revision: number };

/** What happened to an article. */
export type ArticleEvent = Deed &
	(
		| {
				readonly kind: 'articleBegun';
				readonly facts: ArticleFacts;
				readonly partnershipId: Id<'partnership'> | null;
		  }
		| { readonly kind: 'factsCorrected' | 'factsProposed'; readonly facts: ArticleFacts }
		| { readonly kind: 'factsDropped' }
		| ({ readonly kind: 'revisionSaved' } & OfEdition)
		| ({ readonly kind: 'reviewRequested' } & OfEdition)
		| ({ readonly kind: 'textReturned'; readonly reason: string } & OfEdition)
		| ({ readonly kind: 'textApproved' } & OfEdition)
		| ({ readonly kind: 'releaseScheduled'; readonly update: Update; readonly releaseAt: Instant } & OfEdition)
		| ({ readonly kind: 'releaseEmbargoed'; readonly update: Update } & OfEdition)
		| ({ readonly kind: 'releaseCalledOff' } & OfEdition)
		| ({ readonly kind: 'releaseHeld'; readonly blockers: readonly string[] } & OfEdition)
		| ({ readonly kind: 'textPublished'; readonly update: Update } & OfEdition)
		| ({ readonly kind: 'textWithdrawn'; readonly reason: string; readonly leadsTo: string | null } & OfEdition)
		| { readonly kind: 'embargoSet'; readonly until: Instant }
		| { readonly kind: 'embargoAgreed'; readonly until: Instant }
		| { readonly kind: 'embargoLifted'; readonly reason: string }
	);

type EditionEvent = Extract<ArticleEvent, OfEdition>;

/** The article after one more event. */
export function evolveArticle(before: Article | undefined, event: ArticleEvent): Article {
	if (event.kind === 'articleBegun') {
		const { facts, partnershipId } = event;
		return { facts, partnershipId, version: 1, factsVersion: 1, embargo: null, proposed: null, editions: {} };
	}
	assert(before, 'an article begins by being begun');
	const next = { ...before, version: before.version + 1 };
	switch (event.kind) {
		case 'factsCorrected':
			return {
				...next,
				facts: event.facts,
				proposed: null,
				factsVersion: before.factsVersion + 1,
				editions: tellsTheSame(before.facts, event.facts)
					? before.editions
					: changeEditions(before.editions, (edition) => writtenInto(edition, event.account)),
			};
		case 'factsProposed':
			return { ...next, proposed: { facts: event.facts, by: event.account, at: event.at } };
		case 'factsDropped':
			return { ...next, proposed: null };
		case 'embargoSet':
			return { ...next, embargo: { until: event.until, setBy: event.city, agreedBy: null } };
		case 'embargoAgreed':
			return { ...next, embargo: before.embargo && { ...before.embargo, agreedBy: event.city } };
		case 'embargoLifted':
			return { ...next, embargo: null, editions: changeEditions(before.editions, withoutEmbargo) };
		default: {
			const edition = evolveEdition(before.editions[event.edition], event);
			return { ...next, editions: { ...before.editions, [event.edition]: edition } };
		}
	}
}

function changeEditions(editions: Article['editions'], change: (edition: Edition) => Edition): Article['editions'] {
	const changed = editionKeys.flatMap((key) => {
		const edition = editions[key];
		return edition ? [[key, change(edition)] as const] : [];
	});
	return Object.fromEntries(changed);
}

/** What waited for the embargo waits for a new decision. */
function withoutEmbargo(edition: Edition): Edition {
	if (edition.stage !== 'embargoed') return edition;
	return { ...edition, stage: 'approved', plan: null, steps: edition.steps + 1 };
}

/** What is on its way to readers is reviewed with what now stands beside it, and not by who wrote that. */
function writtenInto(edition: Edition, account: Id<'account'> | null): Edition {
	const { stage, steps } = edition;
	if (stage !== 'draft' && stage !== 'in-review' && stage !== 'approved') return edition;
	const authors = account === null ? edition.authors : [...new Set([...edition.authors, account])];
	return { ...edition, stage: 'draft', authors, approvedBy: null, steps: steps + 1 };
}

const unwritten: Edition = {
	stage: 'draft',
	revision: 0,
	steps: 0,
	authors: [],
	approvedBy: null,
	plan: null,
	live: null,
	firstPublishedAt: null,
	publicUpdatedAt: null,
	notes: [],
	withdrawal: null,
	returned: null,
};

function evolveEdition(found: Edition | undefined, event: EditionEvent): Edition {
	assert(found || event.kind === 'revisionSaved', 'an edition begins with its first revision');
	const before = found ?? unwritten;
	const next = { ...before, steps: before.steps + 1 };
	switch (event.kind) {
		case 'revisionSaved': {
			const authors = event.account === null ? [] : [event.account];
			const all = [...new Set([...before.authors, ...authors])];
			return { ...next, stage: 'draft', revision: event.revision, authors: all, approvedBy: null };
		}
		case 'reviewRequested':
			return { ...next, stage: 'in-review', returned: null };
		case 'textReturned':
			return { ...next, stage: 'draft', approvedBy: null, returned: event.reason === '' ? null : event.reason };
		case 'textApproved':
			return { ...next, stage: 'approved', approvedBy: event.account };
		case 'releaseScheduled':
			return { ...next, stage: 'scheduled', plan: { update: event.update, at: event.releaseAt } };
		case 'releaseEmbargoed':
			return { ...next, stage: 'embargoed', plan: { update: event.update, at: null } };
		case 'releaseCalledOff':
		case 'releaseHeld':
			return { ...next, stage: 'approved', plan: null };
		case 'textPublished':
			return published(next, event);
		case 'textWithdrawn': {
			const { at, reason, leadsTo } = event;
			return { ...next, stage: 'withdrawn', live: null, plan: null, withdrawal: { at, reason, leadsTo } };
		}
		default:
			return unreachable(event);
	}
}

function published(edition: Edition, event: Extract<EditionEvent, { kind: 'textPublished' }>): Edition {
	const { at, update, revision } = event;
	const told = update.kind === 'major' || update.kind === 'correction';
	const notes = told ? [...edition.notes, { at, update }] : edition.notes;
	return {
		...edition,
		stage: notes.some((note) => note.update.kind === 'correction') ? 'corrected' : 'published',
		authors: [],
		approvedBy: null,
		plan: null,
		live: { revision, at },
		firstPublishedAt: edition.firstPublishedAt ?? at,
		publicUpdatedAt: update.kind === 'minor' ? edition.publicUpdatedAt : at,
		notes,
		withdrawal: null,
	};
}
