/** A phrase without the stop or comma that ends it in a list or sentence. */
export function dropStop(text: string): string {
	const trimmed = text.trim();
	if (
		/(?<![\p{L}])(?:шт|уп|од|кг|л|т|stk|st|usw|etc|ca|пар|компл|фл|д|тд|т\.\s?д|тощо|pcs|szt|kg|itp|itd)\.$/iu.test(
			trimmed,
		)
	)
		return trimmed;
	return trimmed.replace(/\s*[.;,!]+$/u, '') || trimmed;
}
