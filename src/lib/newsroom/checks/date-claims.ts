import { earliestDay, type FuzzyDate, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { DatedRecord, Found, Records, Said, Span } from './claim.ts';
import { dayCues } from './claim-words.ts';
import { namesForeignPlace } from './name-claims.ts';
import { sentenceAt } from './sentences.ts';
import { type WrittenDay, weekdayOf, writtenDays } from './written-days.ts';

/**
 * The days of a passage. One that its weekday contradicts, or that no calendar has, differs by itself. Where a sentence says
 * what the day is the day of (a signature, a decision, the beginning of a partnership, a paper), it is compared with those
 * records; any other day agrees where some record has it, and else there is nothing to compare. A day without a year is taken
 * for one of the year before it, which can only agree.
 */
export function findDays(text: string, sentences: readonly Span[], records: Records): readonly Found[] {
	return writtenDays(text).map((day) => {
		const { from, to } = sentenceAt(sentences, day.from);
		return { kind: 'date', from: day.from, to: day.to, ...compareDay(day, text.slice(from, to), records) };
	});
}

type Answer = Pick<Found, 'verdict' | 'said'>;
const nothing: Answer = { verdict: 'nothing-to-compare', said: [] };

function compareDay(day: WrittenDay, sentence: string, records: Records): Answer {
	if (day.impossible) return { verdict: 'differs', said: [{ kind: 'no-such-day' }] };
	const { on, weekday, yearBefore } = day;
	if (!on) return nothing;
	if (!yearBefore && weekday !== null && on.precision === 'day' && weekdayOf(on.date) !== weekday) {
		return { verdict: 'differs', said: [{ kind: 'weekday', weekday: weekdayOf(on.date) }] };
	}
	const meant = namesForeignPlace(sentence, records) ? [] : meantBy(sentence, records);
	const others = on.precision === 'day' ? [...records.dated, ...deliveriesOf(records)] : [];
	const agreeing = [...meant, ...others].filter((record) => overlap(on, record) && isAsExact(record, on));
	if (agreeing.length > 0) return { verdict: 'matches', said: distinct(agreeing.map(saidOf)).slice(0, mostSaid) };
	const open =
		yearBefore || meant.length === 0 || meant.some((record) => overlap(on, record)) || earliestDay(on) > records.today;
	return open ? nothing : { verdict: 'differs', said: distinct(nearest(meant, on).map(saidOf)).slice(0, mostSaid) };
}

/** Deliveries whose day is public; of others readers know the week alone. */
function deliveriesOf({ operations }: Records): readonly DatedRecord[] {
	return operations.flatMap(({ names, deliveries }) =>
		deliveries.flatMap(({ received }) => {
			if (received.kind === 'week') return [];
			const began = { date: received.date, precision: 'day' } as const;
			return [{ of: 'delivery', ref: null, names, began, ended: null, decided: false } as const];
		}),
	);
}

const exactness = ['year', 'month', 'day'] as const;

/** A record that knows the year alone neither confirms a day in it nor contradicts it. */
function isAsExact({ began }: DatedRecord, on: FuzzyDate): boolean {
	return exactness.indexOf(began.precision) >= exactness.indexOf(on.precision);
}

function distinct(said: readonly Said[]): readonly Said[] {
	const keys = said.map((each) => JSON.stringify(each));
	return said.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}

const mostSaid = 3;

/** The records a sentence speaks of by what it says happened. */
function meantBy(sentence: string, records: Records): readonly DatedRecord[] {
	const cited = records.papers.filter(({ reference }) => mentions(sentence, reference));
	if (cited.length > 0) {
		return cited.flatMap(({ ref, names, days }) =>
			days.map((began) => ({ of: 'paper', ref, names, began, ended: null, decided: true }) as const),
		);
	}
	return records.dated.filter(
		({ of, decided }) =>
			(of === 'agreement' && dayCues.agreement.test(sentence)) ||
			(of === 'paper' && decided && dayCues.decision.test(sentence)) ||
			(of === 'standing' && dayCues.standing.test(sentence)),
	);
}

const mentions = (sentence: string, reference: string) =>
	reference.length >= 4 && sentence.toLowerCase().includes(reference.toLowerCase());

/** Whether a written day may be a day of the record: both may be known only to the month or year. */
function overlap(on: FuzzyDate, { began, ended }: Pick<DatedRecord, 'began' | 'ended'>): boolean {
	return earliestDay(on) <= latestDay(ended ?? began) && earliestDay(began) <= latestDay(on);
}

/** What lies nearest to a day says most about what was meant. */
function nearest(candidates: readonly DatedRecord[], on: FuzzyDate): readonly DatedRecord[] {
	const distance = ({ began }: DatedRecord) => Math.abs(Date.parse(began.date) - Date.parse(on.date));
	return candidates.toSorted((one, other) => distance(one) - distance(other));
}

const saidOf = ({ of, ref, names, began, ended }: DatedRecord): Said => ({
	kind: 'dated',
	of,
	ref,
	names,
	began,
	ended,
});
