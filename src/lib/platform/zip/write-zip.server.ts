import { crc32 } from 'node:zlib';
import type { Instant } from '#lib/kernel/instant.ts';

/** A file of an archive; its name is plain ASCII, with "/" between folders. */
export interface ZipEntry {
	readonly name: string;
	readonly bytes: Uint8Array;
}

const stored = 0;
const version = 20;
/** Names and texts are UTF-8 (bit 11). */
const flags = 0x0800;
/** Above it an archive needs the fields of ZIP64. */
const mostBytes = 0xffff_ffff;

/**
 * A ZIP archive, piece by piece, as its files come (PKWARE APPNOTE 6.3): one file at a time is held in memory, and nothing is
 * compressed, for pictures and PDFs are already. The same files at the same moment give the same bytes. Throws above 4 GB.
 */
export async function* writeZip(
	entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
	at: Instant,
): AsyncGenerator<Uint8Array> {
	const directory: Buffer[] = [];
	let offset = 0;
	for await (const entry of entries) {
		const name = Buffer.from(entry.name);
		const common = fieldsOf(entry, name, at);
		const header = Buffer.concat([signature(0x04034b50), common, name]);
		const beginning = Buffer.alloc(14);
		beginning.writeUInt32LE(offset, 10);
		directory.push(Buffer.concat([signature(0x02014b50), uint16(version), common, beginning, name]));
		offset += header.length + entry.bytes.length;
		if (offset > mostBytes) throw new Error('an archive above 4 GB');
		yield header;
		yield entry.bytes;
	}
	const size = directory.reduce((sum, { length }) => sum + length, 0);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(directory.length, 4);
	end.writeUInt16LE(directory.length, 6);
	end.writeUInt32LE(size, 8);
	end.writeUInt32LE(offset, 12);
	yield Buffer.concat([...directory, signature(0x06054b50), end]);
}

/** What the header of a file and its line in the directory have in common: from the version needed to the extra field's length. */
function fieldsOf({ bytes }: ZipEntry, name: Buffer, at: Instant): Buffer {
	const fields = Buffer.alloc(26);
	const moment = new Date(at);
	fields.writeUInt16LE(version, 0);
	fields.writeUInt16LE(flags, 2);
	fields.writeUInt16LE(stored, 4);
	fields.writeUInt16LE((moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5), 6);
	fields.writeUInt16LE(
		((moment.getUTCFullYear() - 1980) << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate(),
		8,
	);
	fields.writeUInt32LE(crc32(bytes), 10);
	fields.writeUInt32LE(bytes.length, 14);
	fields.writeUInt32LE(bytes.length, 18);
	fields.writeUInt16LE(name.length, 22);
	return fields;
}

function signature(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function uint16(value: number): Buffer {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16LE(value);
	return bytes;
}
