import { formatNumber } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { parsePlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { isCountry } from './countries.ts';
import type { OperationRecord } from './directory.ts';
import type { DirectoryRefusal } from './directory-refusal.ts';
import type { OpeningDraft, OperationDraft } from './operation.ts';
import {
	lineOf,
	localizedFields,
	parseLocalized,
	parseNeeded,
	parsePoint,
	refusalsOf,
	type Typed,
} from './typed-fields.ts';

type Refusals = readonly DirectoryRefusal[];

/** Lower-case letters, digits and hyphens, two to forty: what an address of the public site can hold without escapes. */
const slugShape = /^(?=.{2,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Reads the form of a new operation; all that is wrong with it at once. */
export function parseOpening(typed: Typed): Result<OpeningDraft, Refusals> {
	const draft = parseOperation(typed);
	const slug = lineOf(typed, 'slug').toLowerCase();
	const openedOn = parsePlainDate(lineOf(typed, 'openedOn'));
	const slugShaped = slugShape.test(slug);
	if (draft.ok && slugShaped && openedOn) return ok({ ...draft.value, slug, openedOn });
	return refused([
		...(slugShaped ? [] : [{ kind: 'slug-malformed' } as const]),
		...refusalsOf(draft),
		...(openedOn ? [] : [{ kind: 'opened-on-malformed' } as const]),
	]);
}

/** Reads the form that corrects an operation. */
export function parseOperation(typed: Typed): Result<OperationDraft, Refusals> {
	const names = parseNeeded(typed, 'names');
	const destination = parseLocalized(typed, 'destination');
	const point = parsePoint(typed);
	const country = parseCountry(typed);
	const partner = parsePartner(typed);
	if (names.ok && destination.ok && point.ok && country.ok && partner.ok) {
		return ok({
			names: names.value,
			destination: destination.value,
			country: country.value,
			point: point.value,
			partnerCityId: partner.value,
		});
	}
	return refused(refusalsOf(names, partner, destination, country, point));
}

function parseCountry(typed: Typed): Result<string | undefined, Refusals> {
	const code = lineOf(typed, 'country');
	if (code === '') return ok(undefined);
	return isCountry(code) ? ok(code) : refused([{ kind: 'country-missing' }]);
}

function parsePartner(typed: Typed): Result<OperationDraft['partnerCityId'], Refusals> {
	const text = lineOf(typed, 'partner');
	if (text === '') return ok(undefined);
	const id = parseId<'city'>(text);
	return id ? ok(id) : refused([{ kind: 'unknown-partner' }]);
}

/** An operation as its form shows it, numbers as the reader writes them. */
export function operationFields(operation: OperationRecord, language: Language): Typed {
	const degrees = (value: number) => formatNumber(value, language, { maximumFractionDigits: 5 });
	return {
		...localizedFields('names', operation.names),
		...localizedFields('destination', operation.destination),
		country: operation.country,
		latitude: degrees(operation.latitude),
		longitude: degrees(operation.longitude),
		partner: operation.partnerCityId ?? '',
	};
}
