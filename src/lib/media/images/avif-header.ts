import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { ImageFault } from './image.ts';

/** Where the boxes inside a box begin, counted from its content, for those on the way to the sizes. */
const containers: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0 };

/** Far more than any picture has; a file that claims more is refused before it costs anything. */
const mostBoxes = 2000;

/**
 * The largest size an AVIF file declares for anything in it, from the `ispe` boxes (ISO/IEC 23008-12, 6.5.3), without
 * decoding. The largest counts: the parts of a picture put together from tiles declare themselves as well.
 */
export function readAvifHeader(
	bytes: Uint8Array,
): Result<{ readonly width: number; readonly height: number }, ImageFault> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const found = { width: 0, height: 0, boxes: 0 };
	return readBoxes(view, 0, bytes.length, found) && found.width > 0
		? ok({ width: found.width, height: found.height })
		: refused({ kind: 'image-damaged' });
}

/** False where the boxes do not hold together. */
function readBoxes(
	view: DataView,
	from: number,
	until: number,
	found: { width: number; height: number; boxes: number },
): boolean {
	for (let at = from; at + 8 <= until; ) {
		if (++found.boxes > mostBoxes) return false;
		const declared = view.getUint32(at);
		// 0: to the end of the file. 1: the size follows in eight bytes, more than we take.
		const length = declared === 0 ? until - at : declared;
		if (length < 8 || at + length > until) return false;
		const kind = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at + 4, 4));
		if (kind === 'ispe' && length >= 20) {
			const [width, height] = [view.getUint32(at + 12), view.getUint32(at + 16)];
			if (width * height > found.width * found.height) Object.assign(found, { width, height });
		}
		const inside = Object.hasOwn(containers, kind) ? containers[kind] : undefined;
		if (inside !== undefined && !readBoxes(view, at + 8 + inside, at + length, found)) return false;
		at += length;
	}
	return true;
}
