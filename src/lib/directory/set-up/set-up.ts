import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { type PlainDate, parsePlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { isCountry } from '../countries.ts';
import type { City } from '../directory.ts';
import { longestText, parseDegrees } from '../typed-fields.ts';

/** What the command line was told of a city; undefined is what it wasn't told. */
export interface ToldCity {
	readonly slug: string;
	readonly nameDe: string | undefined;
	readonly nameUk: string | undefined;
	readonly nameEn: string | undefined;
	readonly country: string | undefined;
	readonly latitude: string | undefined;
	readonly longitude: string | undefined;
	readonly population: string | undefined;
	readonly timeZone: string | undefined;
}

export type CityDraft = Omit<City, 'id'>;

export const partnershipKinds = ['contact', 'project', 'friendship', 'solidarity', 'full'] as const;
export type PartnershipKind = (typeof partnershipKinds)[number];

export interface PartnershipDraft {
	/** Slug of the other city. */
	readonly partner: string;
	readonly kind: PartnershipKind;
	readonly since: PlainDate;
}

/** Why a city or a partnership isn't set up. `option` is the word of the command line it is about. */
export type SetUpRefusal =
	| { readonly kind: 'slug-malformed'; readonly slug: string }
	| { readonly kind: 'name-missing' }
	| { readonly kind: 'option-missing'; readonly option: string }
	| { readonly kind: 'option-malformed'; readonly option: string; readonly given: string; readonly example: string }
	| { readonly kind: 'city-exists'; readonly slug: string }
	| { readonly kind: 'city-unknown'; readonly slug: string }
	| { readonly kind: 'partner-is-itself'; readonly slug: string }
	| { readonly kind: 'partnership-unknown'; readonly slug: string }
	| { readonly kind: 'partnership-over'; readonly slug: string }
	| { readonly kind: 'partner-or-join'; readonly slug: string }
	| { readonly kind: 'nothing-to-do'; readonly slug: string };

type Refusals = readonly SetUpRefusal[];

export function isCitySlug(slug: string): boolean {
	return /^[a-z0-9-]{2,40}$/.test(slug);
}

/** Whether anything of the city itself was told, so that it is to be created. */
export function describesCity(told: ToldCity): boolean {
	return Object.entries(told).some(([word, value]) => word !== 'slug' && value !== undefined);
}

/** Reads a city; all that is missing or wrong at once. */
export function parseCity(told: ToldCity): Result<CityDraft, Refusals> {
	const names = namesOf(told);
	const latitude = told.latitude === undefined ? undefined : parseDegrees(told.latitude, 90);
	const longitude = told.longitude === undefined ? undefined : parseDegrees(told.longitude, 180);
	const population = parsePopulation(told.population);
	const country = told.country?.trim().toUpperCase();
	const timeZone = told.timeZone?.trim();
	const refusals: Refusals = [
		...(isCitySlug(told.slug) ? [] : [{ kind: 'slug-malformed', slug: told.slug } as const]),
		...(names ? [] : [{ kind: 'name-missing' } as const]),
		...needed('--country', told.country, country !== undefined && isCountry(country), 'UA'),
		...needed('--latitude', told.latitude, latitude !== undefined, '50.25'),
		...needed('--longitude', told.longitude, longitude !== undefined, '28.66'),
		...needed('--time-zone', told.timeZone, timeZone !== undefined && isTimeZone(timeZone), 'Europe/Kyiv'),
		...(population === undefined ? needed('--population', told.population, false, '270000') : []),
	];
	if (refusals.length > 0 || !names || latitude === undefined || longitude === undefined) return refused(refusals);
	return ok({
		slug: told.slug,
		names,
		country: country ?? '',
		latitude,
		longitude,
		population: population ?? null,
		timeZone: timeZone ?? '',
	});
}

function needed(option: string, given: string | undefined, right: boolean, example: string): Refusals {
	if (right) return [];
	return given === undefined
		? [{ kind: 'option-missing', option }]
		: [{ kind: 'option-malformed', option, given, example }];
}

function namesOf({ nameDe, nameUk, nameEn }: ToldCity): LocalizedText | undefined {
	const said = Object.entries({ de: nameDe, uk: nameUk, en: nameEn })
		.map(([language, name]) => [language, (name ?? '').trim().slice(0, longestText)] as const)
		.filter(([, name]) => name !== '');
	return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** Null where nothing was told, undefined where it is no number of people. */
function parsePopulation(told: string | undefined): number | null | undefined {
	if (told === undefined) return null;
	const plain = told.replace(/[\s._\u00a0\u202f]/g, '');
	return /^[1-9]\d{0,8}$/.test(plain) ? Number(plain) : undefined;
}

/** A zone of the IANA database by its name; offsets such as +01:00 know no summer time and are none. */
function isTimeZone(name: string): boolean {
	if (!/^[A-Z][A-Za-z_+-]+(?:\/[A-Za-z0-9_+-]+)+$/.test(name)) return false;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

/** Reads the partnership to enter; undefined where none was told. */
export function parsePartnership(
	slug: string,
	told: { readonly partner: string | undefined; readonly kind: string | undefined; readonly since: string | undefined },
	today: PlainDate,
): Result<PartnershipDraft | undefined, Refusals> {
	const { partner } = told;
	if (partner === undefined) {
		const lonely = told.kind !== undefined || told.since !== undefined;
		return lonely ? refused([{ kind: 'option-missing', option: '--partner' }]) : ok(undefined);
	}
	const kind = partnershipKinds.find((each) => each === (told.kind ?? 'solidarity'));
	const since = told.since === undefined ? today : parsePlainDate(told.since);
	if (partner !== slug && kind && since) return ok({ partner, kind, since });
	return refused([
		...(partner === slug ? [{ kind: 'partner-is-itself', slug } as const] : []),
		...(kind ? [] : needed('--partnership', told.kind, false, partnershipKinds.join(', '))),
		...(since ? [] : needed('--since', told.since, false, '2023-02-23')),
	]);
}
