import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { printMarkup } from '../articles/markup/print-markup.ts';
import { shownText } from '../articles/shown-block.ts';
import { type SitePage, type SiteTextRefusal, sitePages, textsForReader } from './site-text.ts';
import { saveSiteText } from './site-text-commands.server.ts';
import { readSiteText } from './site-text-form.ts';
import { findOwnSiteText, listOwnSiteTexts, listPublicSiteTexts } from './site-text-queries.server.ts';

/** What the public reads on one of the pages a site must have: each city's words, in the nearest language there is. */
export async function loadSitePage(publicDb: Db, page: SitePage, reader: Language) {
	const texts = await inPublic(publicDb, (trx) => listPublicSiteTexts(trx, page));
	const shown = textsForReader(texts, [reader, ...languages.filter((each) => each !== reader)]);
	return {
		page,
		texts: shown.map(({ language, citySlug, cityNames, blocks, changedOn }) => ({
			language,
			citySlug,
			city: readableText(cityNames, reader).text,
			blocks: shownText(blocks),
			changed: { day: changedOn, text: formatDate(changedOn, reader) },
		})),
	};
}

export type SitePageView = Awaited<ReturnType<typeof loadSitePage>>;

/** The pages of the site with the languages the acting city says something in. */
export async function loadSiteTexts(desk: OfficeDesk) {
	const own = await readForPage(desk, listOwnSiteTexts);
	return {
		rows: sitePages.map((page) => ({
			page,
			said: own.filter((text) => text.page === page && text.blocks.length > 0).map(({ language }) => language),
		})),
	};
}

/** The form for one page in one language. */
export async function loadSiteTextForm(desk: OfficeDesk, page: SitePage, language: Language) {
	const text = await readForPage(desk, (trx) => findOwnSiteText(trx, page, language));
	const typed: Typed = { text: printMarkup(text?.blocks ?? []), shown: String(text?.wording ?? 0) };
	return { page, textLanguage: language, typed, preview: shownText(text?.blocks ?? []), idempotencyKey: randomUUID() };
}

/** Keeps what the form says. */
export async function changeSiteText(
	desk: OfficeDesk,
	page: SitePage,
	language: Language,
	typed: Typed,
): Promise<Result<null, readonly SiteTextRefusal[]>> {
	if (!may(desk.session, 'site-texts.keep')) return refused([{ kind: 'not-permitted' }]);
	const before = await readForPage(desk, (trx) => findOwnSiteText(trx, page, language));
	const blocks = readSiteText(typed, before?.blocks ?? []);
	if (!blocks.ok) return blocks;
	const input = { page, language, shown: Number(typed['shown']), blocks: blocks.value, at: desk.now };
	const sent = { name: 'save-site-text', subject: `${page} ${language}`, typed };
	return runForm<null, SiteTextRefusal>(desk, sent, (trx) => saveSiteText(trx, input));
}
