import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	'record-partnership': 'Partnerschaft',
	'record-paper': 'Ratsvorlage',
	'record-agreement': 'Abkommen',
	'record-theme': 'Thema',
	'record-project': 'Projekt',
	'record-event': 'Veranstaltung',
	'record-exchange': 'Austausch',
	'record-funding': 'Förderung',
	'record-promise': 'Zusage',
	'record-person': 'Person',
	'record-document': 'Dokument',
	'record-report': 'Bericht',
	'record-need': 'Bedarf',
	'record-offer': 'Angebot',
	'record-lot': 'Charge',
	'record-shipment': 'Transport',
	'record-operation': 'Hilfsmaßnahme',
	'choose-send': 'Absenden',
	'choose-search': 'Eintrag suchen',
	'choose-hint':
		'Geben Sie ein Suchwort ein und wählen Sie unter den Treffern, oder fügen Sie eine Adresse ein: die einer Seite dieses Büros oder eine Internetadresse, die mit https:// beginnt.',
	'paste-hint':
		'Fügen Sie die Adresse einer Seite dieses Büros ein oder eine Internetadresse, die mit https:// beginnt.',
};
