import { parsePlainDate } from '#lib/kernel/plain-date.ts';
import type { Suggestions } from './image.ts';

/** Blocks of a file's metadata by their usual names, as a reader of EXIF, IPTC and XMP gives them; anything may be missing. */
export type RawMetadata = Readonly<Record<string, unknown>>;

/** What cameras write where nobody wrote anything. */
const cameraWords = new Set([
	'olympus digital camera',
	'sony dsc',
	'samsung',
	'samsung camera pictures',
	'dcim',
	'dig',
	'digital camera',
	'default',
	'untitled',
	'screenshot',
	'minolta digital camera',
]);

/**
 * What may be put into the form of an image, out of what its file says (IPTC Photo Metadata 2023.2, EXIF 3.0). Only these
 * fields are ever taken over: where a picture was taken, with which camera and by which program it went is nobody's business.
 */
export function suggestionsOf(raw: RawMetadata): Suggestions {
	const at = (block: string, field: string): string => plain(partOf(partOf(raw, block), field));
	const first = (...candidates: readonly string[]): string | undefined => candidates.find((text) => text !== '');
	const author = first(at('dc', 'creator'), at('iptc', 'Byline'), at('ifd0', 'Artist'));
	const agency = first(at('photoshop', 'Credit'), at('iptc', 'Credit'));
	const credit = author && agency && author !== agency ? `${author} / ${agency}` : (author ?? agency);
	const address = at('xmpRights', 'WebStatement');
	const found = {
		credit: credit?.slice(0, 200),
		rightsHolder: first(at('dc', 'rights'), at('iptc', 'CopyrightNotice'), at('ifd0', 'Copyright'))?.slice(0, 200),
		caption: first(at('dc', 'description'), at('iptc', 'Caption'), at('ifd0', 'ImageDescription'))?.slice(0, 500),
		alt: at('Iptc4xmpCore', 'AltTextAccessibility').slice(0, 500) || undefined,
		licenceUrl: /^https:\/\/\S{1,300}$/.test(address) && URL.canParse(address) ? address : undefined,
		taken: first(
			...[at('exif', 'DateTimeOriginal'), at('photoshop', 'DateCreated'), at('iptc', 'DateCreated')].map(dayIn),
		),
	};
	return Object.fromEntries(Object.entries(found).filter(([, text]) => text !== undefined));
}

function partOf(from: unknown, key: string): unknown {
	return typeof from === 'object' && from !== null && Object.hasOwn(from, key)
		? (from as Readonly<Record<string, unknown>>)[key]
		: undefined;
}

/** A text without what steers rather than says: control characters and marks that turn the reading direction. */
function plain(value: unknown): string {
	if (Array.isArray(value)) {
		return value
			.slice(0, 5)
			.map(plain)
			.filter((text) => text !== '')
			.join(', ');
	}
	if (typeof value === 'object' && value !== null) return plain(partOf(value, 'value'));
	if (typeof value !== 'string') return '';
	const text = unescaped(decoded(value.slice(0, 4000)))
		.replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/gu, '')
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
	return cameraWords.has(text.toLowerCase()) ? '' : text.isWellFormed() ? text : '';
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XMP is XML, and its readers leave what XML escapes as it stands (XML 1.0, 4.1 and 4.6). */
function unescaped(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
		if (name) return named[String(name).toLowerCase()] ?? whole;
		const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
		return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
}

/** EXIF and IPTC hold bytes, and readers take each for a letter; nearly everybody means UTF-8. */
function decoded(text: string): string {
	if (!/[\u0080-\u00ff]/.test(text) || /[\u0100-\uffff]/.test(text)) return text;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
	} catch {
		return text;
	}
}

/** "2023:03:14 10:11:12", "2023-03-14T10:11:12", "20230314": the day a camera's clock or a person wrote, in the place's own time. */
function dayIn(text: string): string {
	const parts = /^(\d{4})[:-]?(\d{2})[:-]?(\d{2})/.exec(text);
	const day = parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : '';
	return parsePlainDate(day) && day > '1826' ? day : '';
}
