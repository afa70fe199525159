import type { FocalPoint } from './image.ts';

/** The fields a picture is divided into, row by row, for those who cannot or would not point. */
export const focalFields = [
	'top-left',
	'top',
	'top-right',
	'left',
	'middle',
	'right',
	'bottom-left',
	'bottom',
	'bottom-right',
] as const;
export type FocalField = (typeof focalFields)[number];

const thirds = [17, 50, 83];
/** The middle of a field. */
export function pointOfField(field: FocalField): FocalPoint {
	const at = focalFields.indexOf(field);
	return { x: thirds[at % 3]!, y: thirds[Math.floor(at / 3)]! };
}

/** The field a point lies in. */
export function fieldOfPoint({ x, y }: FocalPoint): FocalField {
	const third = (percent: number) => Math.min(2, Math.floor((percent * 3) / 100));
	return focalFields[third(y) * 3 + third(x)]!;
}

/** How wide, in CSS pixels, a picture is shown to be clicked into. */
export const clickWidth = 256;

/**
 * The point somebody clicked at in a picture shown {@link clickWidth} wide, from the coordinates a browser sends with an
 * image button (HTML, 4.10.5.1.19), with or without scripts. Undefined where there are none.
 */
export function pointOfClick(
	at: { readonly x: string | undefined; readonly y: string | undefined },
	size: { readonly width: number; readonly height: number },
): FocalPoint | undefined {
	const [x, y] = [at.x, at.y].map((typed) => (typed !== undefined && /^-?\d{1,5}$/.test(typed) ? Number(typed) : NaN));
	if (x === undefined || y === undefined || Number.isNaN(x) || Number.isNaN(y)) return undefined;
	const percent = (part: number, full: number) => Math.min(100, Math.max(0, Math.round((part * 100) / full)));
	return { x: percent(x, clickWidth), y: percent(y, (clickWidth * size.height) / size.width) };
}
