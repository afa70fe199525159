import { mayHoldOn } from '#lib/directory/people/tenure.ts';
import { splitWords } from '#lib/i18n/words/split-words.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Found, KnownPerson, KnownTenure, Records, Said, Span } from './claim.ts';
import { namedFrom, notNow } from './claim-words.ts';
import type { NamedPerson } from './people-claims.ts';
import { isSameWord } from './same-name.ts';
import { sentenceAt } from './sentences.ts';
import { writtenDays } from './written-days.ts';

/**
 * The posts a passage gives people: beside a known name, and, where only one person holds a post, beside an unknown one.
 * Asked as of the days the passage names, else as of today; of a former holder it is enough to have held it.
 */
export function findOffices(
	text: string,
	sentences: readonly Span[],
	{ named, places }: { readonly named: readonly NamedPerson[]; readonly places: readonly Span[] },
	records: Records,
): readonly Found[] {
	const written = writtenDays(text).flatMap(({ on }) => (on ? [on] : []));
	const days = written.length > 0 ? written : [{ date: records.today, precision: 'day' } as const];
	const posts = distinctPosts(records);
	return [
		...named.flatMap((name) => officeOf(text, sentences, name, posts, days)),
		...posts.flatMap((post) => strangersIn(text, sentences, named, post, { records, days, places })),
	];
}

function distinctPosts({ people }: Records): readonly KnownTenure[] {
	const tenures = people.flatMap((person) => person.tenures);
	return tenures.filter((tenure, at) => tenures.findIndex(({ post }) => isSamePost(post, tenure.post)) === at);
}

const isSamePost = (one: LocalizedText, other: LocalizedText) =>
	Object.values(one).some((name) => Object.values(other).some((each) => each.toLowerCase() === name.toLowerCase()));

function officeOf(
	text: string,
	sentences: readonly Span[],
	{ person, from, to }: NamedPerson,
	posts: readonly KnownTenure[],
	days: readonly FuzzyDate[],
): readonly Found[] {
	const sentence = sentenceAt(sentences, from);
	const before = /[^,;:()–]*$/u.exec(text.slice(Math.max(sentence.from, from - reach), from))?.[0] ?? '';
	const after =
		/^,\s+(?:der |die |the |dem )?[^,;.()–]*/u.exec(text.slice(to, Math.min(sentence.to, to + reach)))?.[0] ?? '';
	const spans = posts.flatMap(({ post }) =>
		[...spansOf(before, post, from - before.length), ...spansOf(after, post, to)].map((span) => ({ ...span, post })),
	);
	const closest = spans.toSorted((one, other) => other.to - other.from - (one.to - one.from))[0];
	if (!closest) return [];
	const held = person.tenures.filter(({ post }) => isSamePost(post, closest.post));
	const past = notNow.test(text.slice(sentence.from, sentence.to));
	const right = held.filter((tenure) => past || days.some((day) => mayHoldOn(tenure, day)));
	const said = (right.length > 0 ? right : held.length > 0 ? held : person.tenures).map((tenure) =>
		saidOf(person, tenure),
	);
	const span = { from: closest.from, to: closest.to };
	if (said.length === 0) return [{ kind: 'office', ...span, verdict: 'nothing-to-compare', said }];
	return [{ kind: 'office', ...span, verdict: right.length > 0 ? 'matches' : 'differs', said }];
}

/** How far from a name its post may stand, in UTF-16 units. */
const reach = 70;

/** Where a post is named in a stretch that begins at `offset` of the passage. */
function spansOf(stretch: string, post: LocalizedText, offset: number): readonly Span[] {
	const words = splitWords(stretch);
	return Object.values(post).flatMap((name) => {
		const parts = splitWords(name);
		return words.flatMap((word, at) => {
			const isHere = parts.every((part, index) => {
				const here = words[at + index];
				return here !== undefined && isSameWord(here.text, part.text);
			});
			const last = words[at + parts.length - 1];
			return isHere && last ? [{ from: offset + word.start, to: offset + last.end }] : [];
		});
	});
}

interface Surroundings {
	readonly records: Records;
	readonly days: readonly FuzzyDate[];
	/** Cities and organisations the passage names. */
	readonly places: readonly Span[];
}

const stranger = /^\s+(\p{Lu}[\p{L}'’-]+)\s+(\p{Lu}[\p{L}'’-]+)/u;

/** Somebody else's name behind a post that one person alone holds. */
function strangersIn(
	text: string,
	sentences: readonly Span[],
	named: readonly NamedPerson[],
	{ post, sole }: KnownTenure,
	{ records, days, places }: Surroundings,
): readonly Found[] {
	if (!sole) return [];
	const holders = records.people.flatMap((person) =>
		person.tenures.flatMap((tenure) =>
			isSamePost(tenure.post, post) && days.some((day) => mayHoldOn(tenure, day)) ? [saidOf(person, tenure)] : [],
		),
	);
	if (holders.length === 0) return [];
	return spansOf(text, post, 0).flatMap(({ to }): readonly Found[] => {
		const name = stranger.exec(text.slice(to));
		const span = { from: to + 1, to: to + (name?.[0].length ?? 0) };
		const sentence = sentenceAt(sentences, to);
		if (!name || named.some((each) => each.from < span.to && span.from < each.to)) return [];
		if (notNow.test(text.slice(sentence.from, to)) || namedFrom.test(text.slice(span.to))) return [];
		if (places.some((place) => place.from < span.to && span.from < place.to)) return [];
		return [{ kind: 'office', ...span, verdict: 'differs', said: holders }];
	});
}

const saidOf = ({ ref, names }: KnownPerson, { post, began, ended }: KnownTenure): Said => ({
	kind: 'held',
	ref,
	names,
	post,
	began,
	ended,
});
