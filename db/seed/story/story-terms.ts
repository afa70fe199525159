import type { ArticleSource } from '#lib/newsroom/articles/article.ts';
import type { TermKind } from '#lib/newsroom/topics/term.ts';

type Names = Readonly<Record<'de' | 'uk' | 'en', string>>;

/** What the newsroom files its articles under. */
export const terms = {
	international: { kind: 'category', names: { de: 'Internationales', uk: 'Міжнародне', en: 'International' } },
	council: {
		kind: 'category',
		names: { de: 'Rat und Verwaltung', uk: 'Рада й адміністрація', en: 'Council and administration' },
	},
	relief: { kind: 'topic', names: { de: 'Hilfslieferungen', uk: 'Гуманітарна допомога', en: 'Relief' } },
	partnership: { kind: 'topic', names: { de: 'Städtepartnerschaft', uk: 'Партнерство міст', en: 'City partnership' } },
	energy: { kind: 'topic', names: { de: 'Energie und Wärme', uk: 'Енергія і тепло', en: 'Energy and heat' } },
	youth: { kind: 'topic', names: { de: 'Jugend', uk: 'Молодь', en: 'Youth' } },
	health: { kind: 'topic', names: { de: 'Gesundheit', uk: 'Охорона здоров’я', en: 'Health' } },
	schools: { kind: 'topic', names: { de: 'Schulen', uk: 'Школи', en: 'Schools' } },
	digital: { kind: 'topic', names: { de: 'Digitalisierung', uk: 'Цифровізація', en: 'Digitalisation' } },
	'fire-brigade': { kind: 'topic', names: { de: 'Feuerwehr', uk: 'Пожежна служба', en: 'Fire brigade' } },
} as const satisfies Readonly<Record<string, { readonly kind: TermKind; readonly names: Names }>>;

export type TermKey = keyof typeof terms;

/** Where the facts stand; of those whose page is not known, the site that carries them. */
export const sources = {
	themes2023: {
		label:
			'Stadt Dortmund, 15. März 2023: Städtepartnerschaft mit Schytomyr – erste Kooperationsthemen und Hilfslieferungen stehen fest',
		url: 'https://www.dortmund.de/newsroom/nachrichten/staedtepartnerschaft-mit-schytomyr-erste-kooperationsthemen-und-hilfslieferungen-stehen-fest.html',
	},
	signing2023: {
		label: 'Stadt Dortmund, 2023: Dortmund und Schytomyr unterzeichnen Partnerschaftsabkommen (dortmund.de)',
		url: 'https://www.dortmund.de/newsroom/',
	},
	transports2025: {
		label: 'Nordstadtblogger, Februar 2025: Bereits der dritte Hilfstransport ging in die Ukraine',
		url: 'https://nordstadtblogger.de/unterstuetzung-fuer-kuenftige-partnerstadt-bereits-der-dritte-hilfstransport-ging-in-die-ukraine',
	},
	groups: {
		label: 'Pressemitteilungen der Jahre 2024 und 2025 aus Rat und Stadt (dortmund.de)',
		url: 'https://www.dortmund.de/newsroom/',
	},
} as const satisfies Readonly<Record<string, ArticleSource>>;

export type SourceKey = keyof typeof sources;
