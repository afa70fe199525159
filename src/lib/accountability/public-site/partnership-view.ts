import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatFuzzyDate, formatNumber } from '#lib/i18n/format.ts';
import { nameInLetters } from '#lib/i18n/transliteration/readable-name.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { agreementMessages } from '#lib/partnerships/agreements/agreement-messages.ts';
import { signingInWords } from '#lib/partnerships/agreements/agreement-words.ts';
import { councilMessages } from '#lib/partnerships/council/council-messages.ts';
import { exchangeMessages } from '#lib/partnerships/exchanges/exchange-messages.ts';
import type { PartnershipKind, PartnershipStatus } from '#lib/partnerships/partnership.ts';
import { isOpen, isOverdue } from '#lib/partnerships/promises/promise.ts';
import { promiseMessages } from '#lib/partnerships/promises/promise-messages.ts';
import { type PromiseState, promiseStates } from '#lib/partnerships/promises/promise-states.ts';
import { stateNames } from '#lib/partnerships/promises/promise-words.ts';
import { standingInWords } from '#lib/partnerships/standing/standing-words.ts';
import type { ItemReceived } from '#lib/relief/figures/figure-queries.server.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import type { PublicAgreement, PublicPromise, PublicSignatory } from '../disclosure/public-partnership.ts';
import type { PublicRecord, Published } from '../disclosure/public-record.ts';
import type { PublicRecordKind, PublicRef } from '../disclosure/public-ref.ts';
import { promiseFigure } from './promise-figure.ts';
import { publicMessages } from './public-messages.ts';
import { anchorOf, type PartnershipAddress, publicRefPath } from './public-paths.ts';
import type { PublicPartnershipRecord } from './public-record-queries.server.ts';

/** A text in the language it is in. */
export type Readable = ReturnType<typeof readableText>;

/** Where to look something up, as pages show it. */
export interface PublicLink {
	readonly href: string;
	readonly label: string;
	/** The language of the label where it is not the page's. */
	readonly lang: Language;
}

/** Whoever reads: the language, the day the public site speaks of, whose pages these are and what stands on them. */
export interface Reader extends PartnershipAddress {
	readonly today: PlainDate;
	readonly records: readonly PublicRecord[];
	/** What the ledger says beside promises of goods. */
	readonly received: readonly ItemReceived[];
}

/** The content of the records of one kind, the oldest first. */
export function contentsOf<Kind extends PublicRecordKind>(
	records: readonly PublicRecord[],
	kind: Kind,
): Extract<PublicRecord, { readonly record: Kind }>['content'][] {
	return records.flatMap(({ record, content }) => (record === kind ? [content as never] : []));
}

/** What a partnership is, in words; that it lives goes without saying. */
function standingTitle(
	standing: { readonly kind: PartnershipKind; readonly status: PartnershipStatus },
	language: Language,
): string {
	if (standing.status !== 'active') return standingInWords(standing, language);
	return speak(publicMessages, language)(`kind-${standing.kind}`);
}

/** "City partnership · partners since 23 February 2023": what it is today may be younger than the bond. */
export function standingLead(partnership: PublicPartnershipRecord, language: Language): string {
	const date = formatDate(partnership.since, language);
	return speak(publicMessages, language)('partnershipLead', { kind: standingTitle(partnership, language), date });
}

/** The title of a record as links to it are named. */
function recordTitle({ record, content }: PublicRecord, language: Language): Readable {
	switch (record) {
		case 'standing':
			return { text: standingTitle(content, language), language };
		case 'agreement':
			return readableText(content.title, language);
		case 'promise':
			return readableText(content.text, language);
		case 'event':
			return readableText(content.title, language);
		case 'side':
			return readableText(content.city, language);
		case 'exchange':
			return { text: speak(exchangeMessages, language)(`kind-${content.kind}`), language };
		default:
			return readableText(content.names, language);
	}
}

