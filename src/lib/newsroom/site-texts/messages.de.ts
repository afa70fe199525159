import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de = {
	imprint: 'Impressum',
	privacy: 'Datenschutz',
	accessibility: 'Barrierefreiheit',
	'easy-language': 'Leichte Sprache',
	'none-title': 'Diese Seite entsteht noch',
	'none-text': 'Die Stadt hat sie noch nicht veröffentlicht.',
	'other-language': 'Diese Seite gibt es noch nicht auf Deutsch. Sie lesen sie in einer anderen Sprache.',
	changed: 'Stand: {date}',
	'texts-title': 'Seiten des Auftritts',
	'texts-lead':
		'Was Gesetz und Öffentlichkeit am Fuß jeder Seite erwarten. Jede Stadt verantwortet ihre eigenen Worte; was Sie speichern, ist sofort öffentlich.',
	'column-page': 'Seite',
	written: 'vorhanden',
	missing: 'fehlt',
	'form-kicker': 'Seiten des Auftritts',
	'form-label': 'Text ({language})',
	'form-hint':
		'Eine leere Zeile beginnt einen neuen Absatz. ## vor einer Zeile macht sie zur Überschrift, - zu einer Liste. **hervorgehoben**, [Link](https://…). Ein leerer Text nimmt Ihre Stadt von der Seite.',
	save: 'Speichern und veröffentlichen',
	saved: 'Gespeichert. Leserinnen und Leser sehen es sofort.',
	'see-page': 'Öffentliche Seite ansehen',
	'now-public': 'Was jetzt öffentlich zu lesen ist',
	'error-only-text':
		'Absatz {block}: Diese Seite enthält nur Text, Überschriften und Listen. Bitte lassen Sie Zitate, Bilder, Zahlen und Zeichen in [[ ]] weg.',
} as const satisfies Translation<typeof en>;
