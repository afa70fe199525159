import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk: Translation<typeof en> = {
	busy: 'Зараз надійшло забагато запитів одночасно. Ваш запит не опрацьовано. Спробуйте ще раз за кілька секунд.',
	busyTitle: 'Зачекайте, будь ласка',
	tooLarge: 'Надіслані дані завеликі: не більше ніж {megabytes} МБ. Надішліть їх кількома частинами.',
};