/** A link to where the public can look something up; undefined where nobody may know the record. */
function publicLink(ref: PublicRef, reader: Reader): PublicLink | undefined {
	const { language, records } = reader;
	const say = speak(publicMessages, language);
	const href = publicRefPath(ref, reader);
	if (ref.kind === 'link') return { href, label: new URL(ref.url).hostname.replace(/^www\./, ''), lang: language };
	if (ref.kind === 'delivery') return { href, label: say('linkDelivery'), lang: language };
	const found = records.find(({ content }) => content.publicId === ref.publicId);
	if (!found) return undefined;
	const title = recordTitle(found, language);
	return { href, label: title.text, lang: title.language };
}

/** The links to what can be looked up. */
export function linksOf(refs: readonly (PublicRef | null)[], reader: Reader): PublicLink[] {
	return refs.flatMap((ref) => (ref && publicLink(ref, reader)) ?? []);
}

export interface StandingLine extends TimelineEvent {
	readonly links: readonly PublicLink[];
}

/** What the partnership was from which day on, oldest first. */
export function standingLines(reader: Reader): StandingLine[] {
	return contentsOf(reader.records, 'standing').map((content) => {
		const text = content.basisText && readableText(content.basisText, reader.language);
		return {
			id: anchorOf(content.publicId),
			title: standingTitle(content, reader.language),
			when: formatFuzzyDate(content.since, reader.language),
			datetime: content.since.date,
			text: text?.text,
			links: linksOf([content.basis], reader),
		};
	});
}

export interface AgreementView {
	readonly id: string;
	readonly title: Readable;
	readonly kind: string;
	readonly signing: string;
	readonly validity: string | null;
	readonly signatories: readonly { readonly who: string; readonly side: string }[];
	readonly links: readonly PublicLink[];
}

/** The agreements, the latest first. */
export function agreementViews(reader: Reader): AgreementView[] {
	return contentsOf(reader.records, 'agreement')
		.map((content) => agreementView(content, reader))
		.reverse();
}

function agreementView(agreement: Published<PublicAgreement>, reader: Reader): AgreementView {
	const { language } = reader;
	return {
		id: anchorOf(agreement.publicId),
		title: readableText(agreement.title, language),
		kind: speak(agreementMessages, language)(`kind-${agreement.kind}`),
		signing: signingInWords(agreement, language),
		validity: validityOf(agreement, language),
		signatories: agreement.signatories.map((signatory) => ({
			who: signatoryInWords(signatory, language),
			side: readableText(signatory.side, language).text,
		})),
		links: linksOf([agreement.resolution], reader),
	};
}

function validityOf({ isSuperseded, validUntil }: PublicAgreement, language: Language): string | null {
	const say = speak(publicMessages, language);
	if (isSuperseded) return say('agreementSuperseded');
	return validUntil && say('agreementUntil', { date: formatDate(validUntil, language) });
}

/** "Thomas Westphal, Lord Mayor"; the post alone where the name may not be told. */
function signatoryInWords({ name, post, acting }: PublicSignatory, language: Language): string {
	const held = post && readableText(post, language).text;
	const inOffice = held && acting ? speak(agreementMessages, language)('acting-post', { post: held }) : held;
	const told = [name && nameInLetters(name, language), inOffice].filter((part) => part !== null && part !== '');
	return told.length > 0 ? told.join(', ') : speak(publicMessages, language)('signatoryUnnamed');
}

export interface PaperLine extends TimelineEvent {
	readonly url: string | null;
	/** "2023"; empty where nobody knows. */
	readonly year: string;
}

/** What councils had before them, the latest first. */
export function paperLines({ records, language }: Reader): PaperLine[] {
	const council = speak(councilMessages, language);
	const lines = contentsOf(records, 'paper').map((content): PaperLine => {
		const { decision, reference, publicId } = content;
		const title = readableText(content.names, language);
		const day = decision?.met ?? content.dated;
		const outcome = decision && council(`outcome-${decision.outcome}`);
		return {
			id: anchorOf(publicId),
			title: title.text,
			lang: title.language,
			when: day ? formatFuzzyDate(day, language) : speak(publicMessages, language)('dayUnknown'),
			datetime: day?.date ?? '',
			note: [decision?.body, outcome, reference].filter(Boolean).join(' · '),
			url: content.url,
			year: day?.date.slice(0, 4) ?? '',
		};
	});
	return lines.reverse();
}

