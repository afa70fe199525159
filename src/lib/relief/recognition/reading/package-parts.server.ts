import { inflateRawSync } from 'node:zlib';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { declaresType } from './guard.ts';
import type { ReadableKind, ReadingRefusal } from './reading-refusal.ts';
import type { ZipPart } from './zip-directory.ts';

/** The text of the XML parts that were asked for, by name. */
export type PackageTexts = ReadonlyMap<string, string>;

/**
 * Unpacks every part once to see that it is no larger than its directory says and, if it is XML, that it declares no
 * document type; so the parsers that follow meet no surprise. Hands back the texts of the parts `wanted` names.
 */
export function checkParts(
	bytes: Uint8Array,
	parts: readonly ZipPart[],
	kind: ReadableKind,
	wanted: (name: string) => boolean,
): Result<PackageTexts, ReadingRefusal> {
	const texts = new Map<string, string>();
	for (const part of parts) {
		const unpacked = unpack(bytes, part);
		if (unpacked?.length !== part.unpackedBytes) return refused({ kind: 'broken-file', found: kind });
		if (!/\.(?:xml|rels|vml)$/i.test(part.name)) continue;
		const text = utf8(unpacked);
		if (declaresType(text)) return refused({ kind: 'unsafe-content', found: kind });
		if (wanted(part.name)) texts.set(part.name, text);
	}
	return ok(texts);
}

function unpack(bytes: Uint8Array, part: ZipPart): Uint8Array | undefined {
	const packed = bytes.subarray(part.dataAt, part.dataAt + part.packedBytes);
	if (part.method === 0) return packed;
	try {
		return inflateRawSync(packed, { maxOutputLength: Math.max(1, part.unpackedBytes) });
	} catch {
		return undefined;
	}
}

/** UTF-8 as all office programs write it; UTF-16, which XML allows too, by its mark. */
function utf8(bytes: Uint8Array): string {
	const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
	return new TextDecoder(marked ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
}
