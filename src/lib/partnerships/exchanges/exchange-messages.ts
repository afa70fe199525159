import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** Exchanges between the people of partner cities: planning, safeguarding, lists. */
export const exchangeMessages: Catalogue<typeof en> = { de, uk, en };
