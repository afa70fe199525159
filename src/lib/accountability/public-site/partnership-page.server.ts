import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import {
	findPublicState,
	listPublicCities,
	listPublicOperations,
	type PublicOperation,
} from '#lib/relief/figures/figure-queries.server.ts';
import type { DrawnMap } from '#lib/ui/map.ts';
import { publicMap } from './operation-page.server.ts';
import {
	type AgreementView,
	agreementViews,
	type PaperLine,
	type PromiseRow,
	paperLines,
	promiseRows,
	type StandingLine,
	standingLines,
	themeViews,
} from './partnership-view.ts';
import {
	findPublicPartnership,
	listPublicRecords,
	type PublicPartnershipRecord,
} from './public-record-queries.server.ts';

export interface PartnershipPageData {
	readonly partnership: PublicPartnershipRecord;
	readonly asOf: Instant;
	readonly standings: readonly StandingLine[];
	readonly agreements: readonly AgreementView[];
	readonly papers: readonly PaperLine[];
	readonly promises: readonly PromiseRow[];
	readonly themes: ReturnType<typeof themeViews>;
	readonly operations: readonly PublicOperation[];
	readonly map: DrawnMap;
}

/** The public page of a partnership: what it is, what it decided, signed and promised; undefined where it is not public. */
export async function findPartnershipPage(
	trx: Trx,
	slug: string,
	language: Language,
): Promise<PartnershipPageData | undefined> {
	const partnership = await findPublicPartnership(trx, slug);
	const state = await findPublicState(trx);
	if (!partnership || !state) return undefined;
	const operations = (await listPublicOperations(trx)).filter((operation) => operation.partnership?.slug === slug);
	const reader = { language, today: dayOf(state.asOf), records: await listPublicRecords(trx, slug) };
	return {
		partnership,
		asOf: state.asOf,
		standings: standingLines(reader),
		agreements: agreementViews(reader),
		papers: paperLines(reader),
		promises: promiseRows(reader),
		themes: themeViews(reader),
		operations,
		map: await publicMap(await listPublicCities(trx), operations, language),
	};
}
