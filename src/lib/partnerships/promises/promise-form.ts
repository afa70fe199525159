import { type FuzzyDate, fuzzyDateText, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { languages } from '#lib/kernel/language.ts';
import { parseQuantity } from '#lib/kernel/quantity.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	lineOf,
	localizedForm,
	readChoice,
	readFuzzyDay,
	readId,
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
import { type Evidence, type EvidenceAddress, evidencePath, parseEvidenceAddress } from '../evidence.ts';
import type { PromisedQuantity, PromiseFacts, PromiseMove, PromiseSource } from './promise.ts';
import type { PromiseRefusal } from './promise-refusal.ts';
import { ownerRoles, promiseKinds, promiseStates, sourceKinds } from './promise-states.ts';

export const longestText = 1000;
export const longestQuotation = 4000;
const mostLines = 50;

type Read<Value> = Result<Value, readonly PromiseRefusal[]>;

/** Reads the form of a promise, new or corrected. */
export function readPromise(typed: Typed): Read<PromiseFacts> {
	const read = together({
		text: readLocalized(typed, 'text', longestText),
		kind: readChoice(typed, 'kind', promiseKinds),
		quantity: readQuantity(typed),
		source: readSource(typed),
		made: readFuzzyDay(typed, 'made'),
		due: readOptionalFuzzyDay(typed, 'due'),
		role: readChoice(typed, 'role', ownerRoles),
		organisationId: readOptionalId<'organisation'>(typed, 'organisation'),
	});
	if (!read.ok) return read;
	const { role, organisationId, ...facts } = read.value;
	return ok({ ...facts, owner: { role, organisationId }, isPublic: typed['public'] === 'on' });
}

/** Reads the partnership a promise belongs to. */
export function readPartnership(typed: Typed): Read<Id<'partnership'>> {
	return readId<'partnership'>(typed, 'partnership');
}

function readQuantity(typed: Typed): Read<PromisedQuantity | null> {
	const [amount, itemCode] = [lineOf(typed, 'amount'), lineOf(typed, 'itemCode').toUpperCase()];
	const unit = readOptionalLine(typed, 'unit', 60);
	if (!unit.ok) return unit;
	if (amount === '' && itemCode === '' && unit.value === null) return ok(null);
	if (amount === '' || unit.value === null) return refused([{ kind: 'quantity-incomplete' }]);
	const digits = /^\d{1,3}(?:[ .\u00a0\u202f]\d{3})*$|^\d+$/.test(amount);
	const parsed = parseQuantity(digits ? Number(amount.replace(/\D/g, '')) : Number.NaN);
	if (!parsed.ok || parsed.value === 0) return refused([{ kind: 'quantity-malformed', typed: amount }]);
	if (itemCode !== '' && !/^[A-Z]{3}(-[A-Z0-9]{1,8}){0,4}$/.test(itemCode)) {
		return refused([{ kind: 'item-code-malformed', typed: itemCode }]);
	}
	return ok({ amount: parsed.value, unit: unit.value, itemCode: itemCode === '' ? null : itemCode });
}

/** Reads where a promise was made, also alone: several promises share one source. */
export function readSource(typed: Typed): Read<PromiseSource> {
	const address = lineOf(typed, 'sourceAddress');
	const parsed = address === '' ? null : parseEvidenceAddress(address);
	if (parsed === undefined) return refused([{ kind: 'nowhere-to-look', field: 'sourceAddress', typed: address }]);
	const quotation = (typed['quotation'] ?? '').trim();
	const read = together({ kind: readChoice(typed, 'sourceKind', sourceKinds) });
	if (!read.ok) return read;
	if (quotation.length > longestQuotation) {
		return refused([{ kind: 'field-too-long', field: 'quotation', longest: longestQuotation }]);
	}
	return ok({ kind: read.value.kind, address: parsed, quotation });
}

/** Reads the form that moves a promise on, with the evidence that comes along where an address is given. */
export function readMove(typed: Typed): Read<{ readonly move: PromiseMove; readonly evidence: Evidence | null }> {
	const read = together({
		to: readChoice(typed, 'to', promiseStates),
		on: readFuzzyDay(typed, 'on'),
		note: readOptionalLocalized(typed, 'note', longestText),
		evidence: lineOf(typed, 'evidenceAddress') === '' ? ok(null) : readEvidence(typed),
	});
	if (!read.ok) return read;
	const { evidence, ...move } = read.value;
	return ok({ move, evidence });
}

/** Reads the form that adds evidence. */
export function readEvidence(typed: Typed): Read<Evidence> {
	const address = lineOf(typed, 'evidenceAddress');
	const parsed = parseEvidenceAddress(address);
	if (address === '') return refused([{ kind: 'field-missing', field: 'evidenceAddress' }]);
	if (!parsed) return refused([{ kind: 'nowhere-to-look', field: 'evidenceAddress', typed: address }]);
	const read = together({
		note: readOptionalLine(typed, 'evidenceNote', 500),
		on: readOptionalDay(typed, 'evidenceOn'),
	});
	return read.ok ? ok({ address: parsed, note: read.value.note ?? '', on: read.value.on }) : read;
}

/** The lines of a text that are promises each; list marks before them are taken off. */
export function readLines(typed: Typed): Read<readonly string[]> {
	const lines = (typed['lines'] ?? '')
		.split('\n')
		.map((line) =>
			line
				.trim()
				.replace(/^(?:[-–—•*·]|\d{1,2}[.)])\s+/u, '')
				.replace(/\s+/gu, ' '),
		)
		.filter((line) => line !== '');
	const distinct = [...new Set(lines)];
	if (distinct.length === 0) return refused([{ kind: 'no-lines' }]);
	if (distinct.length > mostLines)
		return refused([{ kind: 'too-many-lines', most: mostLines, found: distinct.length }]);
	const tooLong = distinct.some((line) => line.length > longestText);
	return tooLong ? refused([{ kind: 'field-too-long', field: 'lines', longest: longestText }]) : ok(distinct);
}

