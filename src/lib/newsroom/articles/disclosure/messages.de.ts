import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	tellings: 'Das könnte zu viel verraten',
	'tellings-hint':
		'Bitte prüfen Sie diese Stellen, bevor der Text weitergeht: Niemand soll daraus erfahren, wo Menschen und Güter unterwegs sind, wo sie untergebracht sind oder wer fährt.',
	'in-head': 'Überschrift und Vorspann',
	'in-block': 'Absatz {block}',
	'telling-movement': 'Fahrt',
	'telling-route': 'Strecke',
	'telling-crossing': 'Grenzübergang',
	'telling-place': 'Lager oder Schutzraum',
	'telling-plate': 'Kennzeichen',
	'telling-driver': 'Fahrerin oder Fahrer mit Namen',
	'telling-minor': 'Minderjährige mit Namen',
	consents: 'Transporte, von denen der Artikel berichtet',
	'consents-hint':
		'Von einem Transport, der noch nicht öffentlich ist, darf ein Artikel nur berichten, wenn beide Städte zustimmen. Die Zustimmung der anderen Stadt gilt für die Texte, die sie gelesen hat; ändert sich einer, wird sie neu gebraucht. Sie kann bis zur Veröffentlichung zurückgenommen werden.',
	'is-public': 'öffentlich',
	'is-hidden': 'vor der Öffentlichkeit verborgen',
	'not-public': 'noch nicht öffentlich',
	'may-be-told': 'beide Städte stimmen zu',
	'city-consents': '{city} stimmt zu.',
	'city-outdated': '{city} hat einem früheren Stand des Textes zugestimmt, diesem nicht.',
	'city-has-not': '{city} hat nicht zugestimmt.',
	'not-your-shipment': 'Ein Transport, an dem Ihre Stadt nicht beteiligt ist',
	shipment: 'Transport {number}',
	'consent-give': 'Für {number} zustimmen',
	'consent-take-back': 'Zustimmung für {number} zurücknehmen',
};
