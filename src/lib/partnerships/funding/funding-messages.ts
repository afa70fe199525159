import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** The words of fundings, their plans and vouchers. */
export const fundingMessages: Catalogue<typeof en> = { de, uk, en };
