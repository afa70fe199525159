import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Feedback } from './feedback.ts';

/** A city readers may write to. */
export interface Addressee {
	readonly id: Id<'city'>;
	readonly names: LocalizedText;
}

/** The cities that declare how accessible the site is: they are the ones to write to. Runs as the worker. */
export async function listAddressees(trx: Trx): Promise<readonly Addressee[]> {
	const { rows } = await sql<Addressee>`
		select id, names from city
		where id in (select city_id from public_site_text where page = 'accessibility') order by slug`.execute(trx);
	return rows;
}

/** The newest messages to the acting city, those nobody has seen to first. */
export async function listFeedback(trx: Trx, limit = 200): Promise<readonly Feedback[]> {
	const { rows } = await sql<Feedback>`
		select id, page, message, email, language, received_at, settled_at from feedback
		where city_id = current_city() order by settled_at is not null, received_at desc, id limit ${limit}`.execute(trx);
	return rows;
}
