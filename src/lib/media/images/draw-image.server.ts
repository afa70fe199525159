import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type FileFormat, type ImageFault, mostPixels, type Suggestions } from './image.ts';
import { readImageHeader } from './image-header.ts';
import { readSuggestions } from './read-metadata.server.ts';
import type { Box, Variant } from './variants.ts';

/** A picture drawn anew: what is kept in the stead of the file that was handed in. */
export interface Master {
	readonly format: 'jpeg' | 'webp';
	readonly width: number;
	readonly height: number;
	readonly bytes: Uint8Array;
	readonly suggestions: Suggestions;
}

/** A variant drawn from a master. */
export interface DrawnFile extends Omit<Variant, 'from'> {
	readonly bytes: Uint8Array;
	readonly sha256: string;
}

// Only what can be handed in can be loaded, whatever else the library knows: scripts in SVG, ImageMagick, PDF.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: [
		'VipsForeignLoadJpegBuffer',
		'VipsForeignLoadPngBuffer',
		'VipsForeignLoadWebpBuffer',
		'VipsForeignLoadHeifBuffer',
	],
});
// Each picture is drawn once: nothing to remember. One thread, so that the pages go on being answered meanwhile.
sharp.cache(false);
sharp.concurrency(1);

const input = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 } as const;

/** Enough for a double page in print at 300 dpi. */
const longestSide = 6000;

const jpeg = { mozjpeg: true, quality: 78 } as const;
const encodings: Readonly<Record<FileFormat, (picture: Sharp) => Sharp>> = {
	webp: (picture) => picture.webp({ quality: 78, effort: 4 }),
	jpeg: (picture) => picture.flatten({ background: '#ffffff' }).jpeg(jpeg),
	avif: (picture) => picture.avif({ quality: 52, effort: 4 }),
};

/**
 * Draws a file that was handed in anew: upright, in sRGB, without a byte of its metadata (R7), and reads before what the
 * metadata suggests. The picture is lossy but for the eye: JPEG at 92 without colour subsampling, WebP where it is
 * transparent. Refuses what is no picture, is too large, or cannot be decoded to its last line.
 */
export async function drawMaster(bytes: Uint8Array): Promise<Result<Master, ImageFault>> {
	const header = readImageHeader(bytes);
	if (!header.ok) return header;
	try {
		const metadata = await sharp(bytes, input).metadata();
		const decoder = header.value.kind === 'avif' ? 'heif' : header.value.kind;
		if (metadata.format !== decoder) return refused({ kind: 'image-damaged' });
		const upright = sharp(bytes, input)
			.autoOrient()
			.toColourspace('srgb')
			.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
		const transparent = metadata.hasAlpha && !(await sharp(bytes, input).stats()).isOpaque;
		const drawn = transparent
			? upright.webp({ quality: 92, alphaQuality: 100, effort: 3 })
			: upright.removeAlpha().jpeg({ quality: 92, chromaSubsampling: '4:4:4' });
		const { data, info } = await drawn.toBuffer({ resolveWithObject: true });
		const suggestions = await readSuggestions(metadata);
		const { width, height } = info;
		return ok({ format: transparent ? 'webp' : 'jpeg', width, height, bytes: data, suggestions });
	} catch (error) {
		// The library throws for the bytes it was given; anything else is a defect of ours.
		if (error instanceof TypeError || error instanceof RangeError) throw error;
		return refused({ kind: 'image-damaged' });
	}
}

/**
 * Draws variants from a master of ours; all of them, or it throws. The master is decoded once, as large as the largest
 * variant needs it.
 */
export async function drawVariants(master: Uint8Array, variants: readonly Variant[]): Promise<readonly DrawnFile[]> {
	const { width: fullWidth } = await sharp(master, input).metadata();
	const scale = Math.min(1, Math.max(...variants.map(({ from, width }) => width / from.width)));
	const proof = await sharp(master, input)
		.resize({ width: Math.max(1, Math.ceil(fullWidth * scale)) })
		.raw()
		.toBuffer({ resolveWithObject: true });
	const { data, info } = proof;
	const raw = { width: info.width, height: info.height, channels: info.channels };
	const files: DrawnFile[] = [];
	for (const { from, ...variant } of variants) {
		const part = sharp(data, { raw })
			.extract(scaled(from, info.width / fullWidth, raw))
			.resize({ width: variant.width, height: variant.height, fit: 'fill' });
		const bytes = await encodings[variant.format](part).toBuffer();
		files.push({ ...variant, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
	}
	return files;
}

/** A part of the master as a part of the proof, within it whatever the rounding. */
function scaled(box: Box, scale: number, proof: { readonly width: number; readonly height: number }): Box {
	const left = Math.min(proof.width - 1, Math.round(box.left * scale));
	const top = Math.min(proof.height - 1, Math.round(box.top * scale));
	return {
		left,
		top,
		width: Math.max(1, Math.min(proof.width - left, Math.round(box.width * scale))),
		height: Math.max(1, Math.min(proof.height - top, Math.round(box.height * scale))),
	};
}
