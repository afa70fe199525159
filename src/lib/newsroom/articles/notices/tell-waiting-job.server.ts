import { sql } from 'kysely';
import { z } from 'zod';
import { permissions } from '#lib/access/permissions.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { type ArticleId, listArticleTitles } from '../article-queries.server.ts';
import type { EditionKey } from '../edition.ts';
import { embargoMail, reviewMail } from './notice-words.ts';

type Needed = Pick<Services, 'databases' | 'clock' | 'config'>;

/** A step of an article that waits for somebody else. */
interface Waiting {
	readonly id: ArticleId;
	readonly sequence: number;
	readonly kind: 'reviewRequested' | 'embargoSet';
	readonly edition: EditionKey | null;
	readonly until: Instant | null;
	/** The city that did it, and whoever of it did. */
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly by: string | null;
}

interface Addressee {
	readonly id: Id<'account'>;
	readonly name: string;
	readonly email: string;
	readonly language: Language;
}

/**
 * Tells by mail whoever an article waits for: those who may review it and wrote none of it; those of the partner city who may
 * agree to an embargo. Found in the database each time, so a crash costs nothing but time; the note that a step was told and its
 * mails are one transaction, so nobody is told twice. What was settled meanwhile is noted and not told. Answers how many mails.
 */
export async function tellWaiting({ databases, clock, config }: Needed): Promise<number> {
	const at = clock.now();
	const waiting = await inWorker(databases.worker, listWaiting, { readOnly: true });
	let mails = 0;
	for (const step of waiting) {
		mails += await inWorker(databases.worker, (trx) => tellOf(trx, step, at, publicOrigin(config.http)));
	}
	return mails;
}

/** An embargo counts from its last setting; a request for review while its very revision is under review. */
async function listWaiting(trx: Trx): Promise<readonly Waiting[]> {
	const { rows } = await sql<Waiting>`
		select e.article_id as id, e.sequence, e.kind, e.edition, (e.data ->> 'until')::float8 as until, e.city_id, city.names as city_names,
			a.name as by
		from article_event e join city on city.id = e.city_id left join account a on a.id = e.account_id
		where e.kind in ('reviewRequested', 'embargoSet')
			and not exists (select from article_notice n where n.article_id = e.article_id and n.sequence = e.sequence)
		order by e.at, e.article_id, e.sequence limit 200`.execute(trx);
	return rows;
}

async function tellOf(trx: Trx, step: Waiting, at: Instant, origin: string): Promise<number> {
	const { id, sequence, edition, until } = step;
	// Whoever comes second, in this process or another, finds the step told.
	const noted = await sql`insert into article_notice (article_id, sequence, at)
		values (${id}, ${sequence}, ${sqlInstant(at)}) on conflict do nothing`.execute(trx);
	if (noted.numAffectedRows === 0n) return 0;
	const addressees = step.kind === 'reviewRequested' ? await reviewers(trx, step) : await partners(trx, step);
	const titles = (await listArticleTitles(trx, [id])).get(id) ?? {};
	let mails = 0;
	for (const addressee of addressees) {
		const { language, name } = addressee;
		const told = { name, titles, by: step.by, cityNames: step.cityNames, origin, id };
		const mail =
			edition === null
				? embargoMail({ ...told, until: until ?? at }, language)
				: reviewMail({ ...told, edition }, language);
		const dedupeKey = `article:${id}:${sequence}:${addressee.id}`;
		if (await queueMail(trx, { to: addressee.email, language, ...mail, dedupeKey })) mails++;
	}
	return mails;
}

async function reviewers(trx: Trx, { id, sequence, edition, cityId }: Waiting): Promise<readonly Addressee[]> {
	const { rows } = await sql<Addressee>`
		select a.id, a.name, a.email, a.language from account a, article_edition e
		where e.article_id = ${id} and e.edition = ${edition} and e.stage = 'in-review' and a.city_id = ${cityId}
			and not exists (select from article_event later where later.article_id = ${id} and later.edition = ${edition}
				and later.kind = 'reviewRequested' and later.sequence > ${sequence})
			and a.disabled_at is null and a.id <> all (e.authors)
			and exists (select from account_role r where r.account_id = a.id and r.role = any(${[...permissions['articles.review']]}::text[]))
		order by a.id`.execute(trx);
	return rows;
}

async function partners(trx: Trx, { id, cityId, until }: Waiting): Promise<readonly Addressee[]> {
	const { rows } = await sql<Addressee>`
		select a.id, a.name, a.email, a.language from account a
		where a.disabled_at is null and a.city_id <> ${cityId}
			and a.city_id in (select p.city_id from article_current c join partnership_city p using (partnership_id)
				where c.article_id = ${id} and c.embargo_set_by = ${cityId} and c.embargo_agreed_by is null
					and round(extract(epoch from c.embargo_until) * 1000)::float8 = ${until}::float8)
			and exists (select from account_role r where r.account_id = a.id and r.role = any(${[...permissions['articles.write']]}::text[]))
		order by a.id`.execute(trx);
	return rows;
}

/** Every half minute: whoever is waited for hears of it while the one who waits is still at the desk. */
export const tellWaitingJob = defineJob({
	name: 'tell-waiting',
	input: z.object({}),
	everySeconds: 30,
	run: async (_, { services, log }) => {
		const count = await tellWaiting(services);
		if (count > 0) log.info('told of articles that wait', { count });
	},
});
