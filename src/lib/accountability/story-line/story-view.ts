import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { readableText } from '#lib/kernel/localized-text.ts';
import type { Catalogue } from '#lib/relief/catalogue/catalogue.ts';
import type { FieldChoice } from '#lib/ui/field.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import {
	byYear,
	type StoryCount,
	type StoryEntry,
	type StoryFilter,
	type StoryKind,
	type StoryWindow,
	storyKinds,
} from './story-line.ts';
import { storyMessages } from './story-messages.ts';
import { deedInWords, detailInWords, storyDateText, storyKindName, titleInWords } from './story-words.ts';

type Readable = ReturnType<typeof readableText>;

/** An entry as pages show it. */
export interface StoryItem extends TimelineEvent {
	readonly id: string;
	readonly detail: Readable | null;
}

export interface StoryYear {
	readonly year: number;
	readonly items: readonly StoryItem[];
}

/** For whom entries are put in words, and where their links lead. */
export interface StoryReader<Source> {
	readonly language: Language;
	readonly catalogue: Catalogue;
	hrefOf(source: Source): string;
	/** The page that shows an entry wherever it stands, without the "#". */
	entryPath(id: string): string;
}

/** One entry in words. */
export function storyItem<Source>(entry: StoryEntry<Source>, reader: StoryReader<Source>): StoryItem {
	const { id, when, fact, source } = entry;
	const { language, catalogue } = reader;
	const title = titleInWords(fact, catalogue, language);
	const day = storyDateText(when, language);
	const name = speak(storyMessages, language)('story-permanent', { day, title: title.text });
	return {
		id,
		title: title.text,
		lang: title.language === language ? undefined : title.language,
		when: day,
		datetime: datetimeOf(when),
		note: deedInWords(fact, language),
		detail: detailInWords(fact, language),
		href: reader.hrefOf(source),
		permanent: { href: `${reader.entryPath(id)}#${id}`, name },
		state: fact.kind === 'promise' && fact.state === 'broken' ? 'problem' : undefined,
	};
}

/** The `datetime` of HTML: "2022", "2023-03", a day; a week by its Monday, because HTML's own weeks have no month. */
function datetimeOf({ date, precision }: StoryEntry<unknown>['when']): string {
	return date.slice(0, { year: 4, month: 7, week: 10, day: 10 }[precision]);
}

/** Entries in words, under their years. */
export function storyYears<Source>(
	entries: readonly StoryEntry<Source>[],
	reader: StoryReader<Source>,
): readonly StoryYear[] {
	return byYear(entries).map(({ year, entries: told }) => ({
		year,
		items: told.map((entry) => storyItem(entry, reader)),
	}));
}

/** The kinds there are entries of, in their order, as a form offers them. */
export function kindChoices(counts: readonly StoryCount[], language: Language): readonly FieldChoice[] {
	const choice = (kind: StoryKind) => ({ value: kind, label: storyKindName(kind, language) });
	return storyKinds.filter((kind) => counts.some((each) => each.kind === kind)).map(choice);
}

/** The years there are entries of, newest first. */
export function yearChoices(counts: readonly StoryCount[]): readonly FieldChoice[] {
	const years = [...new Set(counts.map(({ year }) => year))].sort((a, b) => b - a);
	return years.map((year) => ({ value: String(year), label: String(year) }));
}

/** What the address of a page says besides kind, year and page: the partnership, the theme. */
type Kept = Readonly<Record<string, string>>;

/** The pages before and after the one shown: of the same year, else of the years beside it. */
export function neighbours(
	counts: readonly StoryCount[],
	filter: Pick<StoryFilter, 'kind'>,
	{ year, page, pages }: StoryWindow,
	kept: Kept,
): { readonly previous: string | undefined; readonly next: string | undefined } {
	if (year === null) return { previous: undefined, next: undefined };
	const counted = counts.filter(({ kind }) => filter.kind === null || kind === filter.kind);
	const years = counted.map((each) => each.year);
	const earlier = Math.max(...years.filter((each) => each < year));
	const later = Math.min(...years.filter((each) => each > year));
	const address = (to: number, at: number) => {
		const query = { ...kept, ...(filter.kind ? { kind: filter.kind } : {}), year: String(to) };
		return `?${new URLSearchParams(at === 1 ? query : { ...query, page: String(at) })}`;
	};
	// Nobody counts the pages of another year here: a page beyond its last is its last.
	const before = Number.isFinite(earlier) ? address(earlier, beyondTheLast) : undefined;
	const after = Number.isFinite(later) ? address(later, 1) : undefined;
	return {
		previous: page > 1 ? address(year, page - 1) : before,
		next: page < pages ? address(year, page + 1) : after,
	};
}

const beyondTheLast = 9999;
