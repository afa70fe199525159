import type { Translation } from '#lib/i18n/catalogue.ts';
import type { english } from './messages.en.ts';

export const german: Translation<typeof english> = {
	title: 'Was wartet',
	greeting: 'Guten Tag, {name}',
	lead: 'Alles, was jemanden mit Ihrer Rolle braucht, das Wichtigste zuerst.',
	titleReading: 'Übersicht',
	nothingHere: 'Für Ihre Rolle ist hier nichts zu entscheiden.',
	nothingToDecide:
		'Was Sie lesen und bearbeiten können, steht im Menü, gegliedert nach Bedarf, Transport und Partnerschaft.',
	nothing: 'Es wartet nichts auf Sie.',
	nothingText: 'Neue Listen, Angebote, Transporte und Abweichungen erscheinen hier.',
	'task-discrepancies': { one: '{count} offene Abweichung', other: '{count} offene Abweichungen' },
	'task-receipts': { one: '{count} Transport auf dem Weg zu Ihnen', other: '{count} Transporte auf dem Weg zu Ihnen' },
	'task-lists': { one: '{count} Bedarfsliste zu prüfen', other: '{count} Bedarfslisten zu prüfen' },
	'task-submitted': { one: '{count} Bedarf zu prüfen', other: '{count} Bedarfe zu prüfen' },
	'task-verified': {
		one: '{count} geprüfter Bedarf, noch nicht offen',
		other: '{count} geprüfte Bedarfe, noch nicht offen',
	},
	'task-stale': {
		one: '{count} Bedarf binnen einer Woche zu bestätigen',
		other: '{count} Bedarfe binnen einer Woche zu bestätigen',
	},
	'task-offers': {
		one: '{count} Angebot wartet auf Ihre Entscheidung',
		other: '{count} Angebote warten auf Ihre Entscheidung',
	},
	'task-proposals': {
		one: '{count} Zuteilungsvorschlag wartet auf Ihre Entscheidung',
		other: '{count} Zuteilungsvorschläge warten auf Ihre Entscheidung',
	},
	'task-loads': { one: '{count} Transport zu beladen', other: '{count} Transporte zu beladen' },
	'text-discrepancies': 'Beschädigtes, Fehlendes oder Zurückgewiesenes. Es bleibt offen, bis es geklärt ist.',
	'text-receipts': 'Bestätigen Sie, was angekommen ist, Stück für Stück, sobald es da ist.',
	'text-lists': 'Einige Zeilen waren nicht sicher. Wählen Sie, was gemeint ist.',
	'text-submitted': 'Prüfen und öffnen Sie sie, damit sich Güter dafür finden lassen.',
	'text-verified':
		'Öffnen Sie sie, oder fragen Sie nach der Menge, wo sie unbekannt ist. Nur für offene Bedarfe werden Güter gesucht.',
	'text-stale': 'Ein Bedarf, den niemand bestätigt, fällt aus der Zuteilung und von der öffentlichen Seite.',
	'text-offers': 'Wer anbietet, wartet auf eine Antwort.',
	'text-proposals': 'Zugesagt ist erst, was Sie entscheiden.',
	'text-loads': 'Geplant, in Beladung oder verplombt, noch nicht abgefahren.',
};
