import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk = {
	figures: 'Показники цього матеріалу',
	'figures-lead':
		'Числа в тексті походять із публічної книги обліку допомоги. У тексті стоїть те, що було чинним на момент публікації; тут ви бачите, що чинне сьогодні.',
	'figures-draft':
		'Числа в тексті походять із публічної книги обліку допомоги. В опублікованому тексті стоятиме те, що буде чинним на момент публікації.',
	'figures-moved': {
		one: 'Відтоді змінилося {count} число.',
		few: 'Відтоді змінилося {count} числа.',
		many: 'Відтоді змінилося {count} чисел.',
		other: 'Відтоді змінилося {count} числа.',
	},
	'easy-figures': 'Числа в цьому тексті',
	'easy-figures-lead':
		'У тексті є числа. Ці числа — за день, коли текст опублікували. Згодом числа можуть змінитися. Тут ви бачите обидва числа.',
	'easy-figures-moved': {
		one: 'Сьогодні інше {count} число.',
		few: 'Сьогодні інші {count} числа.',
		many: 'Сьогодні інші {count} чисел.',
		other: 'Сьогодні інші {count} числа.',
	},
	figure: 'Показник',
	published: 'На момент публікації',
	today: 'Сьогодні',
	'easy-published': 'Число в тексті',
	'easy-today': 'Число сьогодні',
	'as-of': 'станом на {moment}',
	same: 'без змін',
	unknown: 'невідомо',
	'measure-needed': 'Потрібно',
	'measure-promised': 'Обіцяно',
	'measure-received': 'Отримано',
	'measure-in-use': 'У використанні',
	'figure-name': '{measure}: {item}',
	'within-days': '{from} — {to}',
	'from-day': 'від {from}',
	'to-day': 'до {to}',
} as const satisfies Translation<typeof en>;
