import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	newsroom: 'Redaktion',
	terms: 'Themen und Rubriken',
	'terms-lead': 'Eine Liste für das ganze Tandem. Jede Stadt pflegt die Einträge, die sie angelegt hat.',
	'terms-category': 'Rubriken',
	'terms-topic': 'Themen',
	'terms-keyword': 'Schlagwörter',
	'hint-category': 'Wohin ein Artikel gehört.',
	'hint-topic': 'Was man verfolgen kann.',
	'hint-keyword': 'Wonach ein Artikel gefunden wird.',
	'terms-none': 'Noch keine.',
	'term-new': 'Eintrag anlegen',
	'term-kind': 'Art',
	'kind-category': 'Rubrik',
	'kind-topic': 'Thema',
	'kind-keyword': 'Schlagwort',
	'term-names': 'Name',
	'term-names-hint': 'In allen drei Sprachen, weil er in jeder gelesen wird.',
	'term-slug': 'Adresse',
	'term-slug-hint':
		'Kleine Buchstaben, Ziffern und Bindestriche, zum Beispiel energie. Sie lässt sich später nicht ändern.',
	'term-add': 'Anlegen',
	'term-rename': 'Namen ändern',
	'term-retire': 'Stilllegen',
	'term-take-up': 'Wieder verwenden',
	'term-retired': 'Stillgelegt: Neues wird hier nicht mehr eingeordnet',
	'kept-by-other': 'Gepflegt von der Partnerstadt',
	'done-add': 'Der Eintrag ist angelegt.',
	'done-rename': 'Der Name ist geändert.',
	'done-retire': 'Der Eintrag ist stillgelegt.',
	'done-take-up': 'Der Eintrag kann wieder verwendet werden.',
	'error-term-exists': 'Einen Eintrag mit der Adresse „{slug}“ gibt es schon.',
	'error-slug-malformed':
		'„{typed}“ ist keine Adresse: Möglich sind kleine Buchstaben a–z, Ziffern und einzelne Bindestriche.',
};
