import { partnershipKinds } from '#lib/directory/set-up/set-up.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type FieldFault,
	type FormFault,
	lineOf,
	localizedForm,
	readChoice,
	readFuzzyDay,
	readId,
	readLine,
	readLocalized,
	readOptionalDay,
	readOptionalId,
	readOptionalLocalized,
	readOptionalWebAddress,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { partnershipStatuses } from '../partnership.ts';
import type { NetworkReference, PartnershipSide } from './partnership-side.ts';
import { readRecord } from './record-choice.ts';
import type { Basis, Standing, StandingRefusal } from './standing.ts';

/** Why something about a partnership is not kept. */
export type PartnershipFault =
	| FieldFault
	| FormFault
	| StandingRefusal
	| { readonly kind: 'unknown-basis' }
	| { readonly kind: 'network-incomplete'; readonly field: string }
	| { readonly kind: 'unknown-unit' }
	| { readonly kind: 'unknown-person' }
	| { readonly kind: 'contact-known' };
type Parsed<Value> = Result<Value, readonly PartnershipFault[]>;

/** Reads what is stated of a partnership and what it rests on. */
export function parseStatement(typed: Typed): Parsed<{ readonly standing: Standing; readonly basis: Basis }> {
	const read = together({
		kind: readChoice(typed, 'kind', partnershipKinds),
		status: readChoice(typed, 'status', partnershipStatuses),
		since: readFuzzyDay(typed, 'since'),
		record: readRecord(typed, 'basis'),
		text: readOptionalLocalized(typed, 'basisText', 500),
	});
	if (!read.ok) return read;
	const { record, text, ...standing } = read.value;
	return ok({ standing, basis: { record, text } });
}

/** How many references the form has room for. */
export const networkRows = [1, 2, 3] as const;

export function parseSide(typed: Typed): Parsed<PartnershipSide> {
	const networks = networkRows.map((row) => readNetwork(typed, row));
	const read = together({
		coordinatingUnitId: readOptionalId<'organisation'>(typed, 'unit'),
		whyChosen: readOptionalLocalized(typed, 'why', 2000),
		predecessor: readOptionalLocalized(typed, 'predecessor', 500),
		nextReportDue: readOptionalDay(typed, 'nextReportDue'),
		first: networks[0]!,
		second: networks[1]!,
		third: networks[2]!,
	});
	if (!read.ok) return read;
	const { first, second, third, ...side } = read.value;
	return ok({ ...side, networks: [first, second, third].filter((network) => network !== null) });
}

function readNetwork(typed: Typed, row: number): Parsed<NetworkReference | null> {
	const names = { network: `network-${row}`, reference: `reference-${row}`, url: `url-${row}` };
	if (Object.values(names).every((field) => lineOf(typed, field) === '')) return ok(null);
	if (lineOf(typed, names.network) === '' || lineOf(typed, names.reference) === '') {
		const missing = lineOf(typed, names.network) === '' ? names.network : names.reference;
		return refused([{ kind: 'network-incomplete', field: missing }]);
	}
	return together({
		network: readLine(typed, names.network, 60),
		reference: readLine(typed, names.reference, 100),
		url: readOptionalWebAddress(typed, names.url),
	});
}

export function sideForm(side: PartnershipSide): Typed {
	const networks = networkRows.flatMap((row, at) => {
		const found = side.networks[at];
		return [
			[`network-${row}`, found?.network ?? ''],
			[`reference-${row}`, found?.reference ?? ''],
			[`url-${row}`, found?.url ?? ''],
		] as const;
	});
	return {
		unit: side.coordinatingUnitId ?? '',
		...localizedForm('why', side.whyChosen),
		...localizedForm('predecessor', side.predecessor),
		nextReportDue: side.nextReportDue ?? '',
		...Object.fromEntries(networks),
	};
}

export function parseContact(typed: Typed) {
	return together({ personId: readId<'person'>(typed, 'person'), task: readLocalized(typed, 'task') });
}
