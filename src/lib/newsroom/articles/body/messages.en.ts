import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	'as-of': 'as of {moment}',
	'as-published': 'as published',
	'now-label': 'today',
	credit: 'Image: {credit}',
	licence: 'Licence:',
	'to-map': 'Map and figures: {name}',
	'to-story-line': 'From the resolution to today: {name}',
	'map-text':
		'Map of Europe with the cities that take part, each as one point. It shows no route and no place of storage.',
	story: 'What happened: {name}',
	downloads: 'To download',
	'in-language': 'in {language}',
} as const satisfies Messages;
