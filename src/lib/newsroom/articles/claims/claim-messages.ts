import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** What the desk says of a text's claims beside the records. */
export const claimMessages: Catalogue<typeof en> = { de, uk, en };
