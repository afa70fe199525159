import { describe, expect, it } from 'vitest';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { describesCity, parseCity, parsePartnership, type ToldCity } from './set-up.ts';

const told: ToldCity = {
	slug: 'zhytomyr',
	nameDe: 'Schytomyr',
	nameUk: 'Житомир',
	nameEn: undefined,
	country: 'ua',
	latitude: '50.2547',
	longitude: '28,6587',
	population: '270 000',
	timeZone: 'Europe/Kyiv',
};
const nothing = { nameDe: undefined, nameUk: undefined, country: undefined, latitude: undefined, longitude: undefined };

describe('a city told on the command line', () => {
	it('is understood', () => {
		expect(parseCity(told)).toEqual({
			ok: true,
			value: {
				slug: 'zhytomyr',
				names: { de: 'Schytomyr', uk: 'Житомир' },
				country: 'UA',
				latitude: 50.25,
				longitude: 28.66,
				population: 270_000,
				timeZone: 'Europe/Kyiv',
			},
		});
	});

	it.each<[Partial<ToldCity>, unknown[]]>([
		[{ slug: 'Житомир' }, [{ kind: 'slug-malformed', slug: 'Житомир' }]],
		[{ nameDe: ' ', nameUk: undefined }, [{ kind: 'name-missing' }]],
		[{ country: 'XX' }, [{ kind: 'option-malformed', option: '--country', given: 'XX', example: 'UA' }]],
		[{ latitude: '95' }, [{ kind: 'option-malformed', option: '--latitude', given: '95', example: '50.25' }]],
		[{ population: 'many' }, [{ kind: 'option-malformed', option: '--population', given: 'many', example: '270000' }]],
		[
			{ timeZone: '+02:00' },
			[{ kind: 'option-malformed', option: '--time-zone', given: '+02:00', example: 'Europe/Kyiv' }],
		],
		[
			{ timeZone: 'Europe/Atlantis' },
			[{ kind: 'option-malformed', option: '--time-zone', given: 'Europe/Atlantis', example: 'Europe/Kyiv' }],
		],
	])('is refused where it says %j', (change, refusals) => {
		expect(parseCity({ ...told, ...change })).toEqual({ ok: false, refusal: refusals });
	});

	it('is told everything that is missing at once', () => {
		const parsed = parseCity({ ...told, ...nothing });
		expect(parsed.ok ? [] : parsed.refusal.map((each) => ('option' in each ? each.option : each.kind))).toEqual([
			'name-missing',
			'--country',
			'--latitude',
			'--longitude',
		]);
	});

	it('may lack a population, and is only meant to be created where something of it is told', () => {
		expect(parseCity({ ...told, population: undefined })).toMatchObject({ ok: true, value: { population: null } });
		expect(describesCity({ ...told, ...nothing, population: undefined, timeZone: undefined })).toBe(false);
		expect(describesCity({ ...told, ...nothing })).toBe(true);
	});
});

describe('a partnership told on the command line', () => {
	const today = plainDate('2023-02-23');
	it.each([
		[
			{ partner: 'dortmund', kind: undefined, since: undefined },
			{ partner: 'dortmund', kind: 'solidarity', since: today },
		],
		[
			{ partner: 'dortmund', kind: 'full', since: '2022-01-31' },
			{ partner: 'dortmund', kind: 'full', since: '2022-01-31' },
		],
		[{ partner: undefined, kind: undefined, since: undefined }, undefined],
	])('%j is %j', (given, value) => {
		expect(parsePartnership('zhytomyr', given, today)).toEqual({ ok: true, value });
	});

	it.each([
		[{ partner: 'zhytomyr', kind: undefined, since: undefined }, ['partner-is-itself']],
		[{ partner: 'dortmund', kind: 'twin', since: '2023-02-30' }, ['option-malformed', 'option-malformed']],
		[{ partner: undefined, kind: 'full', since: undefined }, ['option-missing']],
	])('%j is refused for %j', (given, kinds) => {
		const parsed = parsePartnership('zhytomyr', given, today);
		expect(parsed.ok ? [] : parsed.refusal.map(({ kind }) => kind)).toEqual(kinds);
	});
});
