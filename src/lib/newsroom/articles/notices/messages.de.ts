import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	'review-subject': 'Zur Prüfung: {title}',
	'review-text': `Guten Tag {name},

{by} bittet um die Prüfung dieses Textes:

{title} ({edition})
{link}

Einen Text prüft, wer nicht selbst daran geschrieben hat. Sie können ihn freigeben oder mit einem Hinweis, was zu tun ist, zurückgeben.

Diese Nachricht wurde von Tandem einmalig versandt.`,
	'embargo-subject': 'Eine Sperrfrist bittet um Ihre Zustimmung: {title}',
	'embargo-text': `Guten Tag {name},

{city} schlägt für diesen Artikel eine gemeinsame Sperrfrist bis {until} vor:

{title}
{link}

Bevor Ihre Stadt zugestimmt hat, wird zu diesem Zeitpunkt nichts von selbst veröffentlicht. Auf der Seite des Artikels können Sie der Sperrfrist zustimmen oder sie aufheben.

Diese Nachricht wurde von Tandem einmalig versandt.`,
};
