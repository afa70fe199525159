import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { type EuroCents, parseEuro } from '#lib/kernel/money.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type FieldFault,
	lineOf,
	localizedForm,
	type Read,
	readChoice,
	readFuzzyDay,
	readLine,
	readLocalized,
	readOptionalDay,
	readOptionalFuzzyDay,
	readOptionalId,
	readOptionalLine,
	readOptionalLocalized,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { parseEvidenceAddress } from '../evidence.ts';
import type { StateStep } from '../state-step.ts';
import {
	decimalsOf,
	type IndicatorFacts,
	type IndicatorValue,
	mostDecimals,
	parseDecimal,
	plainDecimal,
} from './indicator.ts';
import { type MilestoneFacts, type MilestoneOutcome, milestoneStates } from './milestone.ts';
import { type ProjectFacts, type ProjectState, projectStates } from './project.ts';
import type { ProjectRefusal } from './project-refusal.ts';

export const longestDescription = 4000;

type Answer<Value> = Result<Value, readonly ProjectRefusal[]>;

/** The lists with which a form adds partners to those whose boxes are ticked. */
export const partnerFields = ['addPartner-1', 'addPartner-2', 'addPartner-3'] as const;

/** Reads the form of a project, new or corrected; themes and partners are the boxes `theme-<id>` and `partner-<id>`. */
export function readProject(typed: Typed): Answer<ProjectFacts> {
	const read = together({
		code: readShaped(typed, 'code', 'code-malformed', /^[A-Z0-9][A-Z0-9./-]{1,29}$/),
		names: readLocalized(typed, 'names'),
		description: readOptionalLocalized(typed, 'description', longestDescription),
		leadId: readOptionalId<'organisation'>(typed, 'lead'),
		begins: readOptionalFuzzyDay(typed, 'begins'),
		ends: readOptionalFuzzyDay(typed, 'ends'),
		budgetCents: readBudget(typed),
		dreamId: readShaped(typed, 'dreamId', 'dream-id-malformed', /^DREAM-[A-Z0-9-]{4,40}$/),
		iatiId: readShaped(typed, 'iatiId', 'iati-id-malformed', /^[^/&|?\s]{5,100}$/u),
	});
	if (!read.ok) return read;
	const { code } = read.value;
	if (code === null) return refused([{ kind: 'field-missing', field: 'code' }]);
	const added = partnerFields.flatMap((field) => parseId<'organisation'>(lineOf(typed, field)) ?? []);
	const partnerIds = [...new Set([...ticked<'organisation'>(typed, 'partner-'), ...added])];
	return ok({ ...read.value, code, themeIds: ticked<'theme'>(typed, 'theme-'), partnerIds });
}

function readShaped(
	typed: Typed,
	field: string,
	kind: 'code-malformed' | 'dream-id-malformed' | 'iati-id-malformed',
	shape: RegExp,
): Answer<string | null> {
	const read = readOptionalLine(typed, field);
	if (!read.ok || read.value === null) return read;
	const text = kind === 'iati-id-malformed' ? read.value : read.value.toUpperCase();
	return shape.test(text) ? ok(text) : refused([{ kind, typed: read.value }]);
}

function readBudget(typed: Typed): Answer<EuroCents | null> {
	const text = lineOf(typed, 'budget');
	if (text === '') return ok(null);
	const cents = parseEuro(text);
	return cents === undefined ? refused([{ kind: 'budget-malformed', typed: text }]) : ok(cents);
}

function ticked<Kind extends string>(typed: Typed, prefix: string): readonly Id<Kind>[] {
	return Object.entries(typed).flatMap(([field, value]) => {
		const id = field.startsWith(prefix) && value === 'on' ? parseId<Kind>(field.slice(prefix.length)) : undefined;
		return id ? [id] : [];
	});
}

/** Reads since when a project is planned. */
export function readBeginning(typed: Typed): Read<FuzzyDate> {
	return readFuzzyDay(typed, 'on');
}

/** Reads the form that moves a project on. */
export function readProjectStep(typed: Typed): Read<StateStep<ProjectState>> {
	return together({
		to: readChoice(typed, 'to', projectStates),
		on: readFuzzyDay(typed, 'on'),
		note: readOptionalLocalized(typed, 'note', longestDescription),
	});
}

