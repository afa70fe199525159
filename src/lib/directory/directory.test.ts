import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Result } from '#lib/kernel/result.ts';
import { countries, countryChoices, countryName } from './countries.ts';
import type { CityId, PartnerCity } from './directory.ts';
import type { DirectoryRefusal } from './directory-refusal.ts';
import { explainDirectory, placeInWords, stateInWords, storedInWords } from './directory-words.ts';
import { decideClosing, decideCorrection, decideOpening, decideReopening } from './operation.ts';
import { operationFields, parseOpening, parseOperation } from './operation-form.ts';
import { decideOrganisation, organisationFields, parseOrganisation } from './organisation.ts';
import { addressFieldsOf, parseAddress, parsePlace, parsePlaceDetails, placeFields } from './place.ts';
import { parseDegrees, parseLocalized, parsePoint } from './typed-fields.ts';

const kinds = (result: Result<unknown, readonly DirectoryRefusal[]>): string[] =>
	result.ok
		? []
		: result.refusal.map((refusal) => ('field' in refusal ? `${refusal.kind} ${refusal.field}` : refusal.kind));

const zhytomyr: PartnerCity = {
	id: '00000000-0000-4000-8000-000000000001' as CityId,
	slug: 'zhytomyr',
	names: { de: 'Schytomyr', uk: 'Житомир' },
	country: 'UA',
	latitude: 50.25,
	longitude: 28.66,
	population: 270_000,
	timeZone: 'Europe/Kyiv',
	partnershipId: '00000000-0000-4000-8000-000000000002',
	partnershipNames: { de: 'Dortmund – Schytomyr' },
};
const elsewhere = '00000000-0000-4000-8000-000000000003' as CityId;
const today = plainDate('2023-02-09');

describe('a text in three languages', () => {
	it('keeps what was said, with single spaces, and leaves out what was not', () => {
		const typed = { 'names-de': '  Hilfe  für\tSchytomyr ', 'names-uk': ' ', 'names-en': 'Relief' };
		expect(parseLocalized(typed, 'names')).toEqual({ ok: true, value: { de: 'Hilfe für Schytomyr', en: 'Relief' } });
	});

	it('is undefined where nothing was said, and refused where it is too long', () => {
		expect(parseLocalized({}, 'names')).toEqual({ ok: true, value: undefined });
		expect(kinds(parseLocalized({ 'names-uk': 'ї'.repeat(201) }, 'names'))).toEqual(['text-too-long names']);
	});
});

describe('degrees', () => {
	it.each([
		['51.51', 90, 51.51],
		[' 51,5136 ', 90, 51.51],
		['−3.7', 180, -3.7],
		['-3,705', 180, -3.7],
		['28.66°', 180, 28.66],
		['90', 90, 90],
		['0', 90, 0],
	] as const)('%j are %j → %j', (typed, most, degrees) => {
		expect(parseDegrees(typed, most)).toBe(degrees);
	});

	it.each([
		['', 90],
		['90.01', 90],
		['180.5', 180],
		['51°30′', 90],
		['1e1', 90],
		['fifty', 90],
		['51.51.2', 90],
		['5 1', 90],
	] as const)('%j are none up to %j', (typed, most) => {
		expect(parseDegrees(typed, most)).toBeUndefined();
	});

	it('never name a point more closely than about a kilometre, whatever is pasted', () => {
		const degrees = fc.tuple(
			fc.double({ min: -90, max: 90, noNaN: true }),
			fc.double({ min: -180, max: 180, noNaN: true }),
		);
		fc.assert(
			fc.property(degrees, ([latitude, longitude]) => {
				const point = parsePoint({ latitude: latitude.toFixed(7), longitude: longitude.toFixed(7) });
				if (!point.ok || !point.value) throw new Error('a point in range was refused');
				for (const value of Object.values(point.value)) expect(value).toBe(Number(value.toFixed(2)));
				expect(Math.abs(point.value.latitude - latitude)).toBeLessThan(0.0051);
			}),
			{ seed: 42, numRuns: 300 },
		);
	});

	it('are refused each by its own field', () => {
		expect(kinds(parsePoint({ latitude: '91', longitude: 'east' }))).toEqual([
			'latitude-malformed',
			'longitude-malformed',
		]);
		expect(kinds(parsePoint({ latitude: '50', longitude: '' }))).toEqual(['longitude-malformed']);
		expect(parsePoint({})).toEqual({ ok: true, value: undefined });
	});
});

