import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de = {
	link: 'Vor der Öffentlichkeit verbergen oder wieder zeigen',
	hide: 'Sofort verbergen',
	show: 'Für Ihre Stadt nicht mehr verbergen',
	'title-hide': 'Artikel vor der Öffentlichkeit verbergen',
	'title-show': 'Artikel wieder zeigen',
	'lead-hide':
		'Er verschwindet binnen einer Minute mit seinen Bildern von allen öffentlichen Seiten und aus allen Feeds, in jeder Sprache, als wäre er nie da gewesen. Jede der Städte kann das allein. Wenn Leserinnen und Leser erfahren sollen, warum ein Artikel fehlt, ziehen Sie ihn stattdessen zurück.',
	'lead-show': 'Der Artikel ist wieder öffentlich, sobald ihn keine Stadt mehr verbirgt.',
	'by-others': 'Ihre Partnerstadt verbirgt diesen Artikel.',
	reason: 'Grund (für die Akten, nicht öffentlich)',
	back: 'Zurück zum Artikel',
} as const satisfies Translation<typeof en>;
