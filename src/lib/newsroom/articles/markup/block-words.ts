import { type Say, speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FieldError } from '#lib/ui/field.ts';
import type { BlockFault, BlockRefusal } from '../block-refusal.ts';
import { blockMessages } from './block-messages.ts';

/** What is wrong with a text in words, "Block 4, Wörter: …", with the field of the form that holds the text. */
export function explainBlockRefusal(
	{ block, part, fault }: BlockRefusal,
	language: Language,
	field = 'blocks',
): FieldError {
	const say = speak(blockMessages, language);
	const what = sentenceOf(fault, say);
	if (block === 0) return { field, message: what };
	return { field, message: say('fault-in-block', { block, part: say(`part-${part}`), what }) };
}

function sentenceOf(fault: BlockFault, say: Say<(typeof blockMessages)['en']>): string {
	switch (fault.kind) {
		case 'too-long':
			return say('fault-too-long', { longest: fault.longest });
		case 'too-many':
			return say('fault-too-many', { most: fault.most });
		case 'forbidden-character':
			return say('fault-forbidden-character', { character: fault.character });
		case 'no-link':
			return say('fault-no-link', { typed: fault.typed });
		case 'not-closed':
			return say('fault-not-closed', { sign: fault.sign });
		case 'unknown-sign':
			return say('fault-unknown-sign', { typed: fault.typed });
		default:
			return say(`fault-${fault.kind}`);
	}
}
