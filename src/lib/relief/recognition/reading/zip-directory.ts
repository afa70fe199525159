import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { ReadingLimits } from './reading-limits.ts';

/** One part of a zip as its central directory lists it (APPNOTE.TXT 4.3.12). */
export interface ZipPart {
	readonly name: string;
	readonly method: number;
	readonly packedBytes: number;
	readonly unpackedBytes: number;
	/** Where the packed bytes begin. */
	readonly dataAt: number;
}

export type ZipRefusal =
	| { readonly kind: 'broken' }
	| { readonly kind: 'encrypted' }
	| { readonly kind: 'unsafe' }
	| { readonly kind: 'too-many-parts' }
	| { readonly kind: 'unpacks-too-large' };

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const longestComment = 65_535;

/**
 * Reads the directory of a zip without unpacking anything and refuses what no office program writes: parts that
 * overlap (the "better zip bomb"), that claim another name or method locally, that leave their folder, that are
 * encrypted, or that would unpack to more than the limits allow. Zip64 is refused as broken: a list needs no 4 GB.
 */
export function readZipDirectory(bytes: Uint8Array, limits: ReadingLimits): Result<readonly ZipPart[], ZipRefusal> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = findEnd(view);
	if (end === undefined) return refused({ kind: 'broken' });
	const count = view.getUint16(end + 10, true);
	const directoryAt = view.getUint32(end + 16, true);
	if (count > limits.packedParts) return refused({ kind: 'too-many-parts' });

	const parts: ZipPart[] = [];
	const names = new Set<string>();
	let at = directoryAt;
	let total = 0;
	for (let index = 0; index < count; index++) {
		const entry = readEntry(view, bytes, at);
		if (!entry.ok) return entry;
		const { part, next } = entry.value;
		total += part.unpackedBytes;
		if (total > limits.unpackedBytes || swells(part, limits)) return refused({ kind: 'unpacks-too-large' });
		if (names.has(part.name)) return refused({ kind: 'unsafe' });
		names.add(part.name);
		parts.push(part);
		at = next;
	}
	return overlap(parts, directoryAt) ? refused({ kind: 'unsafe' }) : ok(parts);
}

function findEnd(view: DataView): number | undefined {
	const lowest = Math.max(0, view.byteLength - 22 - longestComment);
	for (let at = view.byteLength - 22; at >= lowest; at--) {
		if (view.getUint32(at, true) === endSignature) return at;
	}
	return undefined;
}

function readEntry(view: DataView, bytes: Uint8Array, at: number): Result<{ part: ZipPart; next: number }, ZipRefusal> {
	if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) return refused({ kind: 'broken' });
	const flags = view.getUint16(at + 8, true);
	const method = view.getUint16(at + 10, true);
	const packedBytes = view.getUint32(at + 20, true);
	const unpackedBytes = view.getUint32(at + 24, true);
	const nameLength = view.getUint16(at + 28, true);
	const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	const localAt = view.getUint32(at + 42, true);
	if (next > view.byteLength || packedBytes === 0xffffffff) return refused({ kind: 'broken' });
	if ((flags & 0x41) !== 0) return refused({ kind: 'encrypted' });
	if (method !== 0 && method !== 8) return refused({ kind: 'broken' });
	const name = bytesAsName(bytes.subarray(at + 46, at + 46 + nameLength));
	if (leavesItsFolder(name)) return refused({ kind: 'unsafe' });

	if (localAt + 30 > view.byteLength || view.getUint32(localAt, true) !== localSignature)
		return refused({ kind: 'broken' });
	const localName = bytes.subarray(localAt + 30, localAt + 30 + view.getUint16(localAt + 26, true));
	if (view.getUint16(localAt + 8, true) !== method || bytesAsName(localName) !== name)
		return refused({ kind: 'unsafe' });
	const dataAt = localAt + 30 + localName.length + view.getUint16(localAt + 28, true);
	if (dataAt + packedBytes > view.byteLength) return refused({ kind: 'broken' });
	if (method === 0 && packedBytes !== unpackedBytes) return refused({ kind: 'broken' });
	return ok({ part: { name, method, packedBytes, unpackedBytes, dataAt }, next });
}

/** Names of office parts are ASCII; UTF-8 covers those of pictures inside. */
function bytesAsName(bytes: Uint8Array): string {
	return new TextDecoder('utf-8').decode(bytes);
}

function leavesItsFolder(name: string): boolean {
	return name.startsWith('/') || name.includes('\\') || name.includes('\0') || name.split('/').includes('..');
}

function swells(part: ZipPart, limits: ReadingLimits): boolean {
	return part.unpackedBytes > 1_000_000 && part.unpackedBytes > part.packedBytes * limits.packingRatio;
}

function overlap(parts: readonly ZipPart[], directoryAt: number): boolean {
	const inOrder = [...parts].sort((a, b) => a.dataAt - b.dataAt);
	return inOrder.some((part, index) => {
		const follower = inOrder[index + 1]?.dataAt ?? directoryAt;
		return part.dataAt + part.packedBytes > follower;
	});
}