const opening = { 'names-de': 'Hilfe für Schytomyr', slug: 'zhytomyr', openedOn: '2023-02-09', partner: zhytomyr.id };

describe('the form of a new operation', () => {
	it.each(['zhytomyr', 'tuerkiye-syria', 'kyiv-2', '2023'])('takes %s as its address', (slug) => {
		expect(parseOpening({ ...opening, slug })).toMatchObject({ ok: true, value: { slug } });
	});

	it.each(['', 'a', 'Житомир', '-kyiv', 'kyiv-', 'a--b', 'a b', 'a/b', 'x'.repeat(41)])(
		'refuses %j as its address',
		(slug) => {
			expect(kinds(parseOpening({ ...opening, slug }))).toEqual(['slug-malformed']);
		},
	);

	it('says everything that is wrong at once', () => {
		const typed = { latitude: 'x', longitude: '1', country: 'XX', partner: 'nobody', openedOn: '2023-02-30' };
		expect(kinds(parseOpening(typed))).toEqual([
			'slug-malformed',
			'text-missing names',
			'unknown-partner',
			'country-missing',
			'latitude-malformed',
			'opened-on-malformed',
		]);
	});
});

describe('opening an operation', () => {
	const decide = (changes: Record<string, string>, partners = [zhytomyr], on = today) => {
		const draft = parseOpening({ ...opening, ...changes });
		return draft.ok ? decideOpening(draft.value, partners, on) : draft;
	};

	it('takes from the partner city what the form leaves empty', () => {
		expect(decide({})).toEqual({
			ok: true,
			value: {
				names: { de: 'Hilfe für Schytomyr' },
				destination: zhytomyr.names,
				country: 'UA',
				latitude: 50.25,
				longitude: 28.66,
				partnerCityId: zhytomyr.id,
				partnershipId: zhytomyr.partnershipId,
			},
		});
	});

	it('lets the form say otherwise than the partner city', () => {
		const decided = decide({ 'destination-en': 'Zhytomyr oblast', country: 'UA', latitude: '50,4', longitude: '28,5' });
		expect(decided).toMatchObject({
			value: { destination: { en: 'Zhytomyr oblast' }, latitude: 50.4, longitude: 28.5 },
		});
	});

	it('needs destination, country and point where there is no partner city', () => {
		const missing = ['text-missing destination', 'country-missing', 'latitude-malformed', 'longitude-malformed'];
		expect(kinds(decide({ partner: '' }))).toEqual(missing);
		const quake = {
			partner: '',
			'destination-de': 'Erdbebengebiet',
			country: 'TR',
			latitude: '36.9',
			longitude: '36.8',
		};
		expect(decide(quake)).toMatchObject({ ok: true, value: { partnerCityId: null, partnershipId: null } });
	});

	it.each([
		['a city we have no partnership with', { partner: elsewhere }, ['unknown-partner']],
		['a day to come', { openedOn: '2023-02-10' }, ['opened-in-future']],
	])('is refused for %s', (_, changes, refusals) => {
		expect(kinds(decide(changes))).toEqual(refusals);
	});
});

