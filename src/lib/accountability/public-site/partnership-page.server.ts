import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import {
	listItemsReceived,
	listPublicCities,
	listPublicOperations,
} from '#lib/relief/figures/figure-queries.server.ts';
import { publicMap } from '#lib/relief/figures/public-map.server.ts';
import { eventLines, exchangeRows, fundingRows, projectViews, themeViews } from './cooperation-view.ts';
import { findPartnershipHead, type PartnershipHead } from './partnership-head.server.ts';
import { agreementViews, paperLines, promiseRows, type Reader, sideViews, standingLines } from './partnership-view.ts';
import { figuresAsked } from './promise-figure.ts';
import type { PartnershipAddress, PartnershipPart } from './public-paths.ts';
import { listPublicRecords } from './public-record-queries.server.ts';
import { listNewestItems } from './story-page.server.ts';

/** Whose page, in which language. */
type Asked = PartnershipAddress;

/** Finds one page of a partnership; undefined where it is not public or nothing public stands on that page. */
async function openPage(
	trx: Trx,
	asked: Asked,
	part: PartnershipPart,
): Promise<{ readonly head: PartnershipHead; readonly reader: Reader } | undefined> {
	const records = await listPublicRecords(trx, asked.slug);
	const head = await findPartnershipHead(trx, asked, part);
	const received = await listItemsReceived(trx, figuresAsked(records));
	return head && { head, reader: { ...asked, today: dayOf(head.asOf), records, received } };
}

/** What stands on the front page of each kind, so that it stays a page one reads. */
const newest = 3;

/** The front page of a partnership: what it is and why, and the newest of everything; undefined where it is not public. */
export async function findPartnershipPage(trx: Trx, asked: Asked) {
	const page = await openPage(trx, asked, '');
	if (!page) return undefined;
	const { head, reader } = page;
	const operations = (await listPublicOperations(trx)).filter(({ partnership }) => partnership?.slug === asked.slug);
	const promises = promiseRows(reader);
	const papers = paperLines(reader);
	const { ahead, past } = eventLines(reader);
	return {
		...head,
		figures: {
			kept: promises.filter(({ state }) => state === 'kept').length,
			promises: promises.length,
			decisions: papers.length,
			events: past.length,
			deliveries: operations.reduce((sum, { deliveries }) => sum + deliveries, 0),
		},
		story: await listNewestItems(trx, asked),
		standings: standingLines(reader),
		sides: sideViews(reader),
		promises: promises.slice(0, newest),
		papers: papers.slice(0, newest),
		agreements: agreementViews(reader).slice(0, newest),
		themes: themeViews(reader),
		events: { ahead: ahead.slice(0, newest), past: past.slice(0, newest) },
		operations,
		map: await publicMap(await listPublicCities(trx), operations, asked.language),
	};
}
export type PartnershipPageData = NonNullable<Awaited<ReturnType<typeof findPartnershipPage>>>;

/** What councils decided and what was signed. */
export async function findCouncilPage(trx: Trx, asked: Asked) {
	const page = await openPage(trx, asked, 'council');
	return page && { ...page.head, agreements: agreementViews(page.reader), papers: paperLines(page.reader) };
}
export type CouncilPageData = NonNullable<Awaited<ReturnType<typeof findCouncilPage>>>;

/** What both cities do together: themes, projects, events, exchanges, and the money for it. */
export async function findCooperationPage(trx: Trx, asked: Asked) {
	const page = await openPage(trx, asked, 'cooperation');
	if (!page) return undefined;
	const { head, reader } = page;
	return {
		...head,
		themes: themeViews(reader),
		projects: projectViews(reader),
		events: eventLines(reader),
		exchanges: exchangeRows(reader),
		funding: fundingRows(reader),
	};
}
export type CooperationPageData = NonNullable<Awaited<ReturnType<typeof findCooperationPage>>>;

/** Every promise made in public, with what became of it. */
export async function findPromisesPage(trx: Trx, asked: Asked) {
	const page = await openPage(trx, asked, 'promises');
	return page && { ...page.head, promises: promiseRows(page.reader) };
}
export type PromisesPageData = NonNullable<Awaited<ReturnType<typeof findPromisesPage>>>;
