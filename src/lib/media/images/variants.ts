import type { FileFormat, FocalPoint } from './image.ts';

/** A part of a picture in pixels. */
export interface Box {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/** One file to be drawn from a master: this part of it, in this size. */
export interface Variant {
	/** "640", "wide-1280", "square-320": shape and intended width. */
	readonly name: string;
	readonly format: FileFormat;
	readonly from: Box;
	readonly width: number;
	readonly height: number;
}

const wholeWidths = [320, 640, 960, 1440, 1920];
/** AVIF is a third smaller, and its drawing takes ten times as long: worth it for what lists and phones load. */
const avifUpTo = 640;

const crops = [
	{ shape: 'wide', across: 16, down: 9, widths: [640, 1280] },
	{ shape: 'square', across: 1, down: 1, widths: [320, 640] },
] as const;

/** The largest part of a picture with this ratio, as near as may be to having the focal point in its middle. */
export function cropAround(
	{ width, height }: { readonly width: number; readonly height: number },
	{ across, down }: { readonly across: number; readonly down: number },
	focal: FocalPoint,
): Box {
	const byWidth = width * down <= height * across;
	const cropWidth = byWidth ? width : Math.max(1, Math.round((height * across) / down));
	const cropHeight = byWidth ? Math.max(1, Math.round((width * down) / across)) : height;
	const place = (full: number, part: number, percent: number) =>
		Math.min(full - part, Math.max(0, Math.round((full * percent) / 100 - part / 2)));
	return {
		left: place(width, cropWidth, focal.x),
		top: place(height, cropHeight, focal.y),
		width: cropWidth,
		height: cropHeight,
	};
}

/** Widths up to what there is; its own width where it has less than the least. Nothing is blown up. */
function widthsWithin(wanted: readonly number[], width: number): readonly number[] {
	const within = wanted.filter((each) => each <= width);
	return within.length > 0 ? within : [width];
}

/** Every file of a picture, whole and cropped. Its names stay the same when its content or focal point changes. */
export function planVariants(
	size: { readonly width: number; readonly height: number },
	focal: FocalPoint,
): readonly Variant[] {
	const whole: Box = { left: 0, top: 0, ...size };
	const shapes = [
		{ prefix: '', from: whole, widths: wholeWidths, withAvif: true },
		...crops.map((crop) => ({
			prefix: `${crop.shape}-`,
			from: cropAround(size, crop, focal),
			widths: crop.widths,
			withAvif: false,
		})),
	];
	return shapes.flatMap(({ prefix, from, widths, withAvif }) =>
		widthsWithin(widths, from.width).flatMap((width) => {
			const formats: readonly FileFormat[] =
				withAvif && width <= avifUpTo ? ['webp', 'jpeg', 'avif'] : ['webp', 'jpeg'];
			const height = Math.max(1, Math.round((from.height * width) / from.width));
			return formats.map((format) => ({ name: `${prefix}${width}`, format, from, width, height }));
		}),
	);
}
