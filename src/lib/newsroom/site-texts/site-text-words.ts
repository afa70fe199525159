import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { explainBlockRefusal } from '../articles/markup/block-words.ts';
import type { SiteTextRefusal } from './site-text.ts';
import { siteTextMessages } from './site-text-messages.ts';

/** A refusal in words, with the field it takes the reader to. */
export function explainSiteTextRefusal(refusal: SiteTextRefusal, language: Language): FieldError {
	if ('fault' in refusal) return explainBlockRefusal(refusal, language, 'text');
	const say = speak(siteTextMessages, language);
	if (refusal.kind !== 'only-text') return explainFault(refusal, language, {}, String);
	return { field: 'text', message: say('error-only-text', { block: refusal.block }) };
}