describe('correcting an operation', () => {
	const draftOf = (changes: Record<string, string>) => {
		const draft = parseOperation({ 'names-de': 'Hilfe', ...changes });
		if (!draft.ok) throw new Error('the draft was refused');
		return draft.value;
	};
	const lonely = { partnerCityId: null, partnershipId: null };
	const bound = { partnerCityId: zhytomyr.id, partnershipId: zhytomyr.partnershipId };
	const spot = { 'destination-de': 'Dort', country: 'UA', latitude: '50', longitude: '28' };

	it('lets a partner city join an operation that had none', () => {
		const joined = decideCorrection(lonely, draftOf({ ...spot, partner: zhytomyr.id }), [zhytomyr]);
		expect(joined).toMatchObject({ ok: true, value: { ...bound, destination: { de: 'Dort' } } });
	});

	it('never exchanges a partner city, nor lets it go', () => {
		const other = { ...zhytomyr, id: elsewhere };
		expect(kinds(decideCorrection(bound, draftOf({ ...spot, partner: elsewhere }), [zhytomyr, other]))).toEqual([
			'partner-stays',
		]);
		expect(decideCorrection(bound, draftOf({ ...spot, partner: '' }), [zhytomyr])).toMatchObject({ value: bound });
	});

	it('leaves what began under a partnership that has ended as it is', () => {
		expect(decideCorrection(bound, draftOf(spot), [])).toMatchObject({ ok: true, value: bound });
	});
});

describe('closing an operation', () => {
	const open = { openedOn: today, closedOn: null };
	it.each([
		['on the day it was opened', open, '2023-02-09', []],
		['later', open, '2023-05-01', []],
		['before it was opened', open, '2023-02-08', ['closed-before-opened']],
		['in the future', open, '2023-06-02', ['closed-in-future']],
		['twice', { ...open, closedOn: plainDate('2023-03-01') }, '2023-04-01', ['closed-already']],
	])('%s is decided as the calendar says', (_, operation, on, refusals) => {
		expect(kinds(decideClosing(operation, plainDate(on), plainDate('2023-06-01')))).toEqual(refusals);
	});

	it('can be taken back, once', () => {
		expect(decideReopening({ closedOn: today }).ok).toBe(true);
		expect(kinds(decideReopening({ closedOn: null }))).toEqual(['open-already']);
	});
});

describe('a place', () => {
	const typed = { kind: 'site', 'names-uk': 'Школа № 5', restricted: 'on' };

	it('may be entered before its address is known', () => {
		expect(parsePlace(typed)).toEqual({
			ok: true,
			value: {
				kind: 'site',
				names: { uk: 'Школа № 5' },
				municipality: undefined,
				restricted: true,
				address: undefined,
			},
		});
	});

	it('has a whole address or none', () => {
		expect(kinds(parsePlace({ ...typed, contact: 'Oksana' }))).toEqual([
			'address-incomplete street',
			'address-incomplete postcode',
			'address-incomplete town',
		]);
		expect(kinds(parseAddress({ street: 's'.repeat(201), postcode: '10001', town: 'Житомир' }))).toEqual([
			'text-too-long street',
		]);
	});

	it('needs a known kind and a name', () => {
		expect(kinds(parsePlace({ kind: 'castle' }))).toEqual(['kind-missing', 'text-missing names']);
	});

	it('comes back from its form as it was shown there', () => {
		const place = { names: { de: 'Lager' }, municipality: { uk: 'Житомир' }, restricted: true };
		expect(parsePlaceDetails(placeFields(place))).toEqual({ ok: true, value: place });
		const address = { street: 'Hafenweg 1', postcode: '44147', town: 'Dortmund', contact: null };
		expect(parseAddress(addressFieldsOf(address))).toEqual({ ok: true, value: address });
	});

	it.each([
		[true, true, 'Schule 5'],
		[true, false, 'Schule 5'],
		[false, false, 'Schule 5'],
		[false, true, 'geschützter Ort, Schytomyr'],
	])('where own is %s and protected is %s is called %s', (own, restricted, name) => {
		const place = { names: { de: 'Schule 5' }, municipality: { de: 'Schytomyr' }, restricted, own };
		expect(placeInWords(place, 'de')).toBe(name);
	});
});

