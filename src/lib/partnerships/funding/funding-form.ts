import { type Id, parseId } from '#lib/kernel/id.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	lineOf,
	localizedForm,
	readChoice,
	readLocalized,
	readOptionalDay,
	readOptionalId,
	readOptionalLine,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { parseRecordAddress, type RecordKind, type RecordRef } from '../record-ref.ts';
import { type FundingFacts, type FundingMove, type FundingReport, reportKinds } from './funding.ts';
import { type FundingPlan, planText, readPlanLines } from './funding-plan.ts';
import type { FundingRefusal } from './funding-refusal.ts';
import { fundingStates } from './funding-states.ts';
import { moneyForm, readMoney, readOptionalMoney } from './money-field.ts';

export const longestNote = 4000;
/** "20 %" of a plan line and five years, where nothing else was agreed (ANBest-P nos. 1.2 and 6.5). */
const usual = { tolerancePerCent: 20, retentionYears: 5 };
const payable: readonly RecordKind[] = ['project', 'exchange', 'event'];
const mostSubjects = 20;

type Form<Value> = Result<Value, readonly FundingRefusal[]>;

/** Reads the form of a funding, and the partnership it belongs to. */
export function readFunding(
	typed: Typed,
): Form<{ readonly partnershipId: Id<'partnership'> | null; readonly facts: FundingFacts }> {
	const read = together({
		partnershipId: readOptionalId<'partnership'>(typed, 'partnership'),
		names: readLocalized(typed, 'names'),
		programme: readOptionalLine(typed, 'programme'),
		reference: readOptionalLine(typed, 'reference'),
		note: readOptionalText(typed, 'note'),
		funderId: readOptionalId<'organisation'>(typed, 'funder'),
		subjects: readSubjects(typed['subjects'] ?? ''),
		applyBy: readOptionalDay(typed, 'applyBy'),
		eligibleFrom: readOptionalDay(typed, 'eligibleFrom'),
		eligibleUntil: readOptionalDay(typed, 'eligibleUntil'),
		rateBasisPoints: readRate(typed),
		tolerancePerCent: readWhole(typed, 'tolerance', 0, 100, 'not-a-share', usual.tolerancePerCent),
		retentionYears: readWhole(typed, 'retention', 1, 30, 'not-years', usual.retentionYears),
	});
	if (!read.ok) return read;
	const { partnershipId, ...facts } = read.value;
	return ok({ partnershipId, facts });
}

function readOptionalText(typed: Typed, field: string): Form<string | null> {
	const text = (typed[field] ?? '').trim();
	if (text.length > longestNote) return refused([{ kind: 'field-too-long', field, longest: longestNote }]);
	return ok(text === '' ? null : text);
}

function readSubjects(text: string): Form<readonly RecordRef[]> {
	const addresses = text.split(/\s+/).filter((each) => each !== '');
	const subjects = addresses.map((typed) => ({ typed, ref: parseRecordAddress(typed) }));
	const strange = subjects.find(({ ref }) => !ref || !payable.includes(ref.kind));
	if (strange) return refused([{ kind: 'not-a-subject', typed: strange.typed.slice(0, 200) }]);
	const refs = subjects.flatMap(({ ref }) => (ref ? [ref] : []));
	const once = refs.filter((ref, index) => refs.findIndex(({ id }) => id === ref.id) === index);
	return once.length > mostSubjects
		? refused([{ kind: 'field-too-long', field: 'subjects', longest: mostSubjects }])
		: ok(once);
}

function readRate(typed: Typed): Form<number | null> {
	const text = lineOf(typed, 'rate').replace(/\s*%$/, '');
	if (text === '') return ok(null);
	const share = /^\d{1,3}([.,]\d{1,2})?$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 100) : Number.NaN;
	return share <= 10_000 ? ok(share) : refused([{ kind: 'not-a-share', field: 'rate', typed: text }]);
}

function readWhole(
	typed: Typed,
	field: string,
	least: number,
	most: number,
	kind: 'not-a-share' | 'not-years',
	otherwise: number,
): Form<number> {
	const text = lineOf(typed, field).replace(/\s*%$/, '');
	if (text === '') return ok(otherwise);
	const value = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
	return value >= least && value <= most ? ok(value) : refused([{ kind, field, typed: text }]);
}

/** A funding as its form shows it. */
export function fundingForm(
	facts: FundingFacts,
	partnershipId: string | null,
	address: (ref: RecordRef) => string,
): Typed {
	return {
		partnership: partnershipId ?? '',
		...localizedForm('names', facts.names),
		programme: facts.programme ?? '',
		reference: facts.reference ?? '',
		note: facts.note ?? '',
		funder: facts.funderId ?? '',
		subjects: facts.subjects.map(address).join('\n'),
		applyBy: facts.applyBy ?? '',
		eligibleFrom: facts.eligibleFrom ?? '',
		eligibleUntil: facts.eligibleUntil ?? '',
		rate: facts.rateBasisPoints === null ? '' : String(facts.rateBasisPoints / 100).replace('.', ','),
		tolerance: String(facts.tolerancePerCent),
		retention: String(facts.retentionYears),
	};
}

/** Reads the form of a plan; the lines are pasted or typed into one field. */
export function readPlan(typed: Typed): Form<FundingPlan> {
	return together({
		lines: readPlanLines(typed['lines'] ?? ''),
		totalCents: readMoney(typed, 'total'),
		funderCents: readMoney(typed, 'funderShare', true),
		ownCents: readMoney(typed, 'ownShare', true),
		othersCents: readMoney({ ...typed, othersShare: lineOf(typed, 'othersShare') || '0' }, 'othersShare', true),
	});
}

/** A plan as its form shows it. */
export function planForm(plan: FundingPlan | null): Typed {
	return {
		lines: plan ? planText(plan.lines) : '',
		total: moneyForm(plan?.totalCents ?? null),
		funderShare: moneyForm(plan?.funderCents ?? null),
		ownShare: moneyForm(plan?.ownCents ?? null),
		othersShare: moneyForm(plan?.othersCents ?? null),
	};
}

/** A day that is needed. */
export function readDay(typed: Typed, field: string): Form<PlainDate> {
	const read = readOptionalDay(typed, field);
	if (!read.ok) return read;
	return read.value ? ok(read.value) : refused([{ kind: 'field-missing', field }]);
}

/** Reads the form that moves a funding on. */
export function readMove(typed: Typed): Form<FundingMove> {
	const read = together({
		to: readChoice(typed, 'to', fundingStates),
		on: readDay(typed, 'on'),
		cents: readOptionalMoney(typed, 'cents'),
		note: readOptionalText(typed, 'moveNote'),
	});
	return read.ok ? ok({ ...read.value, note: read.value.note ?? '' }) : read;
}

/** Reads the form of money drawn. */
export function readDraw(typed: Typed) {
	const read = together({
		cents: readMoney(typed, 'drawnCents'),
		on: readDay(typed, 'drawnOn'),
		note: readOptionalLine(typed, 'drawnNote'),
	});
	return read.ok ? ok({ ...read.value, note: read.value.note ?? '' }) : read;
}

/** Reads the form of a report that falls due. */
export function readReport(typed: Typed): Form<Pick<FundingReport, 'kind' | 'due'>> {
	return together({ kind: readChoice(typed, 'reportKind', reportKinds), due: readDay(typed, 'reportDue') });
}

/** The report a form is about. */
export function readReportId(typed: Typed): Form<FundingReport['id']> {
	const id = parseId<'funding-report'>(typed['report'] ?? '');
	return id ? ok(id) : refused([{ kind: 'report-unknown' }]);
}
