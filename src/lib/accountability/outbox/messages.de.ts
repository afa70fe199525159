import type { Translation } from '#lib/i18n/catalogue.ts';
import type { english } from './messages.en.ts';

export const german: Translation<typeof english> = {
	title: 'Postausgang',
	lead: 'In der Vorführung verlässt keine Mail diesen Rechner. Hier sehen Sie, was die Menschen bekommen hätten; die Links darin funktionieren.',
	none: 'Es wurde noch keine Mail geschrieben.',
	noneText:
		'Einladungen, Antworten an Geber, Rückfragen an den Partner und Meldungen von Abweichungen erscheinen hier.',
	to: 'An {address}, {when}',
	'state-waiting': 'wartet',
	'state-sending': 'wird gesendet',
	'state-sent': 'gesendet',
	'state-rejected': 'abgewiesen',
	forgotten: 'Der Text wurde nach dem Senden gelöscht.',
};
