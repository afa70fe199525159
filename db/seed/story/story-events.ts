import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EventKind, EventMode } from '#lib/partnerships/events/event.ts';
import { exampleWords } from './story-cooperation.ts';

// What took place between both cities, as db/seed/story.json gives it, in sentences of our own. Where no source names a day,
// none is shown; what the demo adds is marked as an example.

export interface ToldEvent {
	readonly kind: EventKind;
	readonly mode: EventMode;
	/** "2023" where the sources know the year alone. */
	readonly began: string;
	readonly title: LocalizedText;
	readonly summary: LocalizedText;
	readonly place?: LocalizedText;
	readonly people?: number;
	/** The day of the agreement that was signed there. */
	readonly agreementOf?: string;
	readonly outcomes?: readonly LocalizedText[];
}

const inDortmund: LocalizedText = { de: 'Dortmund', uk: 'Дортмунд', en: 'Dortmund' };

export const events: readonly ToldEvent[] = [
	{
		kind: 'signing',
		mode: 'online',
		began: '2023-02-23',
		agreementOf: '2023-02-23',
		title: {
			de: 'Unterzeichnung der Solidaritätspartnerschaft',
			uk: 'Підписання угоди про партнерство солідарності',
			en: 'Signing of the solidarity partnership',
		},
		summary: {
			de: 'Oberbürgermeister Thomas Westphal und Bürgermeister Serhij Suchomlyn unterzeichnen in einer Online-Sitzung.',
			uk: 'Обер-бургомістр Томас Вестфаль і міський голова Сергій Сухомлин підписують угоду на онлайн-зустрічі.',
			en: 'Mayors Thomas Westphal and Serhii Sukhomlyn sign in an online meeting.',
		},
	},
	{
		kind: 'workshop',
		mode: 'hybrid',
		began: '2023',
		title: {
			de: 'Erste Workshops zu den gemeinsamen Themen',
			uk: 'Перші семінари щодо спільних тем',
			en: 'First workshops on the common themes',
		},
		summary: {
			de: 'Fachleute beider Städte suchen die Themen der Zusammenarbeit. Tag und Ort nennt keine Quelle.',
			uk: 'Фахівці обох міст шукають теми співпраці. Дня й місця жодне джерело не називає.',
			en: 'Experts of both cities look for the themes of the cooperation. No source names day or place.',
		},
		outcomes: [
			{
				de: 'Drei Themen: Digitalisierung, nachhaltige Stadtentwicklung, Wirtschafts- und Innovationsförderung.',
				uk: 'Три теми: цифровізація, сталий розвиток міста, сприяння економіці та інноваціям.',
				en: 'Three themes: digitalisation, sustainable urban development, promotion of business and innovation.',
			},
		],
	},
	{
		kind: 'press-conference',
		mode: 'in-person',
		began: '2023-03-14',
		place: inDortmund,
		title: {
			de: 'Pressekonferenz zur Partnerschaft mit Schytomyr',
			uk: 'Пресконференція про партнерство із Житомиром',
			en: 'Press conference on the partnership with Zhytomyr',
		},
		summary: {
			de: 'Nach der Sitzung der Verwaltungsspitze stellt die Stadt die Themen der Partnerschaft und die Hilfslieferungen vor.',
			uk: 'Після засідання керівництва міста оголошено теми партнерства та поставки допомоги.',
			en: 'After a session of the administration’s leadership the city presents the themes of the partnership and the relief.',
		},
		outcomes: [
			{
				de: '25 Stromerzeuger und 200 Feldbetten für Schytomyr sind angekündigt.',
				uk: 'Оголошено про 25 генераторів і 200 розкладних ліжок для Житомира.',
				en: '25 generators and 200 camp beds for Zhytomyr are announced.',
			},
			{
				de: 'Als erster Jugendaustausch sollen Jugendliche aus der Ukraine Dortmund besuchen.',
				uk: 'Першим молодіжним обміном має стати візит української молоді до Дортмунда.',
				en: 'As a first youth exchange, young people from Ukraine are to visit Dortmund.',
			},
		],
	},
	{
		kind: 'delegation',
		mode: 'in-person',
		began: '2024',
		people: 19,
		title: { de: 'Delegation von 19 Personen', uk: 'Делегація з 19 осіб', en: 'Delegation of 19' },
		summary: {
			de: 'Nach dieser Reise beantragten Ratsfraktionen am 26. Juni 2024 die volle Partnerschaft. Den Tag nennt keine Quelle.',
			uk: 'Після цієї поїздки фракції ради 26 червня 2024 року запропонували повноцінне партнерство. Дня жодне джерело не називає.',
			en: 'After this journey groups of the council moved for the full partnership on 26 June 2024. No source names the day.',
		},
	},
	{
		kind: 'signing',
		mode: 'in-person',
		began: '2025-07-09',
		agreementOf: '2025-07-09',
		title: {
			de: 'Unterzeichnung der vollen Städtepartnerschaft',
			uk: 'Підписання угоди про повноцінне партнерство міст',
			en: 'Signing of the full city partnership',
		},
		summary: {
			de: 'Thomas Westphal und Halyna Schymanska unterzeichnen das Partnerschaftsabkommen.',
			uk: 'Томас Вестфаль і Галина Шиманська підписують угоду про партнерство.',
			en: 'Thomas Westphal and Halyna Shymanska sign the partnership agreement.',
		},
	},
];

const example = (text: Required<LocalizedText>): LocalizedText => ({
	de: `${text.de} ${exampleWords.de}`,
	uk: `${text.uk} ${exampleWords.uk}`,
	en: `${text.en} ${exampleWords.en}`,
});

export const nextWorkshop = {
	title: {
		de: 'Workshop: die digitale Stadtverwaltung',
		uk: 'Семінар: цифрова міська адміністрація',
		en: 'Workshop: the digital town hall',
	},
	summary: example({
		de: 'Was beide Städte voneinander übernehmen können.',
		uk: 'Що обидва міста можуть перейняти одне в одного.',
		en: 'What both cities can take over from each other.',
	}),
	agenda: [
		{ time: '10:00', title: { de: 'Begrüßung', uk: 'Вітальне слово', en: 'Welcome' } },
		{
			time: '10:15',
			title: {
				de: 'Online-Dienste im Vergleich',
				uk: 'Порівняння онлайн-послуг',
				en: 'Online services compared',
			},
		},
	],
} as const;

export const youthVisit = {
	title: {
		de: 'Jugendliche aus Schytomyr besuchen Dortmund',
		uk: 'Молодь із Житомира відвідує Дортмунд',
		en: 'Young people from Zhytomyr visit Dortmund',
	},
	aim: example({
		de: 'Der erste Jugendaustausch, wie im März 2023 angekündigt.',
		uk: 'Перший молодіжний обмін, як оголошено в березні 2023 року.',
		en: 'The first youth exchange, as announced in March 2023.',
	}),
} as const;
