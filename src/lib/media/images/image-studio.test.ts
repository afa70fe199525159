import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { aPicture, aPictureWithPast, type HostileFile, hostileFiles, pastWords } from '#test/fixtures/images.ts';
import { drawFiles, takePicture } from './image-studio.server.ts';
import { planVariants } from './variants.ts';

async function taken(bytes: Uint8Array) {
	const picture = await takePicture(bytes);
	if (!picture.ok) throw new Error(picture.refusal.kind);
	return picture.value;
}

/** The markers of a JPEG's segments before its pixels, the chunks of a WebP, the brands and items of an AVIF. */
function partsOf(bytes: Buffer, format: string): readonly string[] {
	const parts: string[] = [];
	if (format === 'jpeg') {
		for (let at = 2; bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2))
			parts.push(bytes[at + 1]!.toString(16));
	} else if (format === 'webp') {
		for (let at = 12; at < bytes.length; at += 8 + ((bytes.readUInt32LE(at + 4) + 1) & ~1)) {
			parts.push(bytes.toString('latin1', at, at + 4));
		}
	} else {
		for (const [, kind] of bytes.toString('latin1', 0, 2000).matchAll(/infe.{8}(\w{4})/gs)) parts.push(kind!);
	}
	return parts;
}

/** What a file of ours may hold: JFIF, tables, frame; pixels and transparency; the picture itself. */
const harmless: Readonly<Record<string, RegExp>> = {
	jpeg: /^(e0|db|c0|c2|c4|dd)$/,
	webp: /^(VP8 |VP8L|VP8X|ALPH)$/,
	avif: /^av01$/,
};

describe('a picture that is handed in', () => {
	it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
		'as %s leaves its past behind, in every file drawn of it',
		async (format) => {
			const bytes = await aPictureWithPast({ format, width: 700, height: 500 });
			expect(bytes.includes('CanaryCamera')).toBe(true);
			const master = await taken(bytes);
			const files = await drawFiles(master.bytes, planVariants(master, { x: 20, y: 20 }));
			for (const file of [{ ...master, name: 'master' }, ...files]) {
				const drawn = Buffer.from(file.bytes);
				const what = `${file.name}.${file.format}`;
				for (const word of [...pastWords, 'Exif', 'http://', 'Photoshop', 'ICC_PROFILE', 'Житомир', 'xpacket']) {
					expect(drawn.includes(word), `${word} in ${what}`).toBe(false);
				}
				const parts = partsOf(drawn, file.format);
				expect(parts.length, what).toBeGreaterThan(0);
				for (const part of parts) expect(part, `a part of ${what}`).toMatch(harmless[file.format]!);
				const { exif, xmp, iptc, icc, comments } = await sharp(drawn).metadata();
				expect([exif, xmp, iptc, icc, comments], what).toEqual([undefined, undefined, undefined, undefined, undefined]);
			}
		},
	);

	it('is put upright, and its sides are those it shows', async () => {
		const master = await taken(await aPictureWithPast({ width: 300, height: 200 }));
		expect([master.width, master.height]).toEqual([200, 300]);
	});

	it('suggests what its file says of credit, rights, words and day, and nothing of place and camera', async () => {
		const { suggestions } = await taken(await aPictureWithPast());
		expect(suggestions).toEqual({
			credit: 'Олена Коваль / CanaryCredit Житомир',
			rightsHolder: '© Житомир',
			caption: 'Генератори на подвір’ї',
			alt: 'Два генератори',
			licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
			taken: '2023-03-14',
		});
	});

	it('suggests nothing where its file says nothing', async () => {
		expect((await taken(await aPicture())).suggestions).toEqual({});
	});

	it('stays transparent, and is white where a format knows no transparency', async () => {
		const master = await taken(await aPicture({ format: 'png', transparent: true }));
		expect(master.format).toBe('webp');
		const files = await drawFiles(master.bytes, planVariants(master, { x: 50, y: 50 }));
		const cornerOf = async (format: string) => {
			const file = files.find((each) => each.name === '320' && each.format === format)!;
			return [...(await sharp(file.bytes).ensureAlpha().raw().toBuffer()).subarray(0, 4)];
		};
		expect((await cornerOf('webp'))[3]).toBe(0);
		expect((await cornerOf('jpeg')).slice(0, 3).every((value) => value > 250)).toBe(true);
	});

	it('is drawn in the sizes that were planned, each of which is what it says', async () => {
		const master = await taken(await aPicture({ width: 1000, height: 700 }));
		const plan = planVariants(master, { x: 10, y: 90 });
		const files = await drawFiles(master.bytes, plan);
		expect(files.map(({ name, format }) => `${name}.${format}`)).toEqual(
			plan.map(({ name, format }) => `${name}.${format}`),
		);
		for (const file of files) {
			const { width, height, format } = await sharp(file.bytes).metadata();
			expect([width, height, format]).toEqual([file.width, file.height, file.format === 'avif' ? 'heif' : file.format]);
		}
	});

	it('has crops that keep its focal point', async () => {
		const master = await taken(await aPicture({ width: 1200, height: 400 }));
		const squareOf = async (focal: { x: number; y: number }) => {
			const wanted = planVariants(master, focal).filter(
				({ name, format }) => name === 'square-320' && format === 'jpeg',
			);
			const [file] = await drawFiles(master.bytes, wanted);
			return (await sharp(file!.bytes).stats()).channels[2]!.max;
		};
		// The bright spot lies at 19 per cent from the left; elsewhere blue is at 120.
		expect(await squareOf({ x: 19, y: 19 })).toBeGreaterThan(240);
		expect(await squareOf({ x: 90, y: 50 })).toBeLessThan(140);
	});
});

describe('a hostile file', () => {
	let files: readonly HostileFile[];
	beforeAll(async () => {
		files = await hostileFiles();
	});

	it('is refused for what it is, or drawn anew as a whole: none of sixty ends the process, none is kept in part', async () => {
		expect(files.length).toBeGreaterThanOrEqual(60);
		for (const { what, bytes, because } of files) {
			const picture = await takePicture(bytes);
			if (because) expect([what, picture.ok || picture.refusal.kind]).toEqual([what, because]);
			if (!picture.ok) continue;
			const { width, height } = await sharp(picture.value.bytes, { failOn: 'warning' }).metadata();
			expect([width, height]).toEqual([picture.value.width, picture.value.height]);
			await sharp(picture.value.bytes, { failOn: 'warning' }).raw().toBuffer();
		}
		expect((await takePicture(await aPicture())).ok).toBe(true);
	});
});
