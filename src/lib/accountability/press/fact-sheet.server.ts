import { speak } from '#lib/i18n/catalogue.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { listItemFigures } from '#lib/relief/figures/figure-queries.server.ts';
import { figureRows } from '../public-site/operation-view.ts';
import { findPartnershipPage, type PartnershipPageData } from '../public-site/partnership-page.server.ts';
import { standingLead } from '../public-site/partnership-view.ts';
import type { PartnershipAddress } from '../public-site/public-paths.ts';
import type { FactSheet } from './fact-sheet.ts';
import { pressMessages } from './press-messages.ts';
import { pressKitPath } from './press-paths.ts';

/** The facts of a partnership as the public may know them now; undefined where it is not public. Run inside inPublic. */
export async function findFactSheet(
	trx: Trx,
	address: PartnershipAddress,
	origin: string,
): Promise<FactSheet | undefined> {
	const { language, slug } = address;
	const page = await findPartnershipPage(trx, address);
	if (!page) return undefined;
	const operations: FactSheet['operations'][number][] = [];
	for (const operation of page.operations) {
		const rows = figureRows(await listItemFigures(trx, operation.slug), currentCatalogue(), language);
		const name = readableText(operation.names, language).text;
		if (rows.length > 0) operations.push({ slug: operation.slug, name, rows });
	}
	return {
		language,
		name: readableText(page.partnership.names, language).text,
		asOf: page.asOf,
		url: origin + pressKitPath(language, slug),
		facts: factsOf(page, address),
		operations,
	};
}

/** What is nothing yet is left out: "0 events" would be no news, and what is not public yet is not nothing. */
function factsOf({ partnership, figures }: PartnershipPageData, { language }: PartnershipAddress): FactSheet['facts'] {
	const say = speak(pressMessages, language);
	const cities = partnership.cities.map((names) => readableText(names, language).text).join(' · ');
	const kept = say('fact-promises-of', { part: figures.kept, all: figures.promises });
	const counted = (term: 'fact-papers' | 'fact-events' | 'fact-deliveries', count: number) =>
		count > 0 ? [{ term: say(term), text: formatNumber(count, language) }] : [];
	return [
		{ term: say('fact-cities'), text: cities },
		{ term: say('fact-standing'), text: standingLead(partnership, language) },
		...counted('fact-papers', figures.decisions),
		...(figures.promises > 0 ? [{ term: say('fact-promises'), text: kept }] : []),
		...counted('fact-events', figures.events),
		...counted('fact-deliveries', figures.deliveries),
	];
}
