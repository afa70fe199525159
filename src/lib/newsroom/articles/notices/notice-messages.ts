import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

export const noticeMessages: Catalogue<typeof en> = { de, uk, en };