describe('an organisation', () => {
	it.each([
		[{ kind: 'agency', 'names-de': 'THW', publicNameAllowed: 'on' }, []],
		[{ kind: 'private-person', 'names-de': 'Erika Muster' }, []],
		[{ kind: 'private-person', 'names-de': 'Erika Muster', publicNameAllowed: 'on' }, ['person-stays-unnamed']],
		[{ kind: 'guild', 'names-de': ' ' }, ['kind-missing', 'text-missing names']],
	])('%j is refused for %j', (typed, refusals) => {
		expect(kinds(parseOrganisation(typed))).toEqual(refusals);
	});

	it.each([
		['agency', 'company', []],
		['private-person', 'private-person', []],
		['private-person', 'company', ['person-stays-person']],
		['company', 'private-person', ['person-stays-person']],
	] as const)('that is a %s and corrected to a %s is refused for %j', (kind, wanted, refusals) => {
		const details = { kind: wanted, names: { de: 'X' }, publicNameAllowed: false };
		expect(kinds(decideOrganisation({ kind }, details))).toEqual(refusals);
	});

	it('comes back from its form as it was shown there', () => {
		const details = { kind: 'agency', names: { uk: 'ТГВ' }, publicNameAllowed: true } as const;
		expect(parseOrganisation(organisationFields(details))).toEqual({ ok: true, value: details });
	});
});

describe('words', () => {
	it('explain every refusal in every language, with a field to go to', () => {
		const refusals: readonly DirectoryRefusal[] = [
			{ kind: 'text-missing', field: 'names' },
			{ kind: 'text-too-long', field: 'street', longest: 200 },
			{ kind: 'closed-before-opened', openedOn: today },
			{ kind: 'slug-taken' },
			{ kind: 'changed-meanwhile' },
		];
		for (const language of languages) {
			for (const refusal of refusals) {
				const { field, message } = explainDirectory(refusal, language);
				expect(field).toMatch(/^[a-z]/i);
				expect(message).not.toMatch(/[{}]/);
			}
		}
		expect(explainDirectory(refusals[2]!, 'de').message).toContain('9. Februar 2023');
		expect(stateInWords({ closedOn: today }, 'de')).toBe('geschlossen am 9. Februar 2023');
	});

	it('show two people at one record where they differ, and nothing else', () => {
		const stored = { 'names-uk': 'Школа', 'names-de': '', restricted: 'on', country: 'UA', partner: 'id' };
		const typed = { 'names-uk': 'Школа', 'names-de': 'Schule', country: 'DE' };
		expect(storedInWords(stored, typed, 'de')).toEqual([
			{ label: 'Name (Deutsch)', value: 'nichts' },
			{ label: 'Geschützter Ort', value: 'ja' },
			{ label: 'Land', value: 'Ukraine' },
		]);
	});

	it('name every country in every language', () => {
		expect(countries).toHaveLength(249);
		expect([countryName('UA', 'uk'), countryName('TR', 'de')]).toEqual(['Україна', 'Türkei']);
		for (const language of languages) {
			expect(countryChoices(language).filter(({ value, label }) => value === label)).toEqual([]);
		}
	});

	it('write degrees as the reader does, and read them back', () => {
		const operation = {
			names: { de: 'Hilfe' },
			destination: { de: 'Dort' },
			country: 'UA',
			latitude: -50.25,
			longitude: 128.66,
			partnerCityId: null,
		} as unknown as Parameters<typeof operationFields>[0];
		for (const language of languages) {
			const read = parseOperation(operationFields(operation, language));
			expect(read).toMatchObject({ ok: true, value: { point: { latitude: -50.25, longitude: 128.66 } } });
		}
		expect(operationFields(operation, 'de')['longitude']).toBe('128,66');
	});
});
