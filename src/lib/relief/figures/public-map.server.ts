import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { drawMap } from '#lib/ui/map.server.ts';
import type { DrawnMap } from '#lib/ui/map.ts';
import type { PublicCity, PublicOperation } from './figure-queries.server.ts';

/** Cities that send and destinations that receive, each one point (R4). */
export async function publicMap(
	cities: readonly PublicCity[],
	operations: readonly PublicOperation[],
	language: Language,
): Promise<DrawnMap> {
	const destinations = operations.map((operation) => ({
		name: readableText(operation.destination, language).text,
		longitude: operation.longitude,
		latitude: operation.latitude,
		href: `/${language}/operations/${operation.slug}`,
	}));
	const senders = cities.map((city) => ({
		name: readableText(city.names, language).text,
		longitude: city.longitude,
		latitude: city.latitude,
	}));
	const points = new Map([...senders, ...destinations].map((point) => [point.name, point]));
	const countries = new Set([...operations.map(({ country }) => country), ...cities.map(({ country }) => country)]);
	return drawMap([...points.values()], [], [...countries]);
}
