import type { Translation } from '#lib/i18n/catalogue.ts';
import type { english } from './messages.en.ts';

export const german: Translation<typeof english> = {
	title: 'Was wartet',
	greeting: 'Guten Tag, {name}',
	lead: 'Alles, was jemanden mit Ihrer Rolle braucht, das Wichtigste zuerst.',
	nothing: 'Es wartet nichts auf Sie.',
	nothingText: 'Neue Listen, Angebote, Transporte und Abweichungen erscheinen hier.',
	'task-discrepancies': { one: '{count} offene Abweichung', other: '{count} offene Abweichungen' },
	'task-receipts': { one: '{count} Transport auf dem Weg zu Ihnen', other: '{count} Transporte auf dem Weg zu Ihnen' },
	'task-lists': { one: '{count} Bedarfsliste zu prüfen', other: '{count} Bedarfslisten zu prüfen' },
	'task-submitted': { one: '{count} Bedarf noch nicht offen', other: '{count} Bedarfe noch nicht offen' },
	'task-stale': {
		one: '{count} Bedarf binnen einer Woche zu bestätigen',
		other: '{count} Bedarfe binnen einer Woche zu bestätigen',
	},
	'task-offers': { one: 'Über {count} Angebot entscheiden', other: 'Über {count} Angebote entscheiden' },
	'task-proposals': {
		one: 'Über {count} Zuteilungsvorschlag entscheiden',
		other: 'Über {count} Zuteilungsvorschläge entscheiden',
	},
	'task-loads': { one: '{count} Transport zu beladen', other: '{count} Transporte zu beladen' },
	'text-discrepancies': 'Beschädigtes, Fehlendes oder Zurückgewiesenes. Es bleibt offen, bis es geklärt ist.',
	'text-receipts': 'Bestätigen Sie, was angekommen ist, Stück für Stück, sobald es da ist.',
	'text-lists': 'Einige Zeilen waren nicht sicher. Wählen Sie, was gemeint ist.',
	'text-submitted': 'Bestätigen und öffnen Sie sie, damit sich Güter dafür finden lassen.',
	'text-stale': 'Ein Bedarf, den niemand bestätigt, fällt aus der Zuteilung und von der öffentlichen Seite.',
	'text-offers': 'Der Geber wartet auf eine Antwort.',
	'text-proposals': 'Zugesagt ist erst, was Sie entscheiden.',
	'text-loads': 'Geplant, im Beladen oder versiegelt, noch nicht abgefahren.',
};
