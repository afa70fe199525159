import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	busy: 'Too many people are here at the same time. What you sent was not looked at. Please try again in a few seconds.',
	busyTitle: 'One moment, please',
	tooLarge: 'What you sent is too large: {megabytes} MB at most. Send it in several parts.',
} as const satisfies Messages;
