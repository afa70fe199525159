import { findMentions } from '../recognition/mentions.ts';

const longest = 120;

/**
 * The words of a phrase that name the thing, without its amount: what is worth remembering when a person says what the
 * phrase means. «генератори 5 кВт – 25 шт.» teaches «генератори 5 кВт». Undefined where too little or too much is left.
 */
export function learnablePhrase(phrase: string): string | undefined {
	const named = phrase.replace(/^\s*(?:[-–—•*·]|\d+[.)](?!\d))\s*/u, '');
	let text = named;
	for (const mention of findMentions(named).toReversed()) {
		const { kind } = mention.measure;
		if (kind === 'name' || kind === 'specification') continue;
		text = `${text.slice(0, mention.from)} ${text.slice(mention.to)}`;
	}
	const bare = text.replace(/\s+/gu, ' ').replace(/^[\s,;:.–—-]+|[\s,;:.–—-]+$/gu, '');
	return bare.length <= longest && (bare.match(/\p{L}/gu)?.length ?? 0) >= 3 ? bare : undefined;
}

/** The same phrase however it is spaced and written: what a learned synonym is unique by. */
export function phraseKey(phrase: string): string {
	return phrase
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[’ʼ`´]/gu, "'")
		.replace(/\s+/gu, ' ')
		.trim();
}
