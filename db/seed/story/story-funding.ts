import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { exampleWords } from './story-cooperation.ts';
import type { OrganisationKey } from './story-directory.ts';

// Who paid for what. The two gifts of 2025 stand in db/seed/story.json, the amount of one of them too; the city's own money
// and the application are examples and say so.

export interface ToldFunding {
	readonly names: LocalizedText;
	readonly funder: OrganisationKey | null;
	readonly programme?: string;
	readonly note: LocalizedText;
	/** From when until when money may be spent; none for goods. */
	readonly period?: readonly [from: string, until: string];
	readonly ratePerCent?: number;
	/** The plan as it would be pasted, with the shares in euro. */
	readonly plan?: { readonly lines: string; readonly total: string; readonly funder: string; readonly own: string };
	readonly moves: readonly {
		readonly to: 'applied' | 'granted' | 'running';
		readonly on: string;
		readonly euro?: string;
	}[];
	readonly vouchers?: readonly ToldVoucher[];
}

export interface ToldVoucher {
	readonly number: string;
	readonly dated: string;
	readonly payee: string;
	readonly purpose: string;
	readonly amount: string;
	readonly line: string;
	readonly paidOn?: string;
	readonly hasScan?: boolean;
}

export const gifts: readonly ToldFunding[] = [
	{
		names: {
			de: '48 Generatoren für Schytomyr',
			uk: '48 генераторів для Житомира',
			en: '48 generators for Zhytomyr',
		},
		funder: 'engagementGlobal',
		note: {
			de: 'Sachleistung; einen Betrag nennen die Quellen nicht. Beispieldatum.',
			uk: 'Допомога речами; суми джерела не називають. Дата — приклад.',
			en: 'Given in goods; the sources name no amount. Example date.',
		},
		moves: [{ to: 'granted', on: '2025-01-27' }],
	},
	{
		names: {
			de: 'Zwei Kantinenküchen für Schytomyr',
			uk: 'Дві кухні-їдальні для Житомира',
			en: 'Two canteen kitchens for Zhytomyr',
		},
		funder: 'giz',
		note: {
			de: 'Sachleistung im Wert von 120.000 €. Beispieldatum.',
			uk: 'Допомога речами вартістю 120 000 €. Дата — приклад.',
			en: 'Given in goods worth €120,000. Example date.',
		},
		moves: [{ to: 'granted', on: '2025-01-27', euro: '120000' }],
	},
];

export const ownMoney: ToldFunding = {
	names: {
		de: 'Transporte nach Schytomyr 2025 (Beispiel)',
		uk: 'Перевезення до Житомира, 2025 (приклад)',
		en: 'Transports to Zhytomyr 2025 (example)',
	},
	funder: null,
	note: exampleWords,
	period: ['2025-01-01', '2025-12-31'],
	plan: {
		lines:
			'1; Spedition Dortmund–Schytomyr (Beispiel); 12.600,00\n2; Verladung und Lager (Beispiel); 2.400,00\n3; Zollpapiere und Versicherung (Beispiel); 1.000,00',
		total: '16.000,00',
		funder: '0',
		own: '16.000,00',
	},
	moves: [
		{ to: 'granted', on: '2025-01-20', euro: '16000' },
		{ to: 'running', on: '2025-01-27' },
	],
	vouchers: [
		{
			number: 'BEISPIEL-101',
			dated: '2025-02-06',
			payee: 'Spedition Muster GmbH',
			purpose: 'Erster Transport (Beispiel)',
			amount: '4.150,00',
			line: '1',
			paidOn: '2025-02-20',
			hasScan: true,
		},
		{
			number: 'BEISPIEL-117',
			dated: '2025-02-13',
			payee: 'Spedition Muster GmbH',
			purpose: 'Zweiter Transport (Beispiel)',
			amount: '4.150,00',
			line: '1',
			paidOn: '2025-02-27',
			hasScan: true,
		},
		{
			number: 'BEISPIEL-123',
			dated: '2025-02-20',
			payee: 'Spedition Muster GmbH',
			purpose: 'Dritter Transport (Beispiel)',
			amount: '4.480,00',
			line: '1',
			paidOn: '2025-03-06',
		},
		{
			number: 'B-2025/44',
			dated: '2025-02-04',
			payee: 'Lagerhaus Beispiel eG',
			purpose: 'Gabelstapler und Paletten (Beispiel)',
			amount: '1.890,50',
			line: '2',
			paidOn: '2025-02-18',
			hasScan: true,
		},
		{
			number: 'B-2025/61',
			dated: '2025-02-18',
			payee: 'Zollagentur Probe',
			purpose: 'Ausfuhrpapiere (Beispiel)',
			amount: '640,00',
			line: '3',
		},
	],
};

/** Days before today on which things happened, so that the demo always has something under way. */
export const application: ToldFunding & { readonly applied: number; readonly starts: number; readonly ends: number } = {
	names: {
		de: 'Werkstatt digitale Verwaltung (Beispiel)',
		uk: 'Майстерня цифрового врядування (приклад)',
		en: 'Workshop on digital administration (example)',
	},
	funder: 'engagementGlobal',
	programme: 'Kleinprojektefonds kommunale Entwicklungspolitik',
	note: exampleWords,
	ratePerCent: 90,
	plan: {
		lines:
			'1; Reisekosten der Gäste (Beispiel); 6.400,00\n2; Dolmetschen (Beispiel); 3.200,00\n3; Räume und Verpflegung (Beispiel); 2.400,00',
		total: '12.000,00',
		funder: '10.800,00',
		own: '1.200,00',
	},
	moves: [],
	applied: 60,
	starts: -30,
	ends: 150,
};
