import { ok, type Result, refused } from '#lib/kernel/result.ts';

export interface DecodedText {
	readonly text: string;
	/** WHATWG name, "utf-8" or "windows-1251". */
	readonly encoding: string;
}

export type DecodeRefusal = { readonly kind: 'no-text' } | { readonly kind: 'unknown-encoding' };

/**
 * Decodes a text whose encoding nobody states: byte order mark, else UTF-16 by its zero bytes, else UTF-8 where that is
 * valid, else the eight-bit encoding whose letters make words. Refuses binary data and text no encoding makes sense of.
 */
export function decodeText(bytes: Uint8Array): Result<DecodedText, DecodeRefusal> {
	const marked = byMark(bytes) ?? unmarkedUtf16(bytes);
	if (marked) return decodedAs(bytes, marked);
	if (controlShare(bytes) > 0.01) return refused({ kind: 'no-text' });
	if (isUtf8(bytes)) return decodedAs(bytes, 'utf-8');
	const encoding = eightBitEncoding(bytes);
	return encoding ? decodedAs(bytes, encoding) : refused({ kind: 'unknown-encoding' });
}

/** Decodes by a stated encoding (a mail's charset), and by {@link decodeText} where that is unknown here. */
export function decodeAs(bytes: Uint8Array, stated: string | null): string {
	try {
		if (stated) return new TextDecoder(stated).decode(bytes);
	} catch {
		// A charset nobody knows is no reason to lose the letter: fall through to what the bytes say.
	}
	const decoded = decodeText(bytes);
	return decoded.ok ? decoded.value.text : new TextDecoder('utf-8').decode(bytes);
}

function decodedAs(bytes: Uint8Array, encoding: string): Result<DecodedText, DecodeRefusal> {
	const text = new TextDecoder(encoding).decode(bytes);
	const broken = text.match(/\ufffd|\0/g)?.length ?? 0;
	if (broken > 2 && broken > text.length * 0.02) return refused({ kind: 'unknown-encoding' });
	return ok({ text, encoding });
}

function byMark(bytes: Uint8Array): string | undefined {
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	return undefined;
}

/** Line breaks, digits and separators of a UTF-16 table have one zero byte, always on the same side. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
	const sample = bytes.subarray(0, 4000 - (4000 % 2));
	if (sample.length < 8) return undefined;
	let even = 0;
	let odd = 0;
	for (const [index, byte] of sample.entries()) {
		if (byte !== 0) continue;
		if (index % 2 === 0) even++;
		else odd++;
	}
	const few = sample.length * 0.005;
	const many = sample.length * 0.05;
	if (odd > many && even <= few) return 'utf-16le';
	return even > many && odd <= few ? 'utf-16be' : undefined;
}

function controlShare(bytes: Uint8Array): number {
	const sample = bytes.subarray(0, 100_000);
	let controls = 0;
	for (const byte of sample) {
		if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 26) controls++;
	}
	return controls / Math.max(1, sample.length);
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

const cyrillicCandidates = ['windows-1251', 'koi8-u', 'ibm866', 'x-mac-cyrillic', 'iso-8859-5'] as const;

function eightBitEncoding(bytes: Uint8Array): string | undefined {
	const sample = bytes.subarray(0, 200_000);
	const { high, runs } = highRuns(sample);
	// Cyrillic words are runs of high bytes; a German or Polish word has single ones among ASCII letters.
	if (high / Math.max(1, runs) >= 2.2) {
		const scored = cyrillicCandidates.map((name) => ({ name, score: cyrillicScore(sample, name) }));
		const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
		return best.score > 0.5 && soundsCyrillic(sample, best.name) ? best.name : undefined;
	}
	if (polishLetters(sample)) return 'windows-1250';
	return westernScore(sample) >= 0.5 ? 'windows-1252' : undefined;
}

function highRuns(bytes: Uint8Array): { high: number; runs: number } {
	let high = 0;
	let runs = 0;
	let inside = false;
	for (const byte of bytes) {
		if (byte >= 0x80) high++;
		if (byte >= 0x80 && !inside) runs++;
		inside = byte >= 0x80;
	}
	return { high, runs };
}

/** The share of non-ASCII characters that are lower-case letters of Ukrainian or Russian, or capitals that begin a word. */
function cyrillicScore(bytes: Uint8Array, encoding: string): number {
	const text = new TextDecoder(encoding).decode(bytes);
	const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
	const good = text.match(/[а-щьюяєіїґыэъё]|(?<![А-ЯЄІЇҐа-яєіїґ])[А-ЩЮЯЄІЇҐ]/gu)?.length ?? 0;
	const capitals = text.match(/[А-ЩЬЮЯЄІЇҐ]/gu)?.length ?? 0;
	return Math.max(good, capitals * 0.9) / Math.max(1, foreign);
}

/** The ten commonest letters make up more than half of any Ukrainian or Russian text, and a third of a random one. */
function soundsCyrillic(bytes: Uint8Array, encoding: string): boolean {
	const letters =
		new TextDecoder(encoding)
			.decode(bytes)
			.toLowerCase()
			.match(/[а-яєіїґё]/g) ?? [];
	const common = letters.filter((letter) => 'оаниітервс'.includes(letter)).length;
	return letters.length < 60 || common > letters.length * 0.42;
}

/** ą ę ł ś ż between Latin letters, at places where windows-1252 has signs such as ¹ and ³. */
function polishLetters(bytes: Uint8Array): boolean {
	let found = 0;
	for (let i = 1; i < bytes.length; i++) {
		const byte = bytes[i]!;
		if (
			[0xb9, 0xb3, 0x9c, 0xbf, 0x9f, 0xa3, 0x8c, 0xaf].includes(byte) &&
			isLatin(bytes[i - 1]!) &&
			isLatin(bytes[i + 1] ?? 32)
		)
			found++;
	}
	return found >= 2;
}

function isLatin(byte: number): boolean {
	return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte >= 0xc0;
}

function westernScore(bytes: Uint8Array): number {
	const text = new TextDecoder('windows-1252').decode(bytes);
	const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
	const good = text.match(/[äöüÄÖÜßéèàâêîôûçñáíóúëïœæøå€„“”‚‘’–—•·°²³½µ×«»§\u00a0]/gu)?.length ?? 0;
	return good / Math.max(1, foreign);
}
