import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { Block } from '../articles/block.ts';
import { beyondText, type SitePage, type SiteTextRefusal } from './site-text.ts';
import { findOwnSiteText } from './site-text-queries.server.ts';

export interface SiteTextInput {
	readonly page: SitePage;
	readonly language: Language;
	/** The number of the wording the form showed; another one since is never overwritten. */
	readonly shown: number;
	/** None takes the acting city off the page in this language. */
	readonly blocks: readonly Block[];
	readonly at: Instant;
}

/** Held until the transaction ends: of two wordings of a city at once, the second learns of the first. */
async function lockOwnSiteTexts(trx: Trx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtext('tandem.site-text'), hashtext(current_city()::text))`.execute(trx);
}

/** Keeps a new wording of the acting city and shows it to the public at once. */
export async function saveSiteText(
	trx: Trx,
	{ page, language, shown, blocks, at }: SiteTextInput,
): Promise<Result<null, readonly SiteTextRefusal[]>> {
	const beyond = beyondText(blocks);
	if (beyond !== undefined) return refused([{ kind: 'only-text', block: beyond }]);
	await lockOwnSiteTexts(trx);
	const wording = (await findOwnSiteText(trx, page, language))?.wording ?? 0;
	if (wording !== shown) return refused([{ kind: 'changed-meanwhile' }]);
	const id = randomUUID();
	await sql`
		insert into site_text (id, city_id, page, language, wording, blocks, saved_at, account_id)
		values (${id}, current_city(), ${page}, ${language}, ${wording + 1}, ${sqlJson(blocks)}, ${sqlInstant(at)},
			current_account())`.execute(trx);
	await sql`delete from public_site_text
		where city_id = current_city() and page = ${page} and language = ${language}`.execute(trx);
	if (blocks.length > 0) {
		await sql`
			insert into public_site_text (city_id, page, language, city_slug, city_names, blocks, changed_on)
			select id, ${page}, ${language}, slug, names, ${sqlJson(blocks)}, ${dayOf(at)}
			from city where id = current_city()`.execute(trx);
	}
	await recordAudit(trx, {
		action: 'site-text.saved',
		subjectKind: 'site-text',
		subjectId: id,
		details: { page, language, wording: wording + 1 },
	});
	return ok(null);
}
