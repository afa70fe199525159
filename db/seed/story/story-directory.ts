import type { Role } from '#lib/access/roles.ts';
import type { PlaceKind } from '#lib/directory/directory.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { DonorKind } from '#lib/relief/offers/offer.ts';

// Who and where of the demo. Cities, offices and their deeds are those of db/seed/story.json; the people of the demo are
// invented, and so are the store and the sites, whose real places are nobody's business.

export const cities = {
	dortmund: {
		names: { de: 'Dortmund', uk: 'Дортмунд', en: 'Dortmund' },
		country: 'DE',
		latitude: 51.5136,
		longitude: 7.4653,
		population: 600_000,
		timeZone: 'Europe/Berlin',
	},
	zhytomyr: {
		names: { de: 'Schytomyr', uk: 'Житомир', en: 'Zhytomyr' },
		country: 'UA',
		latitude: 50.2547,
		longitude: 28.6587,
		population: 270_000,
		timeZone: 'Europe/Kyiv',
	},
} as const;
export type CityKey = keyof typeof cities;

export const partnership = {
	slug: 'dortmund-zhytomyr',
	names: { de: 'Dortmund – Schytomyr', uk: 'Дортмунд – Житомир', en: 'Dortmund – Zhytomyr' },
	// As the council charged its administration with it, of which the sources know the year; tell-partnership.server.ts goes on.
	kind: 'contact',
	status: 'initiating',
	since: '2022-01-01',
	sincePrecision: 'year',
	basis: {
		de: 'Der Rat beauftragt die Verwaltung, eine Partnerschaft mit einer ukrainischen Stadt zu begründen.',
		uk: 'Рада доручає адміністрації заснувати партнерство з українським містом.',
		en: 'The council charges the administration with founding a partnership with a Ukrainian city.',
	},
} as const;

export const operations = {
	zhytomyr: {
		names: { de: 'Hilfe für Schytomyr', uk: 'Допомога Житомиру', en: 'Relief for Zhytomyr' },
		destination: cities.zhytomyr.names,
		partner: 'zhytomyr',
		country: 'UA',
		latitude: cities.zhytomyr.latitude,
		longitude: cities.zhytomyr.longitude,
		openedOn: '2023-02-09',
	},
	'tuerkiye-syria': {
		names: {
			de: 'Erdbebenhilfe Türkei und Syrien',
			uk: 'Допомога після землетрусу в Туреччині та Сирії',
			en: 'Earthquake relief for Türkiye and Syria',
		},
		destination: {
			de: 'Erdbebengebiet Türkei/Syrien',
			uk: 'Зона землетрусу, Туреччина/Сирія',
			en: 'Earthquake area, Türkiye/Syria',
		},
		partner: null,
		country: 'TR',
		latitude: 36.9,
		longitude: 36.8,
		openedOn: '2023-02-06',
	},
} as const;
export type OperationKey = keyof typeof operations;

export const organisations = {
	gesundheitsamt: organisation('department', {
		de: 'Gesundheitsamt Dortmund',
		uk: 'Управління охорони здоров’я Дортмунда',
		en: 'Dortmund health office',
	}),
	feuerwehr: organisation('department', {
		de: 'Feuerwehr Dortmund',
		uk: 'Пожежна служба Дортмунда',
		en: 'Dortmund fire brigade',
	}),
	thw: organisation('agency', {
		de: 'Technisches Hilfswerk (THW)',
		uk: 'Федеральне агентство технічної допомоги (THW)',
		en: 'Federal Agency for Technical Relief (THW)',
	}),
	giz: organisation('agency', {
		de: 'Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ)',
		uk: 'Німецьке товариство міжнародного співробітництва (GIZ)',
		en: 'German Agency for International Cooperation (GIZ)',
	}),
	engagementGlobal: organisation('agency', {
		de: 'Engagement Global',
		uk: 'Engagement Global',
		en: 'Engagement Global',
	}),
	dortmundHilft: organisation('department', {
		de: 'Arbeitseinheit „Dortmund hilft“',
		uk: 'Підрозділ «Дортмунд допомагає»',
		en: '“Dortmund helps” unit',
	}),
} as const;
export type OrganisationKey = keyof typeof organisations;

function organisation(kind: DonorKind, names: Readonly<Record<Language, string>>) {
	return { kind, names };
}

export const places = {
	store: place('dortmund', 'hub', false, {
		de: 'Zentrallager (Beispiel)',
		uk: 'Центральний склад (приклад)',
		en: 'Central store (example)',
	}),
	handover: place('zhytomyr', 'site', true, {
		de: 'Annahmestelle Schytomyr (Beispiel)',
		uk: 'Пункт приймання, Житомир (приклад)',
		en: 'Reception point Zhytomyr (example)',
	}),
	resiliencePoint: place('zhytomyr', 'site', true, {
		de: 'Resilienzpunkt 3 (Beispiel)',
		uk: 'Пункт незламності № 3 (приклад)',
		en: 'Resilience point 3 (example)',
	}),
} as const;
export type PlaceKey = keyof typeof places;

function place(city: CityKey, kind: PlaceKind, restricted: boolean, names: LocalizedText) {
	return { city, kind, restricted, names, municipality: cities[city].names };
}

/** Invented people, one for each role there is work for. */
export const people = {
	coordinator: person('dortmund', 'coordinator', 'Ayşe Brandt', 'de'),
	warehouse: person('dortmund', 'warehouse', 'Jonas Kessler', 'de'),
	editor: person('dortmund', 'editor', 'Miriam Vogt', 'de'),
	councilReader: person('dortmund', 'council-reader', 'Dr. Heinrich Sander', 'de'),
	administrator: person('dortmund', 'administrator', 'Tom Lindner', 'en'),
	officer: person('zhytomyr', 'partner-officer', 'Олена Ковальчук', 'uk'),
	administratorZhytomyr: person('zhytomyr', 'administrator', 'Андрій Мельник', 'uk'),
} as const;
export type PersonKey = keyof typeof people;

function person(city: CityKey, role: Role, name: string, language: Language) {
	return { city, role, name, language };
}
