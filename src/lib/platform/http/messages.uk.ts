import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk: Translation<typeof en> = {
	tooLarge: 'Надіслані дані завеликі: не більше ніж {megabytes} МБ. Надішліть їх кількома частинами.',
};
