import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	'line.fixed-by-hand': 'Von Hand festgelegt.',
	'line.promised': 'Bereits bestätigt; bestätigte Zusagen bleiben bestehen.',
	'line.only-need': 'Was von dieser Charge noch frei ist, passt zu keinem anderen offenen Bedarf.',
	'line.enough-for-all': 'Alle {needs} Bedarfe, für die diese Charge infrage kommt, werden vollständig gedeckt.',
	'line.more-urgent': 'Dringlichkeitsstufe {urgency} geht Stufe {waiting} vor, die ebenfalls auf diese Charge wartet.',
	'line.same-destination':
		'{destination}: {delivered} von {requested} ({share}). Auf diese Charge warten nur weitere Bedarfe desselben Zielorts und derselben Stufe.',
	'line.packs-and-minimums':
		'{destination}: {delivered} von {requested} ({share}). Ganze Gebinde und Mindestmengen lassen keine gerechtere Aufteilung dieser Charge zu.',
	'line.substitute': 'Als zugelassener Ersatz gegeben.',
	'line.keeps': 'Davon bleiben {kept} wie bereits zugesagt.',
	'share.same': '{destination}: {delivered} von {requested} ({share}), derselbe Anteil wie {peers}.',
	'share.smaller': '{destination}: {delivered} von {requested} ({share}), kein größerer Anteil als {peers}.',
	'share.whole-units':
		'{destination}: {delivered} von {requested} ({share}). Mit einer Einheit weniger wäre der Anteil nicht größer als jetzt der von {peers}.',
	'share.peer': '{destination} ({delivered} von {requested}, {share})',
	'share.per-person': '{rate} je Person',
	'share.of-minimum': '{share} der Mindestversorgung',
	'share.and-more': { one: 'ein weiterer Zielort', other: '{count} weitere Zielorte' },
	'unmet.no-lots': 'Es gibt keine Charge.',
	'unmet.no-compatible-lot': 'Keine Charge passt (insgesamt {lots}): {obstacles}.',
	'unmet.pack-too-large': {
		one: 'Die einzige passende Charge wird nur in Gebinden abgegeben, die größer sind als die Fehlmenge; das kleinste zählt {smallestPack}.',
		other:
			'Die {count} passenden Chargen werden nur in Gebinden abgegeben, die größer sind als die Fehlmenge; das kleinste zählt {smallestPack}.',
	},
	'unmet.settled-elsewhere': {
		one: 'Die einzige passende Charge ({units}) ist bereits zugesagt oder von Hand festgelegt.',
		other: 'Alle {count} passenden Chargen ({units}) sind bereits zugesagt oder von Hand festgelegt.',
	},
	'unmet.fixed-by-hand': 'Die Menge aus jeder passenden Charge ist von Hand festgelegt.',
	'unmet.minimum-unreachable':
		'Weniger als {minimum} zusätzlich würden nicht helfen, und alle passenden Chargen ergeben höchstens {reachable}.',
	'unmet.minimum-not-reached':
		'Weniger als {minimum} zusätzlich würden nicht helfen, und was nach vordringlichen Bedarfen bleibt, erreicht diese Menge nicht. {account}',
	'unmet.packs-and-minimums': 'Ganze Gebinde und Mindestmengen lassen nicht mehr zu. {account}',
	'unmet.all-given': {
		one: 'Die einzige passende Charge geht vollständig hierher ({own}). Mehr ist nicht vorhanden.',
		other: 'Alle {count} passenden Chargen gehen vollständig hierher ({own}). Mehr ist nicht vorhanden.',
	},
	'unmet.below-cut-off': '{account} {destination}: {delivered} von {requested} ({share}) in Stufe {urgency}.',
	'unmet.peers': 'Eine weitere Einheit ginge zulasten von {peers}; dort bliebe kein größerer Anteil als hier jetzt.',
	'account.own': 'Aus den passenden Chargen: {units} hierher',
	'account.nothing': 'Aus den passenden Chargen: nichts hierher',
	'account.more-urgent': '{units} an dringlichere Stufen',
	'account.same-class': '{units} an andere Bedarfe derselben Stufe',
	'account.later': '{units} an nachrangige Bedarfe',
	'account.left': '{units} ungenutzt',
	'left.no-needs': 'Es gibt keinen Bedarf.',
	'left.no-compatible-need': 'Kein Bedarf passt (insgesamt {needs}): {obstacles}.',
	'left.needs-covered': {
		one: 'Der einzige Bedarf, für den diese Charge infrage kommt, ist bereits gedeckt.',
		other: 'Alle {count} Bedarfe, für die diese Charge infrage kommt, sind bereits gedeckt.',
	},
	'left.less-than-a-pack': 'Der Rest ist weniger als ein ganzes Gebinde von {pack}.',
	'left.packs-and-minimums': {
		one: 'Ein Bedarf wartet noch, aber ganze Gebinde oder seine Mindestmenge passen nicht.',
		other: '{count} Bedarfe warten noch, aber ganze Gebinde oder ihre Mindestmengen passen nicht.',
	},
	'obstacle-wrong-item': '{count} anderer Art',
	'obstacle-banned': '{count} von Hand ausgeschlossen',
	'obstacle-substitute-not-accepted': '{count} nur als Ersatz, der nicht akzeptiert wird',
	'obstacle-earmarked-elsewhere': '{count} anderweitig zweckgebunden',
	'obstacle-attribute-unknown': '{count} mit unbekannter geforderter Eigenschaft',
	'obstacle-attribute-differs': '{count} ohne eine geforderte Eigenschaft',
	'obstacle-too-late': '{count} zu spät',
	'obstacle-expires-too-early': '{count} mit zu frühem Ablaufdatum',
	'obstacle-pack-too-large': '{count} in zu großen Gebinden',
	'text.proven': 'Bewiesen: Keine Verteilung ist nach diesen Regeln besser.',
	'text.bounded':
		'Nicht als beste bewiesen: Keine Verteilung kann, nach Stufen gewichtet, mehr als {gap} über dieser liefern.',
	'text.coverage': 'Deckung',
	'text.class': '{name}, Stufe {urgency}: {delivered} von {requested} ({share})',
	'text.allocations': 'Zuteilungen',
	'text.line': '{quantity} aus {lot} für {need} ({destination})',
	'text.line-counts': '{quantity} aus {lot}, gezählt als {covers}, für {need} ({destination})',
	'text.unmet': 'Es fehlen noch',
	'text.unmet-line': '{quantity} für {need} ({destination})',
	'text.left': 'Übrig',
	'text.left-line': '{quantity} aus {lot}',
	'text.none': 'Keine.',
	'command.one-file': 'Nennen Sie eine Instanzdatei oder - für die Standardeingabe.',
	'command.file-not-found': 'Es gibt keine lesbare Datei {file}.',
	'command.unknown-format': 'Unbekanntes Format {format}. Wählen Sie json oder text.',
	'command.faults': {
		one: 'Die Instanz kann nicht verteilt werden. Es gibt einen Fehler:',
		other: 'Die Instanz kann nicht verteilt werden. Es gibt {count} Fehler:',
	},
	'command.violations': {
		one: 'Das Ergebnis hat die unabhängige Prüfung in einem Punkt nicht bestanden. Bitte verwenden Sie es nicht:',
		other: 'Das Ergebnis hat die unabhängige Prüfung in {count} Punkten nicht bestanden. Bitte verwenden Sie es nicht:',
	},
};
