/** A place on a map: always a municipality, never a street, a shelter or a convoy (law 8). */
export interface MapPoint {
	readonly name: string;
	readonly longitude: number;
	readonly latitude: number;
	/** Read out and listed below the map. */
	readonly note?: string | undefined;
	readonly href?: string | undefined;
	/** Where the name stands; below the point unless told, which fits the narrowest screen. */
	readonly label?: 'left' | 'right' | undefined;
}

/** A link between two places, drawn only because a page asks for it. */
export interface MapLine {
	readonly from: string;
	readonly to: string;
}

/** A map ready to be drawn: path data and projected positions on a field of `width` × `height`. */
export interface DrawnMap {
	readonly width: number;
	readonly height: number;
	readonly land: readonly { readonly path: string; readonly marked: boolean }[];
	readonly points: readonly (MapPoint & { readonly x: number; readonly y: number })[];
	readonly lines: readonly string[];
}
