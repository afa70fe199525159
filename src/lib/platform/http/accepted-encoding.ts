/** The encodings the server can write, best first. */
const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/**
 * The encoding to answer in, out of Accept-Encoding (RFC 9110, 12.5.3): the one the reader weights highest, brotli where
 * that leaves a choice; undefined where the reader takes none of ours.
 */
export function acceptedEncoding(header: string | undefined): Encoding | undefined {
	const weights = new Map<string, number>();
	for (const part of (header ?? '').toLowerCase().split(',')) {
		const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
		const quality = parameters.find((parameter) => parameter.startsWith('q='));
		weights.set(name, quality === undefined ? 1 : Number(quality.slice(2)) || 0);
	}
	const weightOf = (encoding: Encoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
	const best = encodings.toSorted((a, b) => weightOf(b) - weightOf(a))[0]!;
	return weightOf(best) > 0 ? best : undefined;
}

/** Texts shrink to a fifth; pictures, fonts and archives are compressed already. */
const texts = /^(text\/|application\/(json|javascript|xml|manifest\+json|[\w.+-]+\+(json|xml))|image\/svg\+xml)/;

export function isCompressible(contentType: string): boolean {
	return texts.test(contentType) && !contentType.startsWith('text/event-stream');
}
