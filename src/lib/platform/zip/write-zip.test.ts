import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import { zipEntryNames } from '#lib/media/documents/zip-entries.ts';
import { writeZip, type ZipEntry } from './write-zip.server.ts';

const at = instant('2023-03-14T09:30:00Z');

async function written(entries: readonly ZipEntry[]): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const part of writeZip(entries, at)) parts.push(part);
	return Buffer.concat(parts);
}

/** The files of an archive as its directory names them, each checked against its sum. */
function unpacked(zip: Buffer): readonly { readonly name: string; readonly bytes: string }[] {
	const end = zip.length - 22;
	expect(zip.readUInt32LE(end)).toBe(0x06054b50);
	let line = zip.readUInt32LE(end + 16);
	expect(line + zip.readUInt32LE(end + 12)).toBe(end);
	return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
		expect(zip.readUInt32LE(line)).toBe(0x02014b50);
		const header = zip.readUInt32LE(line + 42);
		expect(zip.readUInt32LE(header)).toBe(0x04034b50);
		// From the version to the length of the extra field, both say the same.
		expect(zip.subarray(header + 4, header + 30)).toEqual(zip.subarray(line + 6, line + 32));
		const [sum, size, length] = [zip.readUInt32LE(line + 16), zip.readUInt32LE(line + 24), zip.readUInt16LE(line + 28)];
		const name = zip.toString('utf8', line + 46, line + 46 + length);
		const bytes = zip.subarray(header + 30 + length, header + 30 + length + size);
		expect(crc32(bytes)).toBe(sum);
		line += 46 + length;
		return { name, bytes: bytes.toString('base64') };
	});
}

describe('an archive', () => {
	it('holds every file as it came, whatever is in it', async () => {
		const files = fc.uniqueArray(
			fc.record({
				name: fc.stringMatching(/^[a-z]{1,9}(\/[a-z]{1,9})?\.txt$/),
				bytes: fc.uint8Array({ maxLength: 999 }),
			}),
			{ selector: ({ name }) => name, maxLength: 8 },
		);
		await fc.assert(
			fc.asyncProperty(files, async (entries) => {
				const zip = await written(entries);
				const expected = entries.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes).toString('base64') }));
				expect(unpacked(zip)).toEqual(expected);
				expect(zipEntryNames(zip)).toEqual(entries.map(({ name }) => name));
			}),
			{ seed: 42, numRuns: 100 },
		);
	});

	it('is the same for the same files at the same moment, which it says', async () => {
		const files = [{ name: 'a.txt', bytes: Buffer.from('A') }];
		const zip = await written(files);
		expect(zip).toEqual(await written(files));
		// 2023-03-14, 09:30 as DOS writes it.
		expect([zip.readUInt16LE(12), zip.readUInt16LE(10)]).toEqual([(43 << 9) | (3 << 5) | 14, (9 << 11) | (30 << 5)]);
	});

	it('asks for the next file when the one before is written, so that one at a time is held', async () => {
		const asked: string[] = [];
		const files = async function* () {
			for (const name of ['a', 'b']) {
				asked.push(name);
				yield { name, bytes: new Uint8Array(1) };
			}
		};
		const parts = writeZip(files(), at);
		await parts.next();
		await parts.next();
		expect(asked).toEqual(['a']);
		await parts.return(undefined);
	});
});
