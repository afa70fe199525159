import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk = {
	'as-of': 'станом на {moment}',
	'as-published': 'на момент публікації',
	'now-label': 'сьогодні',
	credit: 'Зображення: {credit}',
	licence: 'Ліцензія:',
	'to-map': 'Карта й показники: {name}',
	'to-story-line': 'Від рішення до сьогодні: {name}',
	'map-text':
		'Карта Європи з містами-учасниками; кожне позначено однією точкою. Ні шляхів, ні місць зберігання на ній немає.',
	story: 'Що відбулося: {name}',
	downloads: 'Для завантаження',
	'in-language': 'мова: {language}',
} as const satisfies Translation<typeof en>;
