import { formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { City } from './directory.ts';
import type { DirectoryRefusal } from './directory-refusal.ts';
import { lineOf, localizedFields, parseNeeded, parsePoint, refusalsOf, type Typed } from './typed-fields.ts';

/** What a city may correct of its own record. Its address, country and time zone stay: what was written depends on them. */
export type CityDetails = Pick<City, 'names' | 'population' | 'latitude' | 'longitude'>;

type Refusals = readonly DirectoryRefusal[];

/** Reads the form of the city's record; all that is wrong with it at once. The population may be left empty. */
export function parseCityDetails(typed: Typed): Result<CityDetails, Refusals> {
	const names = parseNeeded(typed, 'names');
	const population = parsePopulation(lineOf(typed, 'population'));
	const parsed = parsePoint(typed);
	const point: typeof parsed =
		parsed.ok && !parsed.value ? refused([{ kind: 'latitude-malformed' }, { kind: 'longitude-malformed' }]) : parsed;
	if (names.ok && population.ok && point.ok && point.value) {
		return ok({ names: names.value, population: population.value, ...point.value });
	}
	return refused(refusalsOf(names, population, point));
}

function parsePopulation(said: string): Result<number | null, Refusals> {
	if (said === '') return ok(null);
	const plain = said.replace(/[\s._\u00a0\u202f]/gu, '');
	return /^[1-9]\d{0,8}$/.test(plain) ? ok(Number(plain)) : refused([{ kind: 'population-malformed' }]);
}

/** The record as its form shows it, numbers as the reader writes them. */
export function cityFields({ names, population, latitude, longitude }: CityDetails, language: Language): Typed {
	const degrees = (value: number) => formatNumber(value, language, { maximumFractionDigits: 5 });
	return {
		...localizedFields('names', names),
		population: population === null ? '' : String(population),
		latitude: degrees(latitude),
		longitude: degrees(longitude),
	};
}
