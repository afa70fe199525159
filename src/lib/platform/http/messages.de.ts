import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	busy: 'Gerade sind zu viele Anfragen gleichzeitig eingegangen. Ihre Anfrage wurde nicht bearbeitet. Bitte versuchen Sie es in einigen Sekunden erneut.',
	busyTitle: 'Einen Moment bitte',
	tooLarge: 'Die gesendeten Daten sind zu groß: höchstens {megabytes} MB. Bitte senden Sie sie in mehreren Teilen.',
};
