import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Catalogue } from '#lib/relief/catalogue/catalogue.ts';
import {
	findPublicOperation,
	findPublicState,
	listDeliveries,
	listDonorFigures,
	listItemFigures,
	listPublicCities,
	listPublicOperations,
	listPurposeFigures,
	listYearFigures,
	type PublicOperation,
} from '#lib/relief/figures/figure-queries.server.ts';
import { publicMap } from '#lib/relief/figures/public-map.server.ts';
import type { DrawnMap } from '#lib/ui/map.ts';
import {
	type DeliveryView,
	type DonorRow,
	deliveryViews,
	donorRows,
	type FigureRow,
	figureRows,
	purposePoints,
	yearPoints,
} from './operation-view.ts';
import { standingLead } from './partnership-view.ts';
import { partnershipPath } from './public-paths.ts';
import { listPublicPartnerships, type PublicPartnershipRecord } from './public-record-queries.server.ts';

/** How many deliveries one page lists. */
const deliveriesShown = 100;

type Point = { readonly label: string; readonly value: number };

export interface OperationPageData {
	readonly operation: PublicOperation;
	readonly asOf: Instant;
	readonly rows: readonly FigureRow[];
	/** Kinds of goods promised and received at all, as whole shares of each item summed up. */
	readonly share: { readonly received: number; readonly promised: number };
	readonly deliveries: readonly DeliveryView[];
	readonly donors: readonly DonorRow[];
	readonly purposes: readonly Point[];
	readonly years: readonly Point[];
	readonly map: DrawnMap;
}

/** The public page of one operation; undefined where there is none or it is hidden. */
export async function findOperationPage(
	trx: Trx,
	slug: string,
	catalogue: Catalogue,
	language: Language,
): Promise<OperationPageData | undefined> {
	const operation = await findPublicOperation(trx, slug);
	const state = await findPublicState(trx);
	if (!operation || !state) return undefined;
	const figures = await listItemFigures(trx, slug);
	const promised = figures.filter((figure) => figure.promised > 0);
	return {
		operation,
		asOf: state.asOf,
		rows: figureRows(figures, catalogue, language),
		share: {
			received: promised.reduce((sum, figure) => sum + figure.received / figure.promised, 0),
			promised: promised.length,
		},
		deliveries: deliveryViews(await listDeliveries(trx, slug, deliveriesShown), catalogue, language),
		donors: donorRows(await listDonorFigures(trx, slug), catalogue, language),
		purposes: purposePoints(await listPurposeFigures(trx, slug), language),
		years: yearPoints(await listYearFigures(trx, slug)),
		map: await publicMap(await listPublicCities(trx), [operation], language),
	};
}

/** A partnership at the door of the public site, in the reader's words. */
export interface PartnershipCard {
	readonly href: string;
	readonly name: string;
	readonly standing: string;
}

export interface HomePageData {
	readonly asOf: Instant | null;
	readonly partnerships: readonly PartnershipCard[];
	readonly operations: readonly PublicOperation[];
	readonly map: DrawnMap;
}

/** The public home page: who works together, and where help goes. */
export async function getHomePage(trx: Trx, language: Language): Promise<HomePageData> {
	const [state, operations] = [await findPublicState(trx), await listPublicOperations(trx)];
	return {
		asOf: state?.asOf ?? null,
		partnerships: (await listPublicPartnerships(trx)).map((each) => partnershipCard(each, language)),
		operations,
		map: await publicMap(await listPublicCities(trx), operations, language),
	};
}

function partnershipCard(partnership: PublicPartnershipRecord, language: Language): PartnershipCard {
	return {
		href: partnershipPath({ language, slug: partnership.slug }, ''),
		name: readableText(partnership.names, language).text,
		standing: standingLead(partnership, language),
	};
}
