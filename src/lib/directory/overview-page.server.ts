import { formatNumber } from '#lib/i18n/format.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { countryName } from './countries.ts';
import { type Desk, readAtDesk } from './directory-desk.server.ts';
import { countDirectory, getOwnCity, listPartnerCities } from './directory-queries.server.ts';

/** The city, its partners, how much is entered, and what a city that begins still has to enter. */
export async function loadDirectory(desk: Desk) {
	const { city, partners, counts } = await readAtDesk(desk, async (trx) => ({
		city: await getOwnCity(trx),
		partners: await listPartnerCities(trx),
		counts: await countDirectory(trx),
	}));
	const { language, rights } = desk;
	return {
		city: {
			slug: city.slug,
			name: readableText(city.names, language).text,
			country: countryName(city.country, language),
			population: city.population === null ? null : formatNumber(city.population, language),
		},
		partners: partners.map(({ names, partnershipNames }) => ({
			name: readableText(names, language).text,
			partnership: readableText(partnershipNames, language).text,
		})),
		counts,
		rights,
		steps: {
			operation: counts.led + counts.received === 0 && rights.keep,
			hub: counts.hubs === 0 && counts.received === 0 && rights.keepPlaces,
			site: counts.sites === 0 && counts.received > 0 && rights.keepPlaces,
		},
	};
}
