import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	'answer-address-malformed': 'das ist keine Adresse',
	'answer-scheme-not-permitted': 'Adressen, die mit „{scheme}:“ beginnen, werden nicht abgerufen',
	'answer-credentials-in-address': 'die Adresse enthält Benutzernamen oder Passwort',
	'answer-address-not-public': '„{host}“ führt nicht ins öffentliche Internet',
	'answer-host-unknown': 'unter dem Namen „{host}“ ist niemand bekannt',
	'answer-too-many-redirects': 'es wurde mehr als {most}-mal weitergeleitet',
	'answer-too-large': 'die Antwort ist größer als {megabytes} MB',
	'answer-too-slow': 'keine Antwort binnen {seconds} Sekunden',
	'answer-stopped': 'es wurde angehalten',
	'answer-connection-failed': 'die Verbindung ist gescheitert ({code})',
	'answer-not-json-html': 'statt Daten kam eine Internetseite',
	'answer-not-json-text': 'die Daten waren beschädigt oder abgeschnitten',
	'answer-not-json-nothing': 'es kam eine leere Antwort',
	'answer-not-a-list': 'erwartet war eine Liste, es kam „{found}“',
	'answer-status': 'der Server hat mit {status} geantwortet',
};
