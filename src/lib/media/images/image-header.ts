import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { zipEntryNames } from '../documents/zip-entries.ts';
import { readAvifHeader } from './avif-header.ts';
import { type ImageFault, type ImageKind, largestImageBytes, leastSide, mostPixels } from './image.ts';

/** What the first bytes of an image say, before any of its pixels is decoded. */
export interface ImageHeader {
	readonly kind: ImageKind;
	readonly width: number;
	readonly height: number;
}

interface Size {
	readonly width: number;
	readonly height: number;
}
type Header = Result<Size, ImageFault>;

const damaged = refused({ kind: 'image-damaged' } as const);
const moves = refused({ kind: 'image-moves' } as const);

/**
 * Reads what kind of image a file is, by its bytes and never by its name, and how large, without decoding it. Refuses
 * everything but JPEG (ITU-T T.81), PNG, WebP (RFC 9649) and AVIF that stand still, and what would take too much room.
 */
export function readImageHeader(bytes: Uint8Array): Result<ImageHeader, ImageFault> {
	if (bytes.length === 0) return refused({ kind: 'image-empty' });
	if (bytes.length > largestImageBytes) return refused({ kind: 'image-too-large', bytes: bytes.length });
	const kind = kindOf(bytes);
	if (!kind.ok) return kind;
	if (isSomethingElseToo(bytes)) return refused({ kind: 'image-is-more' });
	const size = sizeReaders[kind.value](bytes);
	if (!size.ok) return size;
	const { width, height } = size.value;
	if (width === 0 || height === 0) return damaged;
	if (width * height > mostPixels) return refused({ kind: 'image-too-many-pixels', width, height });
	if (Math.min(width, height) < leastSide) return refused({ kind: 'image-too-small', width, height });
	return ok({ kind: kind.value, width, height });
}

const sizeReaders: Readonly<Record<ImageKind, (bytes: Uint8Array) => Header>> = {
	jpeg: jpegSize,
	png: pngSize,
	webp: webpSize,
	avif: readAvifHeader,
};

const text = (bytes: Uint8Array, from: number, until: number) =>
	String.fromCharCode(...bytes.subarray(from, Math.min(until, bytes.length)));

/** Formats that are told from one another to say which one it is. */
const others: readonly (readonly [format: string, magic: string, at?: number])[] = [
	['GIF', 'GIF8'],
	['BMP', 'BM'],
	['TIFF', 'II*\0'],
	['TIFF', 'MM\0*'],
	['BigTIFF', 'II+\0'],
	['Photoshop', '8BPS'],
	['PDF', '%PDF-'],
	['PostScript', '%!PS'],
	['JPEG XL', '\u00ff\u000a'],
	['JPEG XL', '\0\0\0\u000cJXL '],
	['JPEG 2000', '\0\0\0\u000cjP  '],
	['Icon', '\0\0\u0001\0'],
	['ZIP', 'PK\u0003\u0004'],
	['MP4', 'ftypisom', 4],
	['MP4', 'ftypmp4', 4],
	['QuickTime', 'ftypqt', 4],
];

function kindOf(bytes: Uint8Array): Result<ImageKind, ImageFault> {
	const start = text(bytes, 0, 64);
	if (start.startsWith('\u00ff\u00d8\u00ff')) return ok('jpeg');
	if (start.startsWith('\u0089PNG\r\n\u001a\n')) return ok('png');
	if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return ok('webp');
	const brand = start.slice(4, 8) === 'ftyp' ? start.slice(8, 12) : '';
	const compatible = start.slice(16, Math.min(64, bytes[3] ?? 0));
	if (brand === 'avis') return moves;
	if (brand === 'avif' || (/mif1|miaf/.test(brand) && compatible.includes('avif'))) return ok('avif');
	if (/^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(brand)) return refused({ kind: 'image-is-heic' });
	const other = others.find(([, magic, at = 0]) => start.startsWith(magic, at));
	if (other) return refused({ kind: 'image-of-other-kind', format: other[0] });
	const written = text(bytes, 0, 4000).replace(/^[^\x20-\x7e]+/, '');
	if (/<svg[\s>]/i.test(written)) return refused({ kind: 'image-of-other-kind', format: 'SVG' });
	if (/^\s*<(!doctype|html|\?xml)/i.test(written)) return refused({ kind: 'image-of-other-kind', format: 'HTML' });
	return refused({ kind: 'image-unknown' });
}

/** How far into a file, and back from its end, other readers look for their own beginning. */
const edge = 65_557;

/**
 * Whether another program would take the file for one of its own: a PDF, an archive, a page or a script. Such a file is made
 * to be two things at once; drawing it anew would take the other one off, but nobody sends one by mistake.
 */
function isSomethingElseToo(bytes: Uint8Array): boolean {
	if (text(bytes, 0, 1024).includes('%PDF-')) return true;
	if ((zipEntryNames(bytes)?.length ?? 0) > 0) return true;
	const script = /<script[\s>]|<\?php|<!doctype html|<html[\s>]|<svg\s[^>]*xmlns/i;
	return [bytes.subarray(0, edge), bytes.subarray(-edge)].some((part) =>
		script.test(new TextDecoder('latin1').decode(part)),
	);
}

const startsOfFrame = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

function jpegSize(bytes: Uint8Array): Header {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let at = 2;
	while (at + 4 <= bytes.length) {
		if (bytes[at] !== 0xff) return damaged;
		const marker = bytes[at + 1]!;
		if (marker === 0xff) {
			at++;
			continue;
		}
		// Scan data or the end before any frame was declared.
		if (marker === 0xda || marker === 0xd9) return damaged;
		const length = view.getUint16(at + 2);
		if (length < 2) return damaged;
		if (startsOfFrame.has(marker)) {
			if (at + 9 > bytes.length) return damaged;
			return ok({ width: view.getUint16(at + 7), height: view.getUint16(at + 5) });
		}
		at += 2 + length;
	}
	return damaged;
}

function pngSize(bytes: Uint8Array): Header {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 33 || text(bytes, 12, 16) !== 'IHDR') return damaged;
	// An animation is announced before the first pixels (APNG 1.0).
	for (let at = 33; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
		const chunk = text(bytes, at + 4, at + 8);
		if (chunk === 'acTL') return moves;
		if (chunk === 'IDAT') break;
	}
	return ok({ width: view.getUint32(16), height: view.getUint32(20) });
}

function webpSize(bytes: Uint8Array): Header {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 30 || view.getUint32(4, true) + 8 > bytes.length) return damaged;
	const threeBytes = (at: number) => view.getUint16(at, true) + (bytes[at + 2]! << 16);
	switch (text(bytes, 12, 16)) {
		case 'VP8 ':
			if (threeBytes(23) !== 0x2a019d) return damaged;
			return ok({ width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff });
		case 'VP8L': {
			if (bytes[20] !== 0x2f) return damaged;
			const bits = view.getUint32(21, true);
			return ok({ width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 });
		}
		case 'VP8X':
			if ((bytes[20]! & 0x02) !== 0) return moves;
			return ok({ width: threeBytes(24) + 1, height: threeBytes(27) + 1 });
		default:
			return damaged;
	}
}
