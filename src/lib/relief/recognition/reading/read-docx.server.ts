import mammoth from 'mammoth';
import { type Result, refused } from '#lib/kernel/result.ts';
import { checkParts } from './package-parts.server.ts';
import { readMarkup } from './read-blocks.ts';
import type { ReadPart } from './read-document.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { ReadingRefusal } from './reading-refusal.ts';
import type { ZipPart } from './zip-directory.ts';

/** Tables, paragraphs and lists of a Word file. Pictures are left out, deleted text of tracked changes too. */
export async function readDocx(
	bytes: Uint8Array,
	parts: readonly ZipPart[],
	limits: ReadingLimits,
): Promise<Result<ReadPart, ReadingRefusal>> {
	const checked = checkParts(bytes, parts, 'docx', () => false);
	if (!checked.ok) return checked;
	let html: string;
	try {
		const converted = await mammoth.convertToHtml(
			{ buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
			{
				externalFileAccess: false,
				convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
			},
		);
		html = converted.value;
	} catch {
		return refused({ kind: 'broken-file', found: 'docx' });
	}
	return readMarkup(html, limits);
}
