import { isLanguage, type Language } from '#lib/kernel/language.ts';

/**
 * The language of ours a browser prefers by its Accept-Language header (RFC 9110, 12.5.4); German where it names none,
 * because the city that runs this site speaks it. Regions count for their language: "uk-UA" is Ukrainian.
 */
export function acceptedLanguage(header: string | null | undefined): Language {
	let best: Language = 'de';
	let bestWeight = 0;
	for (const part of (header ?? '').slice(0, 500).split(',')) {
		const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
		const language = range.trim().split('-')[0] ?? '';
		const weight = weightOf(parameters);
		if (isLanguage(language) && weight > bestWeight) {
			best = language;
			bestWeight = weight;
		}
	}
	return best;
}

function weightOf(parameters: readonly string[]): number {
	const quality = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='));
	if (quality === undefined) return 1;
	const weight = Number(quality.slice(2));
	return weight >= 0 && weight <= 1 ? weight : 0;
}
