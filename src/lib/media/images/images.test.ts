import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import { pngClaiming } from '#test/fixtures/images.ts';
import { clickWidth, fieldOfPoint, focalFields, pointOfClick, pointOfField } from './focal-point.ts';
import { type ImageRecord, type PublicImageId, releaseFaults } from './image.ts';
import { fileNameOf, parseFileName } from './image-address.ts';
import { ImageCache } from './image-cache.ts';
import { parseFocalPoint, parseImageFacts } from './image-form.ts';
import { readImageHeader } from './image-header.ts';
import { explainImageFault, imageRefusalText, releaseFaultText } from './image-words.ts';
import { pictureOf } from './picture.ts';
import { suggestionsOf } from './suggestions.ts';
import { cropAround, planVariants } from './variants.ts';

const size = fc.record({ width: fc.integer({ min: 64, max: 9000 }), height: fc.integer({ min: 64, max: 9000 }) });
const focal = fc.record({ x: fc.integer({ min: 0, max: 100 }), y: fc.integer({ min: 0, max: 100 }) });

describe('a header', () => {
	it('is read before a pixel is decoded: 900 megapixels are refused by the few bytes that claim them', () => {
		expect(readImageHeader(pngClaiming(30_000, 30_000))).toEqual({
			ok: false,
			refusal: { kind: 'image-too-many-pixels', width: 30_000, height: 30_000 },
		});
	});

	it('of any bytes gets an answer', () => {
		const starts = ['\u00ff\u00d8\u00ff', '\u0089PNG\r\n\u001a\n', 'RIFF\0\0\0\0WEBPVP8X', '\0\0\0\u0014ftypavif', ''];
		fc.assert(
			fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), (start, rest) => {
				const read = readImageHeader(Buffer.concat([Buffer.from(start, 'latin1'), rest]));
				if (read.ok) expect(read.value.width * read.value.height).toBeGreaterThan(0);
			}),
			{ seed: 42, numRuns: 2000 },
		);
	});
});

