import { findAmounts } from './amount-claims.ts';
import {
	type ClaimKind,
	claimKinds,
	type Finding,
	type Found,
	type Passage,
	type Records,
	type Span,
} from './claim.ts';
import { findDays } from './date-claims.ts';
import type { ReadGoods } from './goods.ts';
import { nameFinder } from './name-claims.ts';
import { findOffices } from './office-claims.ts';
import { findPapers } from './paper-claims.ts';
import { peopleFinder } from './people-claims.ts';
import { sentenceAt, sentencesOf } from './sentences.ts';
import { findStandings } from './standing-claims.ts';

/**
 * Everything a text claims that the records can be asked about, in the order of the text, with what came of asking: it
 * matches, it differs and what the records say, or there is nothing to compare it with. The same text and records give the
 * same findings always. Spans lie in their passage and never overlap.
 */
export function checkClaims(passages: readonly Passage[], records: Records, readGoods: ReadGoods): readonly Finding[] {
	const findPeople = peopleFinder(records);
	const findNames = nameFinder(records);
	return passages.flatMap(({ text, block }, passage) => {
		const sentences = sentencesOf(text);
		const papers = findPapers(text, records);
		const days = findDays(text, sentences, records);
		const named = findPeople(text);
		const places = findNames(text);
		const people = named.map(({ person, spelt, from, to }): Found => {
			const said = [{ kind: 'named', ref: person.ref, names: person.names }] as const;
			return { kind: 'person', from, to, verdict: spelt === 'otherwise' ? 'differs' : 'matches', said };
		});
		const taken = [...papers, ...days];
		const found = [
			...taken,
			...people,
			...findOffices(text, sentences, { named, places }, records),
			...places,
			...findAmounts(text, sentences, taken, { records, readGoods }),
			...findStandings(text, sentences, records),
		];
		return apart(found).map((each): Finding => {
			const { from, to } = sentenceAt(sentences, each.from);
			const sentence = text.slice(from, to).trim();
			return { ...each, passage, block, words: text.slice(each.from, each.to), sentence };
		});
	});
}

const rank = (kind: ClaimKind) => claimKinds.indexOf(kind);

/** Of claims that overlap the one that differs, then the one of the kind that says most. */
function apart(found: readonly Found[]): readonly Found[] {
	const kept: Found[] = [];
	const differing = ({ verdict }: Found) => (verdict === 'differs' ? 0 : 1);
	const ordered = found.toSorted(
		(one, other) => differing(one) - differing(other) || rank(one.kind) - rank(other.kind) || one.from - other.from,
	);
	for (const each of ordered) if (!kept.some((other) => overlaps(each, other))) kept.push(each);
	return kept.toSorted((one, other) => one.from - other.from);
}

const overlaps = (one: Span, other: Span) => one.from < other.to && other.from < one.to;
