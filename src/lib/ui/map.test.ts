import { geoContains } from 'd3-geo';
import { describe, expect, it } from 'vitest';
import { drawMap, loadCountries } from './map.server.ts';

const countryAt = async (place: [number, number]): Promise<string[]> =>
	(await loadCountries()).filter((country) => geoContains(country, place)).map((country) => String(country.id));

describe('the map', () => {
	it.each([
		['Simferopol', [34.1, 44.95], '804'],
		['Kerch', [36.4, 45.33], '804'],
		['Donetsk', [37.8, 48.0], '804'],
		['Luhansk', [39.3, 48.57], '804'],
		['Zhytomyr', [28.66, 50.25], '804'],
		['Dortmund', [7.47, 51.51], '276'],
		['Rostov-on-Don', [39.7, 47.24], '643'],
	] as const)('shows %s in the country it belongs to', async (_, [longitude, latitude], country) => {
		expect(await countryAt([longitude, latitude])).toEqual([country]);
	});

	it('places cities inside the picture, west to the left and north at the top', async () => {
		const { points, width, height } = await drawMap([
			{ name: 'Dortmund', longitude: 7.4653, latitude: 51.5136 },
			{ name: 'Zhytomyr', longitude: 28.6587, latitude: 50.2547 },
		]);
		const [dortmund, zhytomyr] = points;
		expect(dortmund!.x).toBeLessThan(zhytomyr!.x);
		expect(dortmund!.y).toBeLessThan(zhytomyr!.y);
		for (const { x, y } of points) {
			expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
			expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
		}
	});

	it('draws lines only where asked, and only between places it shows', async () => {
		const places = [
			{ name: 'A', longitude: 7, latitude: 51 },
			{ name: 'B', longitude: 28, latitude: 50 },
		];
		expect((await drawMap(places)).lines).toEqual([]);
		expect((await drawMap(places, [{ from: 'A', to: 'nowhere' }])).lines).toEqual([]);
		expect((await drawMap(places, [{ from: 'A', to: 'B' }])).lines).toHaveLength(1);
	});

	it('marks the two countries and stays small', async () => {
		const { land } = await drawMap([]);
		expect(land.filter((country) => country.marked)).toHaveLength(2);
		expect(land.reduce((sum, country) => sum + country.path.length, 0)).toBeLessThan(30_000);
	});
});
