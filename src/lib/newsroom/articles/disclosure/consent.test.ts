import { expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { mayTellOf } from './consent.ts';

const city = (consents: boolean) => ({ id: String(consents) as Id<'city'>, names: {}, consents, outdated: false });

it.each([
	['a public shipment', { public: true, hidden: false, cities: [city(false), city(false)] }, true],
	['one both cities consent to', { public: false, hidden: false, cities: [city(true), city(true)] }, true],
	['one a single city consents to', { public: false, hidden: false, cities: [city(true), city(false)] }, false],
	['one of a city that works alone', { public: false, hidden: false, cities: [city(true)] }, false],
	['one that is hidden', { public: false, hidden: true, cities: [city(true), city(true)] }, false],
	['one the city cannot see', { public: false, hidden: false, cities: [] }, false],
])('says whether an article may tell of %s', (_, shipment, told) => {
	expect(mayTellOf(shipment)).toBe(told);
});
