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
	both: '{published} (heute: {today})',
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
	'figures-changed': {
		one: 'Eine Kennzahl dieses veröffentlichten Textes hat sich geändert',
		other: '{count} Kennzahlen dieses veröffentlichten Textes haben sich geändert',
	},
	'figures-changed-text':
		'Die Öffentlichkeit sieht beide Zahlen. Berichtigen Sie den Artikel, wenn seine Worte nicht mehr passen, oder vermerken Sie, dass Sie es gesehen haben.',
	'change-line': 'bei Veröffentlichung {published} ({publishedAsOf}), heute {now} ({nowAsOf})',
	'change-seen': 'Jemand hat es gesehen; der Text bleibt, wie er ist.',
	'correct-article': 'Artikel berichtigen',
	'correct-hint':
		'Beginnt einen neuen Entwurf mit demselben Wortlaut. Mit seiner Veröffentlichung gilt darin die heutige Zahl.',
	'correct-go-on': 'Am neueren Entwurf weiterarbeiten',
	'see-changes': 'Gesehen, der Text bleibt so',
	'articles-changed': {
		one: 'In einem veröffentlichten Artikel hat sich eine Kennzahl geändert',
		other: 'In {count} veröffentlichten Artikeln haben sich Kennzahlen geändert',
	},
	'changed-badge': 'Kennzahl geändert',
	notice: '{name} ({where}): {text}.',
	'notice-as-of': '{name} ({where}): {text} ({asOf}).',
	'mail-subject': {
		one: 'In einem veröffentlichten Artikel hat sich eine Kennzahl geändert',
		other: 'In {count} veröffentlichten Artikeln haben sich Kennzahlen geändert',
	},
	'mail-text':
		'Guten Tag {name},\n\ndie öffentlichen Kennzahlen nennen inzwischen eine andere Zahl als diese veröffentlichten Artikel:\n\n{articles}\n\nDie Öffentlichkeit sieht beide Zahlen. In der Redaktion können Sie einen Artikel berichtigen oder vermerken, dass Sie die Änderung gesehen haben; bis dahin erhalten Sie dazu keine weitere Nachricht.\n\nTandem',
	'mail-article': '{title} ({edition})\n{lines}\n{link}',
	'mail-line': '– {name}, {where}: bei Veröffentlichung {published}, heute {today}',
	picker: 'Kennzahl einfügen',
	'picker-lead':
		'Eine Zahl aus dem öffentlichen Hauptbuch der Hilfe für Ihren Text. Veröffentlicht bleibt sie, was sie war; daneben sieht die Öffentlichkeit, was heute gilt.',
	'picker-measure': 'Was gezählt wird',
	'picker-item': 'Katalogartikel',
	'picker-item-hint': 'Ein Artikel oder eine Kategorie; alles darunter zählt mit.',
	'picker-item-unknown': 'So heißt kein einzelner Artikel. Bitte wählen Sie einen aus.',
	'picker-meant': 'Vielleicht meinen Sie:',
	'picker-scope': 'Wo',
	'scope-operation': 'Hilfsmaßnahmen',
	'scope-partnership': 'Partnerschaften mit allen Hilfsmaßnahmen',
	'picker-from': 'Von',
	'picker-to': 'Bis',
	'picker-days-hint': 'Nur für Angekommenes; es zählt der Tag der Ankunft.',
	'picker-ends-first': 'Der letzte Tag liegt vor dem ersten.',
	'picker-label': 'Beschriftung',
	'picker-label-hint': 'Wenn die Kennzahl in einer eigenen Zeile steht.',
	'picker-show': 'Zahl zeigen',
	'picker-now': 'Was die Öffentlichkeit jetzt sähe',
	'picker-in-line': 'In einem Satz',
	'picker-own-line': 'In einer eigenen Zeile',
	'picker-copy': 'Kopieren Sie die Zeile in den Text. Ein Klick markiert sie ganz.',
	'picker-none': 'Zu „{name}“ gibt es keine Zahl',
	'picker-instead': 'Kennzahlen gibt es zu:',
	'picker-without-days': 'Ohne Tage abfragen',
	'gap-nothing-known': 'Zu diesem Artikel ist dort nichts öffentlich.',
	'gap-quantity-unknown':
		'Mindestens ein Bedarf nennt keine Menge. Was niemand weiß, ist keine Null; deshalb gibt es keine Summe.',
	'gap-units-differ':
		'Was unter diesem Artikel liegt, wird in verschiedenen Einheiten gezählt, die sich nicht addieren lassen. Wählen Sie einen Artikel weiter unten.',
	'gap-only-as-a-whole': 'Nach Tagen lässt sich nur abfragen, was angekommen ist.',
	'gap-week-on-the-border':
		'Von einer Lieferung ist bisher nur die Woche öffentlich, und Ihr erster oder letzter Tag liegt mitten darin. Wählen Sie Anfang oder Ende einer Woche; dreißig Tage nach einer Lieferung ist ihr Tag öffentlich.',
	'help-picker': 'Eine Kennzahl suchen und sehen, wie sie geschrieben wird',
} as const satisfies Translation<typeof en>;
