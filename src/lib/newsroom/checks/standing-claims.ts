import type { Found, Records, Span } from './claim.ts';
import { standingCues } from './claim-words.ts';
import { namesForeignPlace } from './name-claims.ts';
import { sentenceAt } from './sentences.ts';

/**
 * The kinds of partnership a passage names, beside every kind the partnership ever had. "Städtepartnerschaft" is said of
 * all kinds alike, so it agrees where there is a full partnership and is not judged where there is none.
 */
export function findStandings(text: string, sentences: readonly Span[], records: Records): readonly Found[] {
	const { standings } = records;
	return (Object.keys(standingCues) as (keyof typeof standingCues)[]).flatMap((kind) =>
		Array.from(text.matchAll(new RegExp(standingCues[kind], 'giu')), (match): Found => {
			const span = { from: match.index, to: match.index + match[0].length };
			const had = standings.filter((standing) => standing.kind === kind);
			const said = (had.length > 0 ? had : standings).map(
				({ ref, kind: as, since }) => ({ kind: 'standing', ref, as, since }) as const,
			);
			if (had.length > 0) return { kind: 'standing', ...span, verdict: 'matches', said };
			const { from, to } = sentenceAt(sentences, span.from);
			const loose = kind === 'full' || standings.length === 0 || namesForeignPlace(text.slice(from, to), records);
			return { kind: 'standing', ...span, verdict: loose ? 'nothing-to-compare' : 'differs', said: loose ? [] : said };
		}),
	);
}
