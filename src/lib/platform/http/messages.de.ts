import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	tooLarge: 'Die gesendeten Daten sind zu groß: höchstens {megabytes} MB. Bitte senden Sie sie in mehreren Teilen.',
};
