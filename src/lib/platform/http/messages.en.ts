import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	tooLarge: 'What you sent is too large: {megabytes} MB at most. Send it in several parts.',
} as const satisfies Messages;
