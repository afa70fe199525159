import type { Catalogue } from '#lib/i18n/catalogue.ts';
import { german } from './messages.de.ts';
import { english } from './messages.en.ts';
import { ukrainian } from './messages.uk.ts';

export const conditionMessages: Catalogue<typeof english> = { de: german, uk: ukrainian, en: english };