/** Reads the form that sets a milestone. */
export function readMilestone(typed: Typed): Result<MilestoneFacts, readonly FieldFault[]> {
	const read = together({ names: readLocalized(typed, 'milestone'), due: readOptionalDay(typed, 'due') });
	if (!read.ok) return read;
	const { names, due } = read.value;
	return due === null ? refused([{ kind: 'field-missing', field: 'due' }]) : ok({ names, due });
}

/** Reads the form that says what became of a milestone. */
export function readOutcome(typed: Typed): Answer<MilestoneOutcome> {
	const address = lineOf(typed, 'evidence');
	const evidence = address === '' ? null : parseEvidenceAddress(address);
	if (evidence === undefined) return refused([{ kind: 'nowhere-to-look', typed: address }]);
	const read = together({
		state: readChoice(typed, 'state', milestoneStates),
		settledOn: readOptionalDay(typed, 'settledOn'),
		note: readOptionalLine(typed, 'outcomeNote', 1000),
	});
	return read.ok ? ok({ ...read.value, note: read.value.note ?? '', evidence }) : read;
}

/** Reads the form of an indicator: it has as many decimals as what was typed, or those it has already. */
export function readIndicator(typed: Typed, kept?: number): Answer<IndicatorFacts> {
	const [baseline, target] = [lineOf(typed, 'baseline'), lineOf(typed, 'target')];
	const decimals = kept ?? Math.min(Math.max(decimalsOf(baseline), decimalsOf(target)), mostDecimals);
	const read = together({
		names: readLocalized(typed, 'indicator'),
		unit: readLine(typed, 'unit', 60),
		baseline: baseline === '' ? ok(null) : readNumber(typed, 'baseline', decimals),
		target:
			target === ''
				? refused([{ kind: 'field-missing', field: 'target' } as const])
				: readNumber(typed, 'target', decimals),
	});
	return read.ok ? ok({ ...read.value, decimals }) : read;
}

/** A milestone as its form shows it. */
export function milestoneForm({ names, due }: MilestoneFacts): Typed {
	return { ...localizedForm('milestone', names), due };
}

/** An indicator as its form shows it. */
export function indicatorForm({ names, unit, decimals, baseline, target }: IndicatorFacts): Typed {
	return {
		...localizedForm('indicator', names),
		unit,
		baseline: baseline === null ? '' : plainDecimal(baseline, decimals),
		target: plainDecimal(target, decimals),
	};
}

/** Reads the form that measures an indicator. */
export function readMeasurement(typed: Typed, decimals: number): Answer<IndicatorValue> {
	const read = together({
		value: readNumber(typed, 'value', decimals),
		asOf: readOptionalDay(typed, 'asOf'),
		source: readLine(typed, 'valueSource', 1000),
	});
	if (!read.ok) return read;
	const { asOf } = read.value;
	return asOf === null ? refused([{ kind: 'field-missing', field: 'asOf' }]) : ok({ ...read.value, asOf });
}

function readNumber(typed: Typed, field: 'baseline' | 'target' | 'value', decimals: number): Answer<number> {
	const text = lineOf(typed, field);
	if (text === '') return refused([{ kind: 'field-missing', field }]);
	const value = parseDecimal(text, decimals);
	return value === undefined ? refused([{ kind: 'number-malformed', field, typed: text }]) : ok(value);
}

/** A project as its form shows it. */
export function projectForm(facts: ProjectFacts): Typed {
	const { code, names, description, leadId, begins, ends, budgetCents, dreamId, iatiId, themeIds, partnerIds } = facts;
	return {
		code,
		...localizedForm('names', names),
		...localizedForm('description', description),
		lead: leadId ?? '',
		begins: begins ? fuzzyDateText(begins) : '',
		ends: ends ? fuzzyDateText(ends) : '',
		budget: budgetCents === null ? '' : plainDecimal(budgetCents, 2),
		dreamId: dreamId ?? '',
		iatiId: iatiId ?? '',
		...Object.fromEntries(themeIds.map((id) => [`theme-${id}`, 'on'])),
		...Object.fromEntries(partnerIds.map((id) => [`partner-${id}`, 'on'])),
	};
}
