import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { createLink, linkPath } from './links.server.ts';
import { type Role, roles } from './roles.ts';

/** A way into the demo as one of its people. */
export interface DemoLink {
	readonly role: Role;
	readonly cityName: string;
	readonly name: string;
	readonly language: Language;
	readonly url: string;
}

interface DemoPerson {
	readonly id: Id<'account'>;
	readonly role: Role;
	readonly name: string;
	readonly language: Language;
	readonly cityNames: LocalizedText;
}

/**
 * Makes a link for one person per city and role, good for seven days and as often as wanted. They open anything in demo
 * mode alone (sign-in-policy.ts); older demo links are withdrawn, so that a restart leaves no spare keys.
 */
export async function demoLinks(
	worker: Db,
	{ origin, language, now }: { readonly origin: string; readonly language: Language; readonly now: Instant },
): Promise<DemoLink[]> {
	return inWorker(worker, async (trx) => {
		await sql`delete from one_time_link where purpose = 'demo'`.execute(trx);
		const found = await sql<DemoPerson>`
			select distinct on (c.slug, r.role) a.id, r.role, a.name, a.language, c.names as city_names
			from account a join account_role r on r.account_id = a.id join city c on c.id = a.city_id
			where a.disabled_at is null
			order by c.slug, r.role, a.created_at, a.id`.execute(trx);
		const people = found.rows.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
		const links: DemoLink[] = [];
		for (const { id, role, name, language: own, cityNames } of people) {
			const url = origin + linkPath(own, await createLink(trx, id, 'demo', now));
			links.push({ role, cityName: readableText(cityNames, language).text, name, language: own, url });
		}
		return links;
	});
}
