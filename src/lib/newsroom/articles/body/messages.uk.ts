import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk = {
	'as-of': 'станом на {moment}',
	today: 'сьогодні: {figure}',
	'as-published': 'на момент публікації',
	'now-label': 'сьогодні',
	credit: 'Зображення: {credit}',
	licence: 'Ліцензія:',
	'to-map': 'Карта й показники: {name}',
	'to-story-line': 'Від рішення до сьогодні: {name}',
} as const satisfies Translation<typeof en>;
