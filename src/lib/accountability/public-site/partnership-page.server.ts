import { speak } from '#lib/i18n/catalogue.ts';
import { frameMessages } from '#lib/i18n/frame/frame-messages.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { findPublicState, listPublicCities, listPublicOperations } from '#lib/relief/figures/figure-queries.server.ts';
import type { Crumb, NavItem } from '#lib/ui/navigation.ts';
import { eventLines, exchangeRows, fundingRows, projectViews, themeViews } from './cooperation-view.ts';
import { publicMap } from './operation-page.server.ts';
import { agreementViews, paperLines, promiseRows, type Reader, sideViews, standingLines } from './partnership-view.ts';
import { publicMessages } from './public-messages.ts';
import { type PartnershipPart, partnershipPath, partOf } from './public-paths.ts';
import {
	findPublicPartnership,
	listPublicRecords,
	type PublicPartnershipRecord,
} from './public-record-queries.server.ts';

/** What every page of a partnership begins with. */
export interface PartnershipHead {
	readonly partnership: PublicPartnershipRecord;
	readonly asOf: Instant;
	/** The pages there are of it; one without any record is left out. */
	readonly parts: readonly NavItem[];
	readonly crumbs: readonly Crumb[];
}

/** Finds one page of a partnership; undefined where it is not public or nothing public stands on that page. */
async function openPage(
	trx: Trx,
	{ slug, language }: { readonly slug: string; readonly language: Language },
	part: PartnershipPart,
): Promise<{ readonly head: PartnershipHead; readonly reader: Reader } | undefined> {
	const partnership = await findPublicPartnership(trx, slug);
	const state = await findPublicState(trx);
	if (!partnership || !state) return undefined;
	const records = await listPublicRecords(trx, slug);
	const there = new Set<PartnershipPart>(['', ...records.map(({ record }) => partOf[record])]);
	if (!there.has(part)) return undefined;
	const say = speak(publicMessages, language);
	const address = { language, slug };
	const parts = partnershipParts
		.filter((each) => there.has(each))
		.map((each) => ({ href: partnershipPath(address, each), label: say(labels[each]), current: each === part }));
	const home = { label: speak(frameMessages, language)('home'), href: `/${language}` };
	const name = readableText(partnership.names, language).text;
	const crumbs =
		part === ''
			? [home, { label: name }]
			: [home, { label: name, href: partnershipPath(address, '') }, { label: say(labels[part]) }];
	return {
		head: { partnership, asOf: state.asOf, parts, crumbs },
		reader: { ...address, today: dayOf(state.asOf), records },
	};
}

const partnershipParts = ['', 'council', 'cooperation', 'promises'] as const satisfies readonly PartnershipPart[];
const labels = {
	'': 'partOverview',
	story: 'partStory',
	council: 'partCouncil',
	cooperation: 'partCooperation',
	promises: 'partPromises',
} as const satisfies Record<PartnershipPart, string>;

/** Whose page, in which language. */
type Asked = Parameters<typeof openPage>[1];

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
