import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PromiseKind, PromiseState, SourceKind } from '#lib/partnerships/promises/promise-states.ts';
import type { Goal } from '#lib/partnerships/themes/theme.ts';
import type { OrganisationKey } from './story-directory.ts';

// What both cities set out to do, as db/seed/story.json gives it, in sentences of our own. Where no source names a day or
// an outcome, none is shown; what the demo adds is marked as an example.

export const exampleWords: LocalizedText = {
	de: 'Beispiel für die Vorführung.',
	uk: 'Приклад для демонстрації.',
	en: 'Example for the demo.',
};

/** The announcement of March 2023, told in our own words: a quotation would need the source's. */
const announced = [
	'Nach dem Bericht der Stadt Dortmund vom 15. März 2023, sinngemäß.',
	'За повідомленням міста Дортмунд від 15 березня 2023 року, своїми словами.',
	'After the report of the City of Dortmund of 15 March 2023, in our own words.',
].join(' · ');

export interface ToldIntention {
	readonly text: LocalizedText;
	readonly kind: PromiseKind;
	readonly quantity?: { readonly amount: number; readonly unit: string; readonly itemCode: string };
	readonly source: SourceKind;
	readonly quotation: string;
	/** The day of the agreement it stands in. */
	readonly agreementOf?: string;
	readonly made: string;
	readonly due?: string;
	readonly owner?: OrganisationKey;
	readonly outcome?: {
		readonly state: PromiseState;
		readonly on: string;
		readonly note: LocalizedText;
		readonly shownBy: 'shipment' | 'agreement';
	};
}

const delivered = (goods: Record<'de' | 'uk' | 'en', string>): NonNullable<ToldIntention['outcome']> => ({
	state: 'kept',
	on: '2023-03-31',
	note: {
		de: `${goods.de} sind in Schytomyr angekommen und dort vollständig gezählt worden (Beispieldatum).`,
		uk: `${goods.uk} прибули до Житомира й були там повністю перелічені (приклад дати).`,
		en: `${goods.en} arrived in Zhytomyr and were counted there in full (example date).`,
	},
	shownBy: 'shipment',
});

const inMarch2023 = { source: 'press-conference', quotation: announced, made: '2023-03-14' } as const;

export const intentions: readonly ToldIntention[] = [
	{
		text: {
			de: 'Aus der Solidaritätspartnerschaft wird nach zwei Jahren förmlich eine volle Städtepartnerschaft.',
			uk: 'За два роки партнерство солідарності офіційно стане повноцінним партнерством міст.',
			en: 'After two years the solidarity partnership formally becomes a full city partnership.',
		},
		kind: 'partnership',
		source: 'agreement',
		quotation: '',
		agreementOf: '2023-02-23',
		made: '2023-02-23',
		due: '2025',
		outcome: {
			state: 'kept',
			on: '2025-07-09',
			note: {
				de: 'Der Rat hat die volle Partnerschaft am 22. Mai 2025 beschlossen; am 9. Juli 2025 wurde sie unterzeichnet.',
				uk: 'Рада ухвалила повноцінне партнерство 22 травня 2025 року; 9 липня 2025 року угоду підписано.',
				en: 'The council decided on the full partnership on 22 May 2025; it was signed on 9 July 2025.',
			},
			shownBy: 'agreement',
		},
	},
	{
		...inMarch2023,
		text: {
			de: '25 Stromerzeuger verschiedener Größe und Leistung für Schytomyr.',
			uk: '25 генераторів різного розміру та потужності для Житомира.',
			en: '25 generators of various size and power for Zhytomyr.',
		},
		kind: 'goods',
		quantity: { amount: 25, unit: 'Stück · шт. · pieces', itemCode: 'PWR-GEN' },
		owner: 'thw',
		outcome: delivered({ de: 'Die 25 Stromerzeuger', uk: '25 генераторів', en: 'The 25 generators' }),
	},
	{
		...inMarch2023,
		text: {
			de: '200 Feldbetten für die Unterbringung von Binnenvertriebenen in Schytomyr.',
			uk: '200 розкладних ліжок для розміщення внутрішньо переміщених осіб у Житомирі.',
			en: '200 camp beds to house displaced people in Zhytomyr.',
		},
		kind: 'goods',
		quantity: { amount: 200, unit: 'Stück · шт. · pieces', itemCode: 'SHE-BED-CMP' },
		owner: 'thw',
		outcome: delivered({ de: 'Die 200 Feldbetten', uk: '200 розкладних ліжок', en: 'The 200 camp beds' }),
	},
	{
		...inMarch2023,
		text: {
			de: 'Fachlicher Austausch der Verwaltungen und Workshops im Jahr 2023, je nach Thema mit weiteren Beteiligten beider Städte.',
			uk: 'Обмін досвідом між адміністраціями та семінари у 2023 році, за темами – з іншими учасниками з обох міст.',
			en: 'Exchange between the administrations and workshops in 2023, by theme with further people of both cities.',
		},
		kind: 'event',
		due: '2023',
	},
	{
		...inMarch2023,
		text: {
			de: 'Gemeinsame Teilnahme an einem Pilotvorhaben von Eurocities zum Wiederaufbau ukrainischer Städte; Fachleute tauschen sich zu kommunaler Infrastruktur und Stadtentwicklung aus.',
			uk: 'Спільна участь у пілотному проєкті Eurocities з відбудови українських міст; фахівці обмінюються досвідом щодо міської інфраструктури та розвитку.',
			en: 'Taking part together in a Eurocities pilot on rebuilding Ukrainian cities; experts exchange on municipal infrastructure and urban development.',
		},
		kind: 'project',
	},
	{
		...inMarch2023,
		text: {
			de: 'Begegnungen der Zivilgesellschaften: Kultur- und Sportvereine und die jüdischen Gemeinden beider Städte.',
			uk: 'Зустрічі громадянських суспільств: культурні та спортивні товариства й єврейські громади обох міст.',
			en: 'Encounters of the civil societies: culture and sports clubs and the Jewish communities of both cities.',
		},
		kind: 'exchange',
	},
	{
		...inMarch2023,
		text: {
			de: 'Jugendaustausch: Zuerst besuchen ukrainische Jugendliche Dortmund.',
			uk: 'Молодіжний обмін: спершу українська молодь відвідає Дортмунд.',
			en: 'Youth exchange: first, young people from Ukraine visit Dortmund.',
		},
		kind: 'exchange',
	},
	{
		...inMarch2023,
		text: {
			de: 'Gemeinsame europäische Förderprojekte zu mehreren Themen.',
			uk: 'Спільні європейські проєкти з фінансуванням за кількома темами.',
			en: 'Joint European funding projects on several themes.',
		},
		kind: 'funding',
	},
];