/**
 * Reads the second step of several promises at once: the lines as they were looked at, each with its own kind and day, and
 * what they share. A line that was emptied is left out. Refusals name the fields `line-0`, `lineDue-0` ….
 */
export function readSeveral(typed: Typed): Read<readonly PromiseFacts[]> {
	const language = languages.find((each) => each === typed['language']) ?? 'de';
	const indexes = Array.from({ length: mostLines }, (_, index) => index).filter(
		(index) => lineOf(typed, `line-${index}`) !== '',
	);
	if (indexes.length === 0) return refused([{ kind: 'no-lines' }]);
	const shared = together({
		source: readSource(typed),
		made: readFuzzyDay(typed, 'made'),
		role: readChoice(typed, 'role', ownerRoles),
		organisationId: readOptionalId<'organisation'>(typed, 'organisation'),
	});
	const read = indexes.map((index) => readOfSeveral(typed, index, shared.ok ? shared.value.made : undefined));
	const refusals = [shared, ...read].flatMap((each) => (each.ok ? [] : each.refusal));
	if (!shared.ok || refusals.length > 0) return refused(refusals);
	const { role, organisationId, ...common } = shared.value;
	const isPublic = typed['public'] === 'on';
	const lines = read.flatMap((each) => (each.ok ? [each.value] : []));
	return ok(
		lines.map(({ line, kind, due }) => ({
			...common,
			text: { [language]: line },
			kind,
			due,
			quantity: null,
			owner: { role, organisationId },
			isPublic,
		})),
	);
}

function readOfSeveral(typed: Typed, index: number, made: FuzzyDate | undefined) {
	const field = `lineDue-${index}`;
	const due = readOptionalFuzzyDay(typed, field);
	const early = made && due.ok && due.value !== null && latestDay(due.value) < made.date;
	return together({
		line: readLine(typed, `line-${index}`, longestText),
		kind: readChoice(typed, `lineKind-${index}`, promiseKinds),
		due: early ? refused([{ kind: 'due-before-made' as const, field, made }]) : due,
	});
}

/** A promise as its form shows it. */
export function promiseForm(facts: PromiseFacts, language: (typeof languages)[number]): Typed {
	const { text, kind, quantity, source, made, due, owner, isPublic } = facts;
	return {
		...localizedForm('text', text),
		kind,
		amount: quantity ? String(quantity.amount) : '',
		unit: quantity?.unit ?? '',
		itemCode: quantity?.itemCode ?? '',
		sourceKind: source.kind,
		sourceAddress: source.address ? evidencePath(source.address, language) : '',
		quotation: source.quotation,
		made: fuzzyDateText(made),
		due: due ? fuzzyDateText(due) : '',
		role: owner.role,
		organisation: owner.organisationId ?? '',
		public: isPublic ? 'on' : '',
	};
}

/** What kind of source a record is where promises were made. */
export function sourceKindOf(address: EvidenceAddress | undefined): (typeof sourceKinds)[number] | '' {
	if (address?.kind !== 'record') return address ? 'article' : '';
	if (address.ref.kind === 'agreement' || address.ref.kind === 'paper') return address.ref.kind;
	return address.ref.kind === 'event' ? 'meeting' : 'other';
}
