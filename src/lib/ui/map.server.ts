import { geoAzimuthalEqualArea, geoPath } from 'd3-geo';
import type { FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { DrawnMap, MapLine, MapPoint } from './map.ts';

const width = 800;
const height = 480;

/** ISO 3166-1 numeric: what Natural Earth names a country by. */
const countryNumbers: Readonly<Record<string, string>> = { DE: '276', UA: '804' };

type Atlas = Topology<{ countries: GeometryCollection }>;

let countries: FeatureCollection<Geometry> | undefined;

/** Read at the first map, not at start: 740 KB that most processes never need. */
async function loadCountries(): Promise<FeatureCollection<Geometry>> {
	if (countries) return countries;
	const { default: json } = await import('world-atlas/countries-50m.json', { with: { type: 'json' } });
	const atlas = json as unknown as Atlas;
	countries = feature(atlas, atlas.objects.countries);
	return countries;
}

/**
 * Draws Europe from the Rhine to the Black Sea with the given municipalities on it. Natural Earth's public-domain outlines
 * at 1:50 million; equal areas, so that no country looks larger than it is. Coordinates are rounded to whole pixels: the
 * page stays small and no place can be read off more closely than a municipality.
 */
export async function drawMap(
	points: readonly MapPoint[],
	lines: readonly MapLine[] = [],
	marked: readonly string[] = ['DE', 'UA'],
): Promise<DrawnMap> {
	const projection = geoAzimuthalEqualArea()
		.rotate([-21, -50])
		.fitExtent(
			[
				[0, 0],
				[width, height],
			],
			{
				type: 'MultiPoint',
				coordinates: [
					[2.5, 47],
					[40, 45],
					[24, 57],
					[20, 43.5],
				],
			},
		)
		.clipExtent([
			[0, 0],
			[width, height],
		]);
	const path = geoPath(projection).digits(0);
	const markedNumbers = new Set(marked.map((code) => countryNumbers[code]));
	const land = (await loadCountries()).features.flatMap((country) => {
		const drawn = path(country);
		return drawn ? [{ path: drawn, marked: markedNumbers.has(String(country.id)) }] : [];
	});
	const placed = points.map((point) => {
		const [x = 0, y = 0] = projection([point.longitude, point.latitude]) ?? [];
		return { ...point, x: Math.round(x), y: Math.round(y) };
	});
	const byName = new Map(placed.map((point) => [point.name, point]));
	const drawnLines = lines.flatMap(({ from, to }) => {
		const [start, end] = [byName.get(from), byName.get(to)];
		if (!start || !end) return [];
		const lift = Math.round(Math.hypot(end.x - start.x, end.y - start.y) / 6);
		return [
			`M${start.x} ${start.y}Q${Math.round((start.x + end.x) / 2)} ${Math.round((start.y + end.y) / 2) - lift} ${end.x} ${end.y}`,
		];
	});
	return { width, height, land, points: placed, lines: drawnLines };
}