/** What Zhytomyr's office has on its desk in the demo. */
export const officersPromise: LocalizedText = {
	de: 'Schytomyr berichtet, wo die zuletzt gelieferten Stromerzeuger eingesetzt sind (Beispiel).',
	uk: 'Житомир повідомить, де використовують нещодавно доставлені генератори (приклад).',
	en: 'Zhytomyr reports where the generators delivered last are in use (example).',
};

/** What the first workshops found, by March 2023. Which goals each serves is the demo's reading. */
export const themes: readonly { readonly names: LocalizedText; readonly goals: readonly Goal[] }[] = [
	{
		names: {
			de: 'Digitalisierung, auch der Stadtverwaltung',
			uk: 'Цифровізація, зокрема міської адміністрації',
			en: 'Digitalisation, of the city administration too',
		},
		goals: [9, 16],
	},
	{
		names: { de: 'Nachhaltige Stadtentwicklung', uk: 'Сталий розвиток міста', en: 'Sustainable urban development' },
		goals: [11, 13],
	},
	{
		names: {
			de: 'Wirtschafts- und Innovationsförderung',
			uk: 'Сприяння економіці та інноваціям',
			en: 'Business and innovation promotion',
		},
		goals: [8, 9],
	},
];

/** How the themes came to be agreed. */
export const themesAgreed: LocalizedText = {
	de: 'In ersten Workshops gefunden und am 14. März 2023 gemeinsam vorgestellt.',
	uk: 'Визначено на перших семінарах і спільно представлено 14 березня 2023 року.',
	en: 'Found in first workshops and presented together on 14 March 2023.',
};

/** A project of the demo, invented and marked as an example; its days are counted from today. */
export const exampleProject = {
	code: 'DZ-BEISPIEL-1',
	names: {
		de: 'Energieberatung für öffentliche Gebäude (Beispiel)',
		uk: 'Енергетичні консультації для громадських будівель (приклад)',
		en: 'Energy advice for public buildings (example)',
	},
	budgetCents: 4_800_000,
	milestones: [
		{
			names: { de: 'Auftakt der Fachleute', uk: 'Стартова зустріч фахівців', en: 'First meeting of the experts' },
			dueIn: -60,
			reachedAfter: 2,
		},
		{
			names: { de: 'Auswahl der ersten Gebäude', uk: 'Вибір перших будівель', en: 'First buildings chosen' },
			dueIn: -5,
		},
		{ names: { de: 'Zwischenbericht', uk: 'Проміжний звіт', en: 'Interim report' }, dueIn: 40 },
	],
	indicator: {
		names: {
			de: 'Anteil der ausgewählten Gebäude, die beraten sind',
			uk: 'Частка вибраних будівель, що отримали консультацію',
			en: 'Share of the chosen buildings that were advised',
		},
		unit: '%',
		baseline: 0,
		target: 100,
		measured: 29,
	},
} as const;
