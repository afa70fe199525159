import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de = {
	link: 'Vor der Öffentlichkeit verbergen oder wieder zeigen',
	hide: 'Sofort verbergen',
	show: 'Verbergen Ihrer Stadt zurücknehmen',
	'title-hide': 'Beitrag vor der Öffentlichkeit verbergen',
	'title-show': 'Beitrag wieder zeigen',
	'lead-hide':
		'Er verschwindet binnen einer Minute aus allen öffentlichen Seiten, Feeds und Bildern, in jeder Sprache, als wäre er nie da gewesen. Jede der Städte kann das allein. Wenn Leserinnen und Leser erfahren sollen, warum ein Beitrag fehlt, ziehen Sie ihn stattdessen zurück.',
	'lead-show': 'Der Beitrag ist wieder öffentlich, sobald ihn keine Stadt mehr verbirgt.',
	'by-others': 'Ihre Partnerstadt verbirgt diesen Beitrag.',
	reason: 'Grund (für die Akten, nicht öffentlich)',
	back: 'Zurück zum Beitrag',
} as const satisfies Translation<typeof en>;
