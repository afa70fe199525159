import { sql } from 'kysely';
import type { Language } from '#lib/kernel/language.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { PublicSiteText, SitePage, SiteText } from './site-text.ts';

/** The latest wordings of the acting city. */
export async function listOwnSiteTexts(trx: Trx): Promise<readonly SiteText[]> {
	const { rows } = await sql<SiteText>`
		select distinct on (page, language) id, page, language, wording, blocks
		from site_text where city_id = current_city() order by page, language, wording desc`.execute(trx);
	return rows;
}

/** The latest wording of the acting city for one page in one language; undefined where it never said anything. */
export async function findOwnSiteText(trx: Trx, page: SitePage, language: Language): Promise<SiteText | undefined> {
	const { rows } = await sql<SiteText>`
		select id, page, language, wording, blocks from site_text
		where city_id = current_city() and page = ${page} and language = ${language}
		order by wording desc limit 1`.execute(trx);
	return rows[0];
}

/** What all cities say on a page, in every language they say it in. Run inside inPublic. */
export async function listPublicSiteTexts(trx: Trx, page: SitePage): Promise<readonly PublicSiteText[]> {
	const { rows } = await sql<PublicSiteText>`
		select language, city_slug, city_names, blocks, changed_on from public_site_text
		where page = ${page} order by city_slug, language`.execute(trx);
	return rows;
}
