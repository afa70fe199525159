import { type FuzzyDate, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { CouncilRefusal } from './council-refusal.ts';
import type { ConsultationRole, Outcome, PaperKind } from './paper-words.ts';

/** What a person says of a paper. */
export interface PaperFacts {
	/** "Drucksache Nr. 17042-20"; empty where the council gives none or nobody knows it. */
	readonly reference: string;
	readonly names: LocalizedText;
	/** What it says in short, for readers of all three languages. */
	readonly summary: LocalizedText | null;
	readonly kind: PaperKind;
	/** The council it lies before: "Rat der Stadt Dortmund". */
	readonly council: string;
	readonly dated: FuzzyDate | null;
	/** Groups and offices that brought it in. */
	readonly originators: readonly string[];
	/** The office in charge of it. */
	readonly leadUnit: string;
	readonly url: string | null;
	/** Whether the public may read of it once a body came to a result; not of what was dealt with behind closed doors. */
	readonly isPublic: boolean;
}

export interface Votes {
	readonly for: number;
	readonly against: number;
	readonly abstained: number;
}

/** What a person says of a paper before one body. */
export interface ConsultationFacts {
	readonly body: string;
	readonly met: FuzzyDate | null;
	/** As printed: "TOP 7.2". */
	readonly agendaItem: string;
	readonly role: ConsultationRole;
	/** This body's decision is the one that counts. */
	readonly authoritative: boolean;
	readonly outcome: Outcome;
	/** The result in the council's own words. */
	readonly outcomeText: string;
	readonly resolutionText: string;
	readonly votes: Votes | null;
}

type Refusals = readonly CouncilRefusal[];

/** Decides on keeping a paper: it can't be of a day yet to come. */
export function decidePaper(facts: PaperFacts, today: PlainDate): Result<PaperFacts, Refusals> {
	const early = facts.dated !== null && facts.dated.date > today;
	return early ? refused([{ kind: 'date-in-future', field: 'dated' }]) : ok(facts);
}

/**
 * Decides on keeping a consultation. No body meets before the paper exists, no result comes before the meeting, and votes
 * must bear the result out: a majority approves, a tie rejects.
 */
export function decideConsultation(
	facts: ConsultationFacts,
	paper: Pick<PaperFacts, 'dated'>,
	today: PlainDate,
): Result<ConsultationFacts, Refusals> {
	const { met, outcome, votes } = facts;
	const refusals: CouncilRefusal[] = [];
	if (met && paper.dated && latestDay(met) < paper.dated.date) {
		refusals.push({ kind: 'before-paper', field: 'met', dated: paper.dated });
	}
	if (outcome !== 'open' && !met) refusals.push({ kind: 'outcome-without-meeting' });
	if (outcome !== 'open' && met && met.date > today) refusals.push({ kind: 'outcome-before-meeting', met });
	if (votes && outcome === 'open') refusals.push({ kind: 'votes-without-outcome' });
	const approved = outcome === 'approved' || outcome === 'approved-amended';
	if (votes && approved && votes.for <= votes.against) refusals.push({ kind: 'votes-contradict', outcome });
	if (votes && outcome === 'rejected' && votes.for > votes.against)
		refusals.push({ kind: 'votes-contradict', outcome });
	return refusals.length > 0 ? refused(refusals) : ok(facts);
}

/** The words of a search, in letters and digits only, so that no sign of the query language can slip in. */
export function wordsOf(search: string): readonly string[] {
	return (search.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 12);
}
