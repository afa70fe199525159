import exifr from 'exifr';
import type { Metadata } from 'sharp';
import type { Suggestions } from './image.ts';
import { type RawMetadata, suggestionsOf } from './suggestions.ts';

const wanted = {
	tiff: true,
	exif: true,
	gps: false,
	iptc: true,
	xmp: true,
	icc: false,
	jfif: false,
	mergeOutput: false,
	reviveValues: false,
	translateValues: false,
};

/**
 * What a file says of credit, rights, caption and day. The blocks are handed to the reader in the frame of a JPEG, whatever
 * format they came in: it reads that one without fail. A block it cannot read suggests nothing.
 */
export async function readSuggestions(metadata: Metadata): Promise<Suggestions> {
	const header = jpegHeaderOf(metadata);
	if (header.length === 4) return {};
	try {
		const raw = (await exifr.parse(header, wanted)) as RawMetadata | undefined;
		return suggestionsOf(raw ?? {});
	} catch {
		return {};
	}
}

function jpegHeaderOf({ exif, xmp, iptc }: Metadata): Buffer {
	const named = (name: string, block: Buffer | undefined) =>
		block && Buffer.concat([Buffer.from(name, 'latin1'), block]);
	const bare = exif?.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif;
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		segment(0xe1, named('Exif\0\0', bare)),
		segment(0xe1, named('http://ns.adobe.com/xap/1.0/\0', xmp)),
		segment(0xed, iptc),
		Buffer.from([0xff, 0xd9]),
	]);
}

/** Nothing where there is no block, or one too long for a segment. */
function segment(marker: number, content: Buffer | undefined): Buffer {
	if (!content || content.length > 65_533) return Buffer.alloc(0);
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(content.length + 2, 2);
	return Buffer.concat([head, content]);
}
