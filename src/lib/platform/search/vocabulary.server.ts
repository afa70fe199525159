import { sql } from 'kysely';
import { trigramsOf, wordSimilarity } from '#lib/i18n/words/word-similarity.ts';
import type { Trx } from '../database/connect.server.ts';
import { possibleParts, type QueryWord, type Widening } from './search-query.ts';

/**
 * A table of words with the columns `word`, `stem` and `trigrams`, as 0021-search.sql has it. Trigrams are our own arrays,
 * because pg_trgm is an extension somebody else's PostgreSQL may not have.
 */
export type Vocabulary = 'search_word';

const mostSplits = 2;

/** The known parts of words that may be compounds: «Feuerwehrfahrzeug» as "feuerwehr" and "fahrzeug", where both are known. */
export async function knownParts(
	trx: Trx,
	vocabulary: Vocabulary,
	words: readonly QueryWord[],
): Promise<Widening['parts']> {
	const possible = new Map(words.map((word) => [word.forms.folded, possibleParts(word)] as const));
	const asked = [...new Set([...possible.values()].flat(2))];
	if (asked.length === 0) return new Map();
	const { rows } = await sql<{ stem: string }>`
		select distinct stem from ${sql.table(vocabulary)} where stem = any(${asked}::text[])`.execute(trx);
	const known = new Set(rows.map(({ stem }) => stem));
	return new Map(
		Array.from(possible, ([word, splits]) => {
			const kept = splits.filter(([first, last]) => known.has(first) && known.has(last));
			return [word, kept.slice(0, mostSplits)] as const;
		}),
	);
}

const shortestWord = 4;
const mostCandidates = 60;
const mostSpellings = 3;

/**
 * Known words that a typed one may have meant, best first: one letter wrong, missing, too many or exchanged with its
 * neighbour, two in words of more than five letters.
 */
export async function nearWords(
	trx: Trx,
	vocabulary: Vocabulary,
	words: readonly QueryWord[],
): Promise<Widening['spellings']> {
	const near = new Map<string, readonly string[]>();
	for (const { folded } of words.map(({ forms }) => forms)) {
		if (folded.length < shortestWord || folded.length > 40 || !/^\p{L}+$/u.test(folded)) continue;
		const edits = folded.length > 5 ? 2 : 1;
		const { rows } = await sql<{ word: string }>`
			select word from (
				select word, (select count(*) from unnest(trigrams) t where t = any(${trigramsOf(folded)}::text[])) as shared
				from ${sql.table(vocabulary)}
				where trigrams && ${trigramsOf(folded)}::text[]
					and length(word) between ${folded.length - edits} and ${folded.length + edits}
				order by shared desc, word limit ${mostCandidates}) likely`.execute(trx);
		const least = 1 - edits / folded.length - 0.001;
		const found = rows
			.map(({ word }) => ({ word, likeness: wordSimilarity(folded, word, Math.max(0.5, least)) }))
			.filter(({ word, likeness }) => likeness >= least && word !== folded)
			.sort((a, b) => b.likeness - a.likeness);
		if (found.length > 0)
			near.set(
				folded,
				found.slice(0, mostSpellings).map(({ word }) => word),
			);
	}
	return near;
}
