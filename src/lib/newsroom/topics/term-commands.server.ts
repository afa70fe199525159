import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import type { TermKind } from './term.ts';
import type { TermRefusal } from './term-refusal.ts';

type Answer<Value> = Promise<Result<Value, readonly TermRefusal[]>>;

/** Adds a term. Its slug names it in addresses, so there is one of a kind in the whole Tandem. */
export async function addTerm(
	trx: Trx,
	{ kind, slug, names }: { readonly kind: TermKind; readonly slug: string; readonly names: LocalizedText },
): Answer<Id<'term'>> {
	const id = randomUUID() as Id<'term'>;
	const added = await sql`insert into newsroom_term (id, city_id, kind, slug, names)
		values (${id}, current_city(), ${kind}, ${slug}, ${sqlJson(names)}) on conflict do nothing`.execute(trx);
	if (added.numAffectedRows === 0n) return refused([{ kind: 'term-exists', slug }]);
	await recordAudit(trx, { action: 'term.added', subjectKind: 'term', subjectId: id });
	return ok(id);
}

/** Corrects the names of a term of the own city. */
export async function renameTerm(
	trx: Trx,
	{ id, names }: { readonly id: Id<'term'>; readonly names: LocalizedText },
): Answer<null> {
	const renamed = await sql`update newsroom_term set names = ${sqlJson(names)} where id = ${id}`.execute(trx);
	if (renamed.numAffectedRows === 0n) return refused([{ kind: 'not-yours' }]);
	await recordAudit(trx, { action: 'term.renamed', subjectKind: 'term', subjectId: id });
	return ok(null);
}

/** Retires a term of the own city, or takes it up again: nothing new is filed under it meanwhile. */
export async function retireTerm(
	trx: Trx,
	{ id, retiredAt }: { readonly id: Id<'term'>; readonly retiredAt: Instant | null },
): Answer<null> {
	const changed = await sql`update newsroom_term set retired_at = ${retiredAt === null ? null : sqlInstant(retiredAt)}
		where id = ${id}`.execute(trx);
	if (changed.numAffectedRows === 0n) return refused([{ kind: 'not-yours' }]);
	const action = retiredAt === null ? 'term.taken-up' : 'term.retired';
	await recordAudit(trx, { action, subjectKind: 'term', subjectId: id });
	return ok(null);
}
