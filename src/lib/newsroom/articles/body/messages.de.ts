import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de = {
	'as-of': 'Stand: {moment}',
	'as-published': 'bei Veröffentlichung',
	'now-label': 'heute',
	credit: 'Bild: {credit}',
	licence: 'Lizenz:',
	'to-map': 'Karte und Zahlen: {name}',
	'to-story-line': 'Vom Beschluss bis heute: {name}',
	'map-text': 'Europakarte mit den beteiligten Städten, jede als ein Punkt. Sie zeigt weder Wege noch Lagerorte.',
	story: 'Was geschehen ist: {name}',
	downloads: 'Zum Herunterladen',
	'in-language': 'auf {language}',
} as const satisfies Translation<typeof en>;
