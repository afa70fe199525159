import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { MandateState } from '#lib/partnerships/council/mandate-states.ts';
import type { ConsultationRole, Outcome, PaperKind } from '#lib/partnerships/council/paper-words.ts';

// What Dortmund's council had before it, as db/seed/story.json gives it. Where no source names a reference or a result,
// none is shown.

/** What shows that a mandate was carried out: a later paper, or an agreement by the day it was signed. */
export type ToldEvidence = { readonly paper: PaperKey } | { readonly agreementOf: string };

export interface ToldMandate {
	readonly task: LocalizedText;
	readonly charged: LocalizedText;
	readonly due: string | null;
	readonly state: MandateState;
	readonly on?: string;
	readonly evidence?: readonly ToldEvidence[];
}

export interface ToldPaper {
	/** As exactly as the source knows it: "2022" or "2023-02-09". */
	readonly dated: string;
	readonly kind: PaperKind;
	readonly names: LocalizedText;
	readonly summary: LocalizedText;
	readonly role?: ConsultationRole;
	readonly outcome?: Outcome;
	readonly mandates: readonly ToldMandate[];
}

export const council = 'Rat der Stadt Dortmund';

const administration: LocalizedText = {
	de: 'Verwaltung, Büro für Internationale Beziehungen',
	uk: 'Адміністрація, Бюро міжнародних зв’язків',
	en: 'Administration, Office for International Relations',
};
const mayor: LocalizedText = { de: 'Oberbürgermeister', uk: 'Обербургомістр', en: 'Lord Mayor' };

export type PaperKey = 'solidarity-2022' | 'zhytomyr-2023' | 'relief-2023' | 'motion-2024' | 'full-2025';

