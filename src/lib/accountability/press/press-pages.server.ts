import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant, formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { sizeInWords } from '#lib/media/documents/document-texts.ts';
import { publicAddress } from '#lib/media/images/image-address.ts';
import { findNewsList } from '#lib/newsroom/reading/news-list.server.ts';
import { pressYearPath } from '#lib/newsroom/reading/news-paths.ts';
import { listPage } from '#lib/newsroom/reading/reading-pages.server.ts';
import { listPressYears, listPublicArticles } from '#lib/newsroom/reading/reading-queries.server.ts';
import { cardsOf } from '#lib/newsroom/reading/reading-view.server.ts';
import { findShownImages } from '#lib/newsroom/reading/shown-image.server.ts';
import type { Db, Trx } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { standingLead } from '../public-site/partnership-view.ts';
import { type PartnershipAddress, partnershipPath } from '../public-site/public-paths.ts';
import { listPublicPartnerships } from '../public-site/public-record-queries.server.ts';
import { findFactSheet } from './fact-sheet.server.ts';
import { pressMessages } from './press-messages.ts';
import { pressFiles, pressKitPath } from './press-paths.ts';
import { listPressContacts, listPressPictures, type PressPicture } from './press-queries.server.ts';

/** More than a newsroom has people for the press at a time. */
const contactsShown = 6;
export const picturesShown = 60;
const releasesShown = 5;

/** Where the press begins: releases, people, facts and pictures; undefined behind the last page of releases. */
export function loadPress(publicDb: Db, language: Language, query: URLSearchParams) {
	return inPublic(publicDb, async (trx) => {
		const list = await findNewsList(trx, { kind: 'press' }, language);
		const page = list && (await listPage(trx, list, query));
		if (!page) return undefined;
		const say = speak(pressMessages, language);
		return {
			...page,
			contacts: await listPressContacts(trx, contactsShown),
			years: (await listPressYears(trx, language)).map(({ year, articles }) => ({
				href: pressYearPath(language, year),
				name: year,
				count: say('count-releases', { count: articles }),
			})),
			kits: (await listPublicPartnerships(trx)).map((partnership) => ({
				href: pressKitPath(language, partnership.slug),
				name: readableText(partnership.names, language),
				standing: standingLead(partnership, language),
			})),
		};
	});
}
export type PressPageData = NonNullable<Awaited<ReturnType<typeof loadPress>>>;

/** What the press finds about a partnership; undefined where it is not public. `origin` is the address of the site. */
export function loadPressKit(publicDb: Db, address: PartnershipAddress, origin: string) {
	const { language, slug } = address;
	return inPublic(publicDb, async (trx) => {
		const sheet = await findFactSheet(trx, address, origin);
		if (!sheet) return undefined;
		const wish = { language, kind: 'press-release', partnership: slug } as const;
		const releases = await listPublicArticles(trx, wish, { limit: releasesShown });
		return {
			sheet,
			asOf: formatInstant(sheet.asOf, language),
			partnership: partnershipPath(address, ''),
			files: pressFiles.map((file) => ({ file, href: `${pressKitPath(language, slug)}/${file}` })),
			pictures: await shownPictures(trx, await listPressPictures(trx, slug, picturesShown), language),
			releases: await cardsOf(trx, releases, language),
		};
	});
}
export type PressKitData = NonNullable<Awaited<ReturnType<typeof loadPressKit>>>;

/** Pictures as the page shows them, with the file to take away. */
async function shownPictures(trx: Trx, pictures: readonly PressPicture[], language: Language) {
	const ids = pictures.map(({ id }) => id);
	const images = await findShownImages(trx, ids, { language, shape: 'whole', upTo: 640 });
	return pictures.flatMap((picture) => {
		const shown = images.get(picture.id);
		if (!shown) return [];
		const size = `${formatNumber(picture.width, language)} × ${formatNumber(picture.height, language)}`;
		const file = `${picture.format.toUpperCase()}, ${size}, ${sizeInWords(picture.sizeBytes, language)}`;
		return [{ ...shown, id: picture.publicId, href: publicAddress(picture.publicId, picture), file }];
	});
}
