import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de = {
	figures: 'Die Zahlen dieses Beitrags',
	'figures-lead':
		'Die Zahlen im Text stammen aus dem öffentlichen Hauptbuch der Hilfe. Im Text steht, was bei der Veröffentlichung galt; hier sehen Sie, was heute gilt.',
	'figures-draft':
		'Die Zahlen im Text stammen aus dem öffentlichen Hauptbuch der Hilfe. Im veröffentlichten Text steht, was bei der Veröffentlichung gilt.',
	'figures-moved': {
		one: 'Eine Zahl hat sich seitdem geändert.',
		other: '{count} Zahlen haben sich seitdem geändert.',
	},
	'easy-figures': 'Die Zahlen in diesem Text',
	'easy-figures-lead':
		'In dem Text stehen Zahlen. Die Zahlen sind von dem Tag, an dem der Text veröffentlicht wurde. Zahlen können sich später ändern. Hier sehen Sie beide Zahlen.',
	'easy-figures-moved': {
		one: 'Eine Zahl ist heute anders.',
		other: '{count} Zahlen sind heute anders.',
	},
	figure: 'Kennzahl',
	published: 'Bei Veröffentlichung',
	today: 'Heute',
	'easy-published': 'Die Zahl im Text',
	'easy-today': 'Die Zahl heute',
	'as-of': 'Stand: {moment}',
	same: 'unverändert',
	unknown: 'nicht bekannt',
	'measure-needed': 'Gebraucht',
	'measure-promised': 'Zugesagt',
	'measure-received': 'Angekommen',
	'measure-in-use': 'Im Einsatz',
	'figure-name': '{measure}: {item}',
	'within-days': '{from} bis {to}',
	'from-day': 'seit {from}',
	'to-day': 'bis {to}',
} as const satisfies Translation<typeof en>;