export const papers: Readonly<Record<PaperKey, ToldPaper>> = {
	'solidarity-2022': {
		dated: '2022',
		kind: 'resolution',
		names: {
			de: 'Solidarität mit der Ukraine und Begründung einer Städtepartnerschaft',
			uk: 'Солідарність з Україною та заснування партнерства міст',
			en: 'Solidarity with Ukraine, and founding of a city partnership',
		},
		summary: {
			de: 'Der Rat verurteilt den Angriff auf die Ukraine, erklärt seine Solidarität und beauftragt die Verwaltung, eine Partnerschaft mit einer ukrainischen Stadt zu begründen.',
			uk: 'Рада засуджує напад на Україну, заявляє про солідарність і доручає адміністрації заснувати партнерство з українським містом.',
			en: 'The council condemns the attack on Ukraine, declares its solidarity and charges the administration with founding a partnership with a Ukrainian city.',
		},
		role: 'decision',
		outcome: 'approved',
		mandates: [
			{
				task: {
					de: 'Eine Partnerschaft mit einer ukrainischen Stadt begründen',
					uk: 'Заснувати партнерство з українським містом',
					en: 'Found a partnership with a Ukrainian city',
				},
				charged: administration,
				due: null,
				state: 'fulfilled',
				on: '2023-02-23',
				evidence: [{ agreementOf: '2023-02-23' }, { paper: 'zhytomyr-2023' }],
			},
		],
	},
	'zhytomyr-2023': {
		dated: '2023-02-09',
		kind: 'proposal',
		names: {
			de: 'Solidaritätspartnerschaft mit der Stadt Schytomyr',
			uk: 'Партнерство солідарності з містом Житомир',
			en: 'Solidarity partnership with the city of Zhytomyr',
		},
		summary: {
			de: 'Dortmund und Schytomyr gehen eine Solidaritätspartnerschaft ein. In zwei Jahren soll daraus eine förmliche Städtepartnerschaft werden.',
			uk: 'Дортмунд і Житомир укладають партнерство солідарності. За два роки воно має стати повноцінним партнерством міст.',
			en: 'Dortmund and Zhytomyr enter into a solidarity partnership. In two years it is to become a formal partnership.',
		},
		role: 'decision',
		outcome: 'approved',
		mandates: [
			{
				task: {
					de: 'Die Vereinbarung über die Solidaritätspartnerschaft unterzeichnen',
					uk: 'Підписати угоду про партнерство солідарності',
					en: 'Sign the agreement on the solidarity partnership',
				},
				charged: mayor,
				due: null,
				state: 'fulfilled',
				on: '2023-02-23',
				evidence: [{ agreementOf: '2023-02-23' }, { paper: 'full-2025' }],
			},
			{
				task: {
					de: 'In zwei Jahren eine förmliche Städtepartnerschaft vorbereiten',
					uk: 'За два роки підготувати повноцінне партнерство міст',
					en: 'Prepare a formal partnership in two years',
				},
				charged: administration,
				due: '2025-02-09',
				state: 'fulfilled',
				on: '2025-05-22',
				evidence: [{ paper: 'full-2025' }],
			},
		],
	},
	'relief-2023': {
		dated: '2023-03-23',
		kind: 'report',
		names: {
			de: 'Humanitäre Hilfe für von Krisen und Krieg betroffene Länder: Türkei, Syrien, Ukraine',
			uk: 'Гуманітарна допомога країнам, що постраждали від криз і війни: Туреччина, Сирія, Україна',
			en: 'Humanitarian aid for countries hit by crises and war: Türkiye, Syria, Ukraine',
		},
		summary: {
			de: 'Gemeinsame Vorlage über die Hilfe der Stadt für das Erdbebengebiet in der Türkei und in Syrien und weiterhin für die Ukraine.',
			uk: 'Спільний документ про допомогу міста зоні землетрусу в Туреччині та Сирії і надалі Україні.',
			en: 'A joint paper on the city’s aid for the earthquake area in Türkiye and Syria, and still for Ukraine.',
		},
		role: 'notice',
		outcome: 'noted',
		mandates: [],
	},
	'motion-2024': {
		dated: '2024-06-26',
		kind: 'motion',
		names: {
			de: 'Vollwertige Städtepartnerschaft mit Schytomyr im ersten Halbjahr 2025',
			uk: 'Повноцінне партнерство міст із Житомиром у першому півріччі 2025 року',
			en: 'Full partnership with Zhytomyr in the first half of 2025',
		},
		summary: {
			de: 'Antrag nach der Reise einer Delegation von 19 Personen: Die Partnerschaft soll im ersten Halbjahr 2025 unterzeichnet werden.',
			uk: 'Подання після поїздки делегації з 19 осіб: партнерство має бути підписане в першому півріччі 2025 року.',
			en: 'A motion after the journey of a delegation of 19: the partnership is to be signed in the first half of 2025.',
		},
		mandates: [],
	},
	'full-2025': {
		dated: '2025-05-22',
		kind: 'proposal',
		names: {
			de: 'Städtepartnerschaft mit der Stadt Schytomyr',
			uk: 'Партнерство міст із містом Житомир',
			en: 'Full partnership with the city of Zhytomyr',
		},
		summary: {
			de: 'Der Rat beschließt die vollwertige Städtepartnerschaft mit Schytomyr.',
			uk: 'Рада ухвалює повноцінне партнерство міст із Житомиром.',
			en: 'The council decides on the full partnership with Zhytomyr.',
		},
		role: 'decision',
		outcome: 'approved',
		mandates: [
			{
				task: {
					de: 'Die Vereinbarung über die Städtepartnerschaft unterzeichnen',
					uk: 'Підписати угоду про партнерство міст',
					en: 'Sign the agreement on the full partnership',
				},
				charged: mayor,
				due: null,
				state: 'fulfilled',
				on: '2025-07-09',
				evidence: [{ agreementOf: '2025-07-09' }],
			},
			{
				task: {
					de: 'Dem Rat über die Ergebnisse der Partnerschaft berichten (Beispiel)',
					uk: 'Прозвітувати раді про результати партнерства (приклад)',
					en: 'Report to the council on the results of the partnership (example)',
				},
				charged: administration,
				due: '2026-12-31',
				state: 'in-work',
			},
		],
	},
};
