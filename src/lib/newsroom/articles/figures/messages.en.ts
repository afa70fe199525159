import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	figures: 'The figures of this article',
	'figures-lead':
		'The numbers in this text come from the public ledger of the relief. The text says what held when it was published; here you see what holds today.',
	'figures-draft':
		'The numbers in this text come from the public ledger of the relief. What holds at its publication is what will stand in it.',
	'figures-moved': {
		one: 'One number has changed since then.',
		other: '{count} numbers have changed since then.',
	},
	'easy-figures': 'The numbers in this text',
	'easy-figures-lead':
		'The text has numbers in it. The numbers are from the day the text was published. Numbers can change later. Here you see both numbers.',
	'easy-figures-moved': {
		one: 'One number is different today.',
		other: '{count} numbers are different today.',
	},
	figure: 'Figure',
	published: 'As published',
	today: 'Today',
	'easy-published': 'The number in the text',
	'easy-today': 'The number today',
	'as-of': 'as of {moment}',
	same: 'unchanged',
	unknown: 'not known',
	'measure-needed': 'Needed',
	'measure-promised': 'Promised',
	'measure-received': 'Received',
	'measure-in-use': 'In use',
	'figure-name': '{measure}: {item}',
	'within-days': '{from} to {to}',
	'from-day': 'since {from}',
	'to-day': 'until {to}',
} as const satisfies Messages;
