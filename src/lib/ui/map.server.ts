import { geoAzimuthalEqualArea, geoContains, geoPath } from 'd3-geo';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { feature, mergeArcs } from 'topojson-client';
import type { DrawnMap, MapLine, MapPoint } from './map.ts';

const width = 800;
const height = 480;

/** ISO 3166-1 numeric: what Natural Earth names a country by. */
const countryNumbers = { DE: '276', UA: '804', RU: '643', TR: '792', SY: '760' } as const;
const simferopol: [number, number] = [34.1, 44.95];

type Topology = Parameters<typeof mergeArcs>[0];
type Arcs = Extract<Parameters<typeof mergeArcs>[1], readonly unknown[]>[number];
interface Atlas extends Topology {
	readonly objects: { readonly countries: { readonly type: 'GeometryCollection'; geometries: Arcs[] } };
}
type Country = Feature<Polygon | MultiPolygon>;

let countries: Promise<readonly Country[]> | undefined;

/**
 * Outlines of all countries, Natural Earth at 1:50 million (public domain), read at the first map and not at start.
 * Natural Earth draws who controls a land; we draw whose it is: Crimea is part of Ukraine (UN General Assembly
 * resolution 68/262).
 */
export function loadCountries(): Promise<readonly Country[]> {
	countries ??= readCountries();
	return countries;
}

async function readCountries(): Promise<readonly Country[]> {
	const { default: json } = await import('world-atlas/countries-50m.json', { with: { type: 'json' } });
	const atlas = json as unknown as Atlas;
	const all = atlas.objects.countries.geometries;
	const isCrimea = (arcs: number[][]) =>
		geoContains(feature(atlas, { type: 'Polygon', arcs }).geometry as Polygon, simferopol);
	const crimea = all
		.flatMap((each) => (each.id === countryNumbers.RU && each.type === 'MultiPolygon' ? each.arcs : []))
		.filter(isCrimea);
	return all.map((each) => outline(atlas, withCrimea(atlas, each, crimea)));
}

/** Takes the land from the one country and joins it to the other, so that no border runs between. */
function withCrimea(atlas: Atlas, country: Arcs, crimea: number[][][]): Arcs {
	if (country.id === countryNumbers.RU && country.type === 'MultiPolygon') {
		return { ...country, arcs: country.arcs.filter((arcs) => !crimea.includes(arcs)) };
	}
	if (country.id !== countryNumbers.UA) return country;
	return { ...mergeArcs(atlas, [country, { type: 'MultiPolygon', arcs: crimea }]), id: country.id };
}

function outline(atlas: Atlas, country: Arcs): Country {
	const drawn: unknown = feature(atlas, country);
	return { ...(drawn as Country), id: String(country.id) };
}

const field: [[number, number], [number, number]] = [
	[0, 0],
	[width, height],
];
/** What must be in the picture: the Channel, the Sea of Azov, the Baltic, the coast of Syria. */
const corners: [number, number][] = [
	[2.5, 47],
	[40, 45],
	[24, 57],
	[37.5, 35],
];
/** Equal areas, so that no country looks larger than it is. */
const projection = geoAzimuthalEqualArea()
	.rotate([-21, -50])
	.fitExtent(field, { type: 'MultiPoint', coordinates: corners })
	.clipExtent(field);

type CountryCode = keyof typeof countryNumbers;
interface Outline {
	readonly id: string;
	readonly path: string;
}
let outlines: Promise<readonly Outline[]> | undefined;

/** The countries in the picture. Drawing them takes a third of a second, so it is done once. */
async function drawCountries(): Promise<readonly Outline[]> {
	const path = geoPath(projection).digits(0);
	return (await loadCountries()).filter(isNearby).flatMap((country) => {
		const drawn = relativePath(path(country) ?? '');
		return drawn ? [{ id: String(country.id), path: drawn }] : [];
	});
}

/** Whether any corner of a country lies in or around Europe: spares projecting the rest of the world. */
function isNearby({ geometry }: Country): boolean {
	const rings = geometry.coordinates.flat(geometry.type === 'Polygon' ? 1 : 2);
	const numbers = rings.flat() as number[];
	for (let at = 0; at < numbers.length; at += 2) {
		const [longitude, latitude] = [numbers[at]!, numbers[at + 1]!];
		if (longitude > -12 && longitude < 50 && latitude > 31 && latitude < 66) return true;
	}
	return false;
}

/** Steps shorter than this many pixels are left out: nobody sees them, and every page would carry them. */
const leastStep = 2;

/** The same path in whole steps from point to point, without the shortest ones and islands of less than three points. */
function relativePath(path: string): string {
	const rings = path.split('M').flatMap((ring) => {
		const points = ring
			.replace('Z', '')
			.split('L')
			.map((point) => point.split(',').map(Number) as [number, number]);
		let [x, y] = points[0]!;
		if (Number.isNaN(y)) return [];
		const start = `M${x},${y}l`;
		const steps = points.slice(1).flatMap(([toX, toY]) => {
			if (Math.abs(toX - x) + Math.abs(toY - y) < leastStep) return [];
			const step = `${toX - x},${toY - y}`;
			[x, y] = [toX, toY];
			return [step];
		});
		return steps.length < 2 ? [] : [`${start}${steps.join(' ').replace(/[ ,]-/g, '-')}z`];
	});
	return rings.join('');
}

/**
 * Draws Europe from the Rhine to the Black Sea and the Levant with the given municipalities on it. Coordinates are rounded to whole
 * pixels (about 4 km): the page stays small and no place can be read off more closely than a municipality.
 */
export async function drawMap(
	points: readonly MapPoint[],
	lines: readonly MapLine[] = [],
	marked: readonly string[] = ['DE', 'UA'],
): Promise<DrawnMap> {
	outlines ??= drawCountries();
	const markedNumbers = new Set<string>(
		marked.flatMap((code) => (code in countryNumbers ? countryNumbers[code as CountryCode] : [])),
	);
	const land = (await outlines).map(({ id, path }) => ({ path, marked: markedNumbers.has(id) }));
	const placed = points.map((point) => {
		const [x = 0, y = 0] = projection([point.longitude, point.latitude]) ?? [];
		return { ...point, x: Math.round(x), y: Math.round(y) };
	});
	return { width, height, land, points: placed, lines: lines.flatMap((line) => arc(line, placed)) };
}

/** A bow between two places, lifted so that it doesn't run through their names. */
function arc({ from, to }: MapLine, placed: DrawnMap['points']): string[] {
	const start = placed.find(({ name }) => name === from);
	const end = placed.find(({ name }) => name === to);
	if (!start || !end) return [];
	const lift = Math.round(Math.hypot(end.x - start.x, end.y - start.y) / 5);
	const middle = { x: Math.round((start.x + end.x) / 2), y: Math.round((start.y + end.y) / 2) - lift };
	return [`M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}`];
}
