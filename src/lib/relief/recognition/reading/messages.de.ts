import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	'in-sheet': ' im Blatt „{sheet}“',
	'empty-file': 'Die Datei ist leer. Bitte prüfen Sie, ob die richtige Datei ausgewählt und gespeichert wurde.',
	'too-large':
		'Die Datei hat {size} MB; gelesen werden können bis zu {limit} MB. Bitte entfernen Sie Bilder oder teilen Sie die Liste auf.',
	'unpacks-too-large':
		'Entpackt würde die Datei {limit} MB überschreiten. Bitte kopieren Sie die Liste in eine neue, leere Tabelle und senden Sie diese.',
	'too-many-parts':
		'Die Datei besteht aus mehr als {limit} Teilen. Bitte kopieren Sie die Liste in eine neue, leere Tabelle und senden Sie diese.',
	'password-protected':
		'Die Datei ist mit einem Kennwort geschützt. Bitte öffnen Sie sie, speichern Sie sie ohne Kennwort und wählen Sie sie erneut aus.',
	'broken-file':
		'Die Datei sieht aus wie {kind}, ist aber beschädigt. Bitte öffnen Sie sie, speichern Sie sie unter neuem Namen und versuchen Sie es erneut.',
	'unsafe-content':
		'Die Datei sieht aus wie {kind}, enthält aber Teile, die kein Büroprogramm schreibt, und wurde deshalb nicht geöffnet. Bitte kopieren Sie die Liste in eine neue Datei.',
	'unknown-encoding':
		'Die Buchstaben dieses Textes konnten nicht erkannt werden. Bitte speichern Sie ihn als „CSV UTF-8“ oder als Excel-Datei (.xlsx).',
	'too-many-rows':
		'Mehr als {limit} Zeilen sind ausgefüllt{sheet}. Bitte teilen Sie die Liste auf mehrere Dateien auf.',
	'too-many-columns': 'Mehr als {limit} Spalten sind ausgefüllt{sheet}. Bitte behalten Sie nur die Spalten der Liste.',
	'cell-too-long': 'Zeile {line}{sheet} enthält einen Text von mehr als {limit} Zeichen. Bitte kürzen Sie ihn.',
	'text-too-long': 'Der Text hat mehr als {limit} Zeichen. Bitte teilen Sie ihn auf.',
	'sheet-not-found': 'Es gibt kein Blatt „{sheet}“. Die Datei enthält: {present}.',
	'no-lines':
		'Es wurde keine Zeile einer Bedarfsliste gefunden. Bitte prüfen Sie die Datei oder fügen Sie die Liste als Text ein, je Zeile einen Gegenstand.',
	'took-too-long':
		'Das Lesen wurde nach {seconds} Sekunden abgebrochen. Bitte kopieren Sie die Liste in eine neue, leere Tabelle und senden Sie diese.',
	'needed-too-much-memory':
		'Das Lesen wurde abgebrochen, weil die Datei mehr als {limit} MB Arbeitsspeicher brauchte. Bitte kopieren Sie die Liste in eine neue, leere Tabelle und senden Sie diese.',
	'unsupported-pdf':
		'Das ist ein PDF. Bitte erbitten Sie die Liste als Excel- oder Word-Datei, oder kopieren Sie den Text aus dem PDF und fügen Sie ihn hier ein.',
	'unsupported-image':
		'Das ist ein Bild. Bitte erbitten Sie die Liste als Datei, oder geben Sie ihre Zeilen als Text ein.',
	'unsupported-old-word':
		'Das ist eine Word-Datei im alten Format (.doc). Bitte speichern Sie sie als .docx und wählen Sie sie erneut aus.',
	'unsupported-rich-text':
		'Das ist eine RTF-Datei (.rtf). Bitte speichern Sie sie als .docx und wählen Sie sie erneut aus.',
	'unsupported-binary-excel':
		'Das ist eine binäre Excel-Datei (.xlsb). Bitte speichern Sie sie als Excel-Arbeitsmappe (.xlsx) und wählen Sie sie erneut aus.',
	'unsupported-presentation':
		'Das ist eine Präsentation. Bitte kopieren Sie die Liste aus den Folien und fügen Sie sie als Text ein.',
	'unsupported-outlook-message':
		'Das ist eine Outlook-Nachricht (.msg). Bitte speichern Sie sie als .eml, oder kopieren Sie ihren Text und fügen Sie ihn hier ein.',
	'unsupported-archive':
		'Das ist ein Archiv mit gepackten Dateien. Bitte entpacken Sie es und wählen Sie die Liste selbst aus.',
	'unsupported-apple-numbers':
		'Das ist eine Numbers-Datei. Bitte exportieren Sie sie als Excel-Datei (.xlsx) und wählen Sie diese aus.',
	'unsupported-open-text':
		'Das ist ein OpenDocument-Text (.odt). Bitte speichern Sie ihn als .docx und wählen Sie ihn erneut aus.',
	'unsupported-json':
		'Das sind Daten für Programme (JSON). Bitte wählen Sie die Liste als Excel-, Word-, CSV- oder Textdatei.',
	'unsupported-unknown':
		'Diese Art von Datei kann nicht gelesen werden. Bitte wählen Sie Excel, OpenDocument, Word, CSV, E-Mail oder Text.',
	'one-file': 'Nennen Sie eine Datei oder „-“ für die Standardeingabe.',
	'unknown-format': 'Das Format „{format}“ ist keines von json, text.',
	'file-not-found': 'Es gibt keine Datei „{file}“.',
	'column-line': 'Zeile',
	'column-quantity': 'Menge',
	'column-item': 'Gegenstand',
	'column-sure': 'Sicher',
	'column-words': 'Wortlaut',
	'not-understood': '– nicht verstanden –',
	'not-needed': 'nicht benötigt',
	'lines-read': { one: '{count} Zeile gelesen.', other: '{count} Zeilen gelesen.' },
	'lines-sure': { one: '{count} davon braucht keine Prüfung.', other: '{count} davon brauchen keine Prüfung.' },
	'rows-skipped': { one: '{count} Zeile gehört nicht zur Liste:', other: '{count} Zeilen gehören nicht zur Liste:' },
	'skipped-title': 'Titel',
	'skipped-header': 'Spaltenüberschriften',
	'skipped-section': 'Zwischenüberschriften',
	'skipped-subtotal': 'Summen',
	'skipped-empty': 'Leerzeilen',
	'skipped-hidden': 'ausgeblendet',
	'skipped-instruction': 'Ausfüllhinweise',
	'skipped-greeting': 'Anreden und Dank',
	'skipped-prose': 'andere Sätze',
	'skipped-repeated': 'wiederholte Zeilen',
	'skipped-continuation': 'fortgesetzte Bemerkungen',
	'skipped-mail-header': 'Mail-Kopfzeilen',
	'skipped-quoted': 'zitierte Mails',
	'skipped-signature': 'Unterschriften und Kontakte',
	'skipped-attachment': 'nicht lesbare Anhänge',
	'kind-xlsx': 'eine Excel-Datei',
	'kind-xls': 'eine Excel-Datei im alten Format',
	'kind-xml-table': 'eine Tabelle in XML',
	'kind-ods': 'eine OpenDocument-Tabelle',
	'kind-docx': 'eine Word-Datei',
	'kind-html': 'eine Webseite',
	'kind-mail': 'eine gespeicherte E-Mail',
	'kind-csv': 'eine CSV-Datei',
	'kind-text': 'eine Textdatei',
};
