const abbreviations = 'шт|уп|од|кг|л|т|пар|компл|фл|д|тд|т\\.\\s?д|тощо|stk|st|usw|etc|ca|pcs|szt|kg|itp|itd';
const endsAbbreviated = new RegExp(`(?<!\\p{L})(?:${abbreviations})\\.$`, 'iu');

/** A phrase without the stop or comma that ends it in a list or sentence; «200 шт.» keeps its own. */
export function dropStop(text: string): string {
	const trimmed = text.trim();
	const open = trimmed.replace(/[\s;,!]+$/u, '');
	const bare = endsAbbreviated.test(open) ? open : open.replace(/[\s.;,!]+$/u, '');
	return bare || trimmed;
}
