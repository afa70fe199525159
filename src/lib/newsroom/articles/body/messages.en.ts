import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	'as-of': 'as of {moment}',
	today: 'today: {figure}',
	'as-published': 'as published',
	'now-label': 'today',
	credit: 'Image: {credit}',
	licence: 'Licence:',
	'to-map': 'Map and figures: {name}',
	'to-story-line': 'From the resolution to today: {name}',
} as const satisfies Messages;