/** Papers under the years they are of, in the order they come. */
export function papersByYear(papers: readonly PaperLine[]) {
	const years = [...new Set(papers.map(({ year }) => year))];
	return years.map((year) => ({ year, papers: papers.filter((paper) => paper.year === year) }));
}

export interface PromiseRow {
	readonly id: string;
	readonly text: Readable;
	readonly quantity: string | null;
	/** What the ledger says of promised goods. */
	readonly figure: string | null;
	readonly source: string;
	readonly due: string;
	readonly putOff: string | null;
	readonly state: PromiseState;
	readonly since: string | null;
	readonly overdue: boolean;
	readonly note: Readable | null;
	readonly doneBy: Readable | null;
	readonly links: readonly PublicLink[];
}

/** The promises: those still to be kept first, each group in the order they were made. */
export function promiseRows(reader: Reader): PromiseRow[] {
	const promises = contentsOf(reader.records, 'promise');
	return [...promises.filter(isOpen), ...promises.filter((promise) => !isOpen(promise))].map((promise) =>
		promiseRow(promise, reader),
	);
}

function promiseRow(promise: Published<PublicPromise>, reader: Reader): PromiseRow {
	const { language, today } = reader;
	const say = speak(publicMessages, language);
	const words = speak(promiseMessages, language);
	const { quantity, due, firstDue, source, shownBy } = promise;
	const read = (text: LocalizedText | null) => text && readableText(text, language);
	return {
		id: anchorOf(promise.publicId),
		text: readableText(promise.text, language),
		// Of an item of the catalogue the sentence says how many; its unit is written for the books.
		quantity:
			quantity && quantity.itemCode === null ? `${formatNumber(quantity.amount, language)} ${quantity.unit}` : null,
		figure: promiseFigure(promise, reader.received, reader),
		source: `${words(`source-${promise.sourceKind}`)}, ${formatFuzzyDate(promise.made, language)}`,
		due: due ? formatFuzzyDate(due, language) : words('due-none'),
		putOff: firstDue && say('promisePutOff', { date: formatFuzzyDate(firstDue, language) }),
		state: promise.state,
		since: promise.state === 'made' ? null : formatFuzzyDate(promise.since, language),
		overdue: isOverdue(promise, today),
		note: read(promise.note),
		doneBy: read(promise.doneBy),
		links: linksOf([source, ...shownBy], reader),
	};
}

/** "3 kept, 5 promised": how many promises are in which state, in the order of the states; empty ones left out. */
export function promiseTally(
	rows: readonly Pick<PromiseRow, 'state'>[],
	language: Language,
): readonly { readonly state: PromiseState; readonly name: string; readonly count: number }[] {
	const names = stateNames(language);
	return promiseStates
		.map((state) => ({ state, name: names[state], count: rows.filter((row) => row.state === state).length }))
		.filter(({ count }) => count > 0);
}

export interface SideView {
	readonly city: Readable;
	readonly unit: Readable | null;
	readonly why: Readable | null;
}

/** What each city says of its side. */
export function sideViews({ records, language }: Reader): SideView[] {
	const read = (text: LocalizedText | null) => text && readableText(text, language);
	const sides = contentsOf(records, 'side').map(({ city, unit, why }) => {
		return { city: readableText(city, language), unit: read(unit), why: read(why) };
	});
	// Who gives reasons comes first; among equals the name decides, so that the order is the same for ever.
	return sides.sort(
		(one, other) =>
			Number(other.why !== null) - Number(one.why !== null) || one.city.text.localeCompare(other.city.text),
	);
}
