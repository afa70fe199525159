import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	yours: 'Sie haben hier einen Text, der nicht gespeichert ist',
	'yours-text': 'Automatisch gesichert am {at}, ausgehend von Stand {revision}.',
	'yours-older':
		'Automatisch gesichert am {at}, ausgehend von Stand {revision}. Inzwischen wurde ein neuerer Stand gespeichert; wenn Sie weiterschreiben, wird nichts davon überschrieben.',
	'go-on': 'Weiterschreiben',
	'throw-away': 'Verwerfen',
	opened: 'Sie schreiben an einem Text weiter, der noch nicht gespeichert ist',
	'opened-text': 'Gesichert am {at}. Mit dem Speichern wird er der nächste Stand.',
	'opened-others':
		'Geschrieben von {name}, gesichert am {at}. Mit dem Speichern wird er der nächste Stand; der Text von {name} bleibt gesichert.',
	earlier: 'Frühere Zwischenstände, die nicht gespeichert wurden',
	'earlier-at': 'Gesichert am {at}',
	others: '{name} hat hier einen Text, der nicht gespeichert ist, gesichert am {at}',
	'others-text':
		'Bitte sprechen Sie sich ab, bevor Sie schreiben. Wenn nötig, können Sie an diesem Text weiterschreiben.',
	look: 'An diesem Text weiterschreiben',
};
