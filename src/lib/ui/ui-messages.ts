import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';

/** The words the components themselves say. Whatever a page is about is passed in by the page. */
export const uiMessages: Catalogue<typeof en> = { de, uk, en };