describe('a crop', () => {
	it('lies in its picture, has its ratio, holds the focal point, and is as large as may be', () => {
		const ratio = fc.constantFrom({ across: 16, down: 9 }, { across: 1, down: 1 });
		fc.assert(
			fc.property(size, ratio, focal, (full, { across, down }, point) => {
				const box = cropAround(full, { across, down }, point);
				expect(box.left >= 0 && box.top >= 0).toBe(true);
				expect(box.left + box.width <= full.width && box.top + box.height <= full.height).toBe(true);
				expect(Math.abs(box.width * down - box.height * across)).toBeLessThanOrEqual(Math.max(across, down));
				expect(box.width === full.width || box.height === full.height).toBe(true);
				const [x, y] = [(full.width * point.x) / 100, (full.height * point.y) / 100];
				expect(x >= box.left - 1 && x <= box.left + box.width + 1).toBe(true);
				expect(y >= box.top - 1 && y <= box.top + box.height + 1).toBe(true);
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});

	it('leaves no picture without a file of each shape, blows nothing up, and names each file once', () => {
		fc.assert(
			fc.property(size, focal, (full, point) => {
				const plan = planVariants(full, point);
				expect(new Set(plan.map(({ name, format }) => `${name}.${format}`)).size).toBe(plan.length);
				for (const shape of [/^\d/, /^wide-/, /^square-/]) {
					const formats = plan.filter(({ name }) => shape.test(name)).map(({ format }) => format);
					expect(formats).toEqual(expect.arrayContaining(['webp', 'jpeg']));
				}
				for (const { from, width, height } of plan) {
					expect(width <= from.width && height >= 1 && height <= from.height + 1).toBe(true);
				}
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('a focal point', () => {
	it.each(focalFields)('chosen as %s lies there', (field) => {
		expect(fieldOfPoint(pointOfField(field))).toBe(field);
	});

	it.each([
		[
			{ x: '128', y: '64' },
			{ x: 50, y: 50 },
		],
		[
			{ x: '0', y: '0' },
			{ x: 0, y: 0 },
		],
		[
			{ x: '999', y: '-3' },
			{ x: 100, y: 0 },
		],
		[{ x: 'a', y: '1' }, undefined],
		[{ x: undefined, y: undefined }, undefined],
	])('clicked at %j is %j', (at, point) => {
		expect(pointOfClick(at, { width: clickWidth * 4, height: clickWidth * 2 })).toEqual(point);
	});

	it('that nobody chose is asked for', () => {
		expect(parseFocalPoint({}, { width: 1, height: 1 })).toEqual({
			ok: false,
			refusal: [{ kind: 'choice-missing', field: 'focal' }],
		});
	});
});

const complete: Pick<ImageRecord, 'alt' | 'decorative' | 'credit' | 'licence' | 'consent' | 'hiddenAt' | 'drawn'> = {
	alt: { de: 'Zwei', uk: 'Два', en: 'Two' },
	decorative: false,
	credit: 'City',
	licence: 'own',
	consent: 'nobody',
	hiddenAt: null,
	drawn: true,
};

describe('an image', () => {
	it.each([
		[{}, []],
		[{ alt: { de: 'Zwei' } }, ['alt-missing', 'alt-missing']],
		[{ alt: null, decorative: true }, []],
		[{ credit: null }, ['credit-missing']],
		[{ licence: 'unknown' as const }, ['licence-missing']],
		[{ consent: 'unclear' as const }, ['consent-missing']],
		[{ consent: 'minors' as const }, ['minors-shown']],
		[{ hiddenAt: 1 as ImageRecord['hiddenAt'], drawn: false }, ['image-hidden', 'not-drawn-yet']],
	])('with %j lacks %j', (changes, faults) => {
		const found = releaseFaults({ ...complete, ...changes }, languages);
		expect(found.map(({ kind }) => kind)).toEqual(faults);
		for (const fault of found) for (const language of languages) expect(releaseFaultText(fault, language)).not.toBe('');
	});

	it('needs an alternative text in the languages it is shown in, and in no other', () => {
		expect(releaseFaults({ ...complete, alt: { uk: 'Два' } }, ['uk'])).toEqual([]);
	});
});

describe('what is said of an image', () => {
	const typed = { 'alt-de': 'Zwei Stromerzeuger', credit: 'Stadt', licence: 'cc-by-4.0', consent: 'nobody' };
	it('gets the address of a licence everybody knows', () => {
		expect(parseImageFacts(typed)).toMatchObject({
			ok: true,
			value: { licenceUrl: 'https://creativecommons.org/licenses/by/4.0/', alt: { de: 'Zwei Stromerzeuger' } },
		});
	});

	it.each([
		[{ 'alt-de': ' ' }, ['alt-needed']],
		[{ decorative: 'on' }, ['decorative-has-alt']],
		[{ credit: '' }, ['field-missing']],
		[{ licence: 'mine', consent: '' }, ['choice-missing', 'choice-missing']],
		[{ licenceUrl: 'javascript:alert(1)' }, ['not-an-address']],
		[{ taken: '2023-02-30' }, ['not-a-day']],
		[{ 'alt-uk': 'x'.repeat(501) }, ['field-too-long']],
	])('%j is refused with %j, in three languages', (changes, kinds) => {
		const read = parseImageFacts({ ...typed, ...changes });
		expect(!read.ok && read.refusal.map(({ kind }) => kind)).toEqual(kinds);
		for (const fault of read.ok ? [] : read.refusal) {
			for (const language of languages) expect(explainImageFault(fault, language).message).not.toBe('');
		}
	});

	it('is not what a stranger’s metadata steers: no marks, no lies about addresses, no camera’s own words', () => {
		const found = suggestionsOf({
			ifd0: { ImageDescription: 'OLYMPUS DIGITAL CAMERA', Copyright: 'A\u202eB\u0000C  D', Artist: 7 },
			xmpRights: { WebStatement: 'javascript:alert(1)' },
			exif: { DateTimeOriginal: '2023:02:30 10:00:00', GPSLatitude: 50 },
			dc: { creator: { value: 'JÃ¶rg &amp; &#x41;&#66; &bogus; &#0;' }, description: ['', {}] },
		});
		expect(found).toEqual({ rightsHolder: 'AB C D', credit: 'Jörg & AB &bogus; &#0;' });
	});

	it('is read from any metadata at all', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom('dc', 'iptc', 'ifd0', 'exif'), fc.anything()), (raw) => {
				for (const text of Object.values(suggestionsOf(raw))) expect(text.length).toBeGreaterThan(0);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('the name of a file', () => {
	it.each([
		'',
		'x',
		'640.webp',
		'640-3f2a9c1d04be.svg',
		'../640-3f2a9c1d04be.webp',
		'640-3F2A9C1D04BE.webp',
		'0-3f2a9c1d04be.jpg',
	])('is not %j', (text) => {
		expect(parseFileName(text)).toBeUndefined();
	});

	it('is read as it was written', () => {
		const sha256 = '3f2a9c1d04be'.padEnd(64, '0');
		for (const { name, format } of planVariants({ width: 3000, height: 2000 }, { x: 50, y: 50 })) {
			expect(parseFileName(fileNameOf({ name, format, sha256 }))).toEqual({ name, format, mark: '3f2a9c1d04be' });
		}
	});
});

describe('a picture on a page', () => {
	const files = planVariants({ width: 3000, height: 2000 }, { x: 50, y: 50 }).map((variant) => ({
		...variant,
		sizeBytes: 1,
		sha256: 'a'.repeat(64),
	}));
	const image = {
		id: 'i' as ImageRecord['id'],
		publicId: 'p' as PublicImageId,
		alt: { uk: 'Два' },
		decorative: false,
		files,
	};

	it('offers WebP and JPEG in all widths, knows its size, and says in which language its text is', () => {
		const view = pictureOf(image, { shape: 'whole', language: 'de', place: 'public' });
		expect(view?.sources.map(({ type }) => type)).toEqual(['image/webp', 'image/jpeg']);
		expect(view).toMatchObject({ alt: 'Два', altLanguage: 'uk', width: 960, height: 640 });
		expect(view?.src).toBe('/images/p/960-aaaaaaaaaaaa.jpg');
		expect(view?.sources[0]?.srcset).toContain('/images/p/1920-aaaaaaaaaaaa.webp 1920w');
	});

	it('offers AVIF where the small files are all there is need for', () => {
		const view = pictureOf(image, { shape: 'whole', language: 'de', place: 'office', upTo: 640 });
		expect(view?.sources.map(({ type }) => type)).toEqual(['image/avif', 'image/webp', 'image/jpeg']);
		expect(view?.src).toBe('/de/office/images/i/file/640-aaaaaaaaaaaa.jpg');
	});

	it('is none while nothing is drawn', () => {
		expect(pictureOf({ ...image, files: [] }, { shape: 'wide', language: 'de', place: 'public' })).toBeUndefined();
	});
});

describe('the files that many ask for', () => {
	const file = (bytes: number) => ({ bytes: new Uint8Array(bytes) });

	it('are read once in ten seconds, however many ask, and a failure is asked for again', async () => {
		const cache = new ImageCache(1000, 10);
		let reads = 0;
		const read = async () => {
			reads++;
			if (reads === 1) throw new Error('no database');
			return file(10);
		};
		await expect(cache.get('a', 0, read)).rejects.toThrow('no database');
		await Promise.all([cache.get('a', 1, read), cache.get('a', 2, read), cache.get('a', 9_999, read)]);
		expect(reads).toBe(2);
		await cache.get('a', 10_001, read);
		expect(reads).toBe(3);
	});

	it('make room for others, the oldest first', async () => {
		const cache = new ImageCache(100, 10);
		const reads: string[] = [];
		const get = (key: string, now: number) =>
			cache.get(key, now, async () => {
				reads.push(key);
				return file(60);
			});
		await get('a', 0);
		await get('b', 1);
		await get('b', 2);
		await get('a', 3);
		expect(reads).toEqual(['a', 'b', 'a']);
	});
});

it('says in three languages why a file is not taken', () => {
	const fileName = 'bild.jpg';
	for (const language of languages) {
		const said = [
			imageRefusalText({ kind: 'image-too-large', fileName, bytes: 40_000_000 }, language),
			imageRefusalText({ kind: 'image-is-heic', fileName }, language),
			imageRefusalText({ kind: 'image-too-many-pixels', fileName, width: 30_000, height: 30_000 }, language),
			imageRefusalText({ kind: 'image-too-small', fileName, width: 1, height: 1 }, language),
			imageRefusalText({ kind: 'image-of-other-kind', fileName, format: 'SVG' }, language),
		];
		for (const sentence of said) expect(sentence).toMatch(/bild\.jpg/);
		expect(said.join()).not.toMatch(/[{}]/);
	}
});
