import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	'fault-in-block': 'Absatz {block}, {part}: {what}',
	'part-kind': 'Art',
	'part-id': 'Kennung',
	'part-text': 'Text',
	'part-level': 'Überschriftenebene',
	'part-items': 'Listenpunkt',
	'part-speaker': 'sprechende Person',
	'part-role': 'Funktion der sprechenden Person',
	'part-image': 'Bild',
	'part-caption': 'Bildunterschrift',
	'part-figure': 'Kennzahl',
	'part-label': 'Beschriftung',
	'part-entries': 'Eintrag der Zeitleiste',
	'part-operation': 'Hilfsmaßnahme',
	'part-document': 'Dokument',
	'part-partnership': 'Partnerschaft',
	'part-years': 'Jahre',
	'fault-not-blocks': 'Der Text ist nicht als Text angekommen. Bitte senden Sie das Formular noch einmal.',
	'fault-unknown-kind': 'Einen Absatz dieser Art gibt es nicht.',
	'fault-unknown-field': 'Der Absatz enthält etwas, das es in seiner Art nicht gibt.',
	'fault-malformed':
		'Das ist nicht so geschrieben, dass Tandem es versteht. Die Schreibhilfe unter dem Feld zeigt, wie es geht.',
	'fault-missing': 'Hier fehlt etwas. Bitte ergänzen Sie es oder entfernen Sie den Absatz.',
	'fault-too-long': 'Zu lang: Möglich sind höchstens {longest} Zeichen.',
	'fault-too-many': 'Zu viele: Möglich sind höchstens {most}.',
	'fault-id-twice': 'Ein anderer Absatz hat dieselbe Kennung.',
	'fault-forbidden-character':
		'Enthält ein unsichtbares Steuerzeichen ({character}). Bitte schreiben Sie die Stelle neu.',
	'fault-no-link':
		'„{typed}“ ist keine Adresse, auf die ein Artikel verweisen darf. Möglich sind https://…, mailto:name@example.org und Pfade dieser Website wie /de/figures.',
	'fault-not-a-day': 'Das ist kein Datum. Schreiben Sie 2023, 2023-03 oder 2023-03-14.',
	'fault-ends-before-it-begins': 'Das Ende liegt vor dem Anfang.',
	'fault-unknown-measure':
		'Eine Kennzahl beginnt mit needed, promised, received oder in-use und darf mit „from“ und „to“ enden.',
	'fault-no-item-code': 'Der Katalogcode fehlt, zum Beispiel PWR-GEN.',
	'fault-not-closed':
		'Ein {sign} ist geöffnet und nicht geschlossen. Um die Zeichen selbst zu schreiben, setzen Sie einen umgekehrten Schrägstrich davor: \\{sign}',
	'fault-unknown-sign':
		'„{typed}“ kennt Tandem hier nicht. Die Schreibhilfe zählt auf, was es gibt; für zwei eckige Klammern im Text setzen Sie umgekehrte Schrägstriche davor: \\[\\[',
};
