import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de = {
	'form-title': 'Barriere melden',
	'form-lead':
		'Wenn Sie auf diesen Seiten etwas nicht benutzen oder nicht verstehen können, schreiben Sie uns bitte. Dafür brauchen Sie kein Konto.',
	city: 'An',
	page: 'Um welche Seite geht es?',
	'page-hint': 'Adresse oder Name der Seite. Das Feld darf leer bleiben.',
	message: 'Was hindert Sie?',
	'message-hint': 'Wenn Sie ein Hilfsmittel wie einen Screenreader benutzen, nennen Sie es bitte.',
	email: 'E-Mail-Adresse für unsere Antwort',
	'email-hint':
		'Nur wenn Sie eine Antwort möchten. Wir verwenden sie für nichts anderes und löschen sie 90 Tage nach unserer Antwort.',
	honeypot: 'Bitte leer lassen',
	send: 'Absenden',
	'sent-title': 'Vielen Dank, Ihre Nachricht ist angekommen',
	'sent-text': 'Die Stadt liest sie und antwortet Ihnen, wenn Sie eine Adresse angegeben haben.',
	'error-title': 'Ihre Nachricht ist noch nicht abgesendet',
	'error-email': 'Das ist keine E-Mail-Adresse. Bitte prüfen Sie sie, oder lassen Sie das Feld leer.',
	'error-too-many': 'Aus Ihrem Netz kamen zu viele Nachrichten. Bitte versuchen Sie es in einigen Minuten noch einmal.',
	'error-city': 'Bitte wählen Sie, an wen Sie schreiben.',
	'list-title': 'Nachrichten von Leserinnen und Lesern',
	'list-lead':
		'Was Leserinnen und Leser über Barrieren schreiben. Bitte antworten Sie binnen eines Monats: Wer keine Antwort erhält, kann sich an die Ombudsstelle wenden.',
	'list-none': 'Keine Nachrichten',
	'list-none-text': 'Niemand hat eine Barriere gemeldet.',
	'column-message': 'Nachricht',
	'column-answer': 'Antwort an',
	'column-state': 'Stand',
	'no-address': 'keine Antwort gewünscht',
	received: 'eingegangen am {moment}',
	'no-page': 'keine Seite genannt',
	open: 'Offen',
	settled: 'Erledigt',
	settle: 'Als erledigt vermerken',
	done: 'Die Nachricht ist als erledigt vermerkt. In 90 Tagen wird sie gelöscht.',
} as const satisfies Translation<typeof en>;
