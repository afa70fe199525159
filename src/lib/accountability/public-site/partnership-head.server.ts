import { speak } from '#lib/i18n/catalogue.ts';
import { frameMessages } from '#lib/i18n/frame/frame-messages.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { findPublicState } from '#lib/relief/figures/figure-queries.server.ts';
import type { Crumb, NavItem } from '#lib/ui/navigation.ts';
import { publicMessages } from './public-messages.ts';
import { type PartnershipAddress, type PartnershipPart, partnershipPath, partOf } from './public-paths.ts';
import {
	findPublicPartnership,
	listPublicKinds,
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

const partnershipParts = [
	'',
	'story',
	'council',
	'cooperation',
	'promises',
] as const satisfies readonly PartnershipPart[];
const labels = {
	'': 'partOverview',
	story: 'partStory',
	council: 'partCouncil',
	cooperation: 'partCooperation',
	promises: 'partPromises',
} as const satisfies Record<PartnershipPart, string>;

/** The head of one page of a partnership; undefined where it is not public or nothing public stands on that page. */
export async function findPartnershipHead(
	trx: Trx,
	address: PartnershipAddress,
	part: PartnershipPart,
): Promise<PartnershipHead | undefined> {
	const { slug, language } = address;
	const partnership = await findPublicPartnership(trx, slug);
	const state = await findPublicState(trx);
	if (!partnership || !state) return undefined;
	const kinds = await listPublicKinds(trx, slug);
	const there = new Set<PartnershipPart>(['', 'story', ...kinds.map((kind) => partOf[kind])]);
	if (!there.has(part)) return undefined;
	const say = speak(publicMessages, language);
	const parts = partnershipParts
		.filter((each) => there.has(each))
		.map((each) => ({ href: partnershipPath(address, each), label: say(labels[each]), current: each === part }));
	const home = { label: speak(frameMessages, language)('home'), href: `/${language}` };
	const name = readableText(partnership.names, language).text;
	const crumbs =
		part === ''
			? [home, { label: name }]
			: [home, { label: name, href: partnershipPath(address, '') }, { label: say(labels[part]) }];
	return { partnership, asOf: state.asOf, parts, crumbs };
}
