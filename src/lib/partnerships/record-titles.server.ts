import { type RawBuilder, sql } from 'kysely';
import { type Capability, may, type RoleHolder } from '#lib/access/permissions.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlUuids } from '#lib/platform/database/values.server.ts';
import type { EvidenceAddress } from './evidence.ts';
import type { RecordKind, RecordRef } from './record-ref.ts';
import type { RecordTitles } from './record-words.ts';

interface TitledKind {
	/** What a reader needs to open such a record, and so to read its title. */
	readonly capability: Capability;
	readonly table: string;
	readonly id: string;
	/** The column of its title, text in several languages. */
	readonly title: string;
}

const titledBy = (capability: Capability, table: string, title: string, id = 'id'): TitledKind => ({
	capability,
	table,
	id,
	title,
});

/** Needs, offers, lots and reports have no title of their own: links name their kind. */
const titled: Partial<Record<RecordKind, TitledKind>> = {
	partnership: titledBy('partnership.read', 'partnership', 'names'),
	paper: titledBy('council.read', 'paper', 'names'),
	agreement: titledBy('partnership.read', 'agreement', 'title'),
	theme: titledBy('cooperation.read', 'theme', 'names'),
	project: titledBy('cooperation.read', 'project', 'names'),
	event: titledBy('cooperation.read', 'event', 'title'),
	exchange: titledBy('cooperation.read', 'exchange', 'title'),
	funding: titledBy('funding.read', 'funding_current', 'names', 'funding_id'),
	promise: titledBy('cooperation.read', 'promise_current', 'text', 'promise_id'),
	person: titledBy('partnership.read', 'person', 'names'),
	document: titledBy('partnership.read', 'document', 'title'),
	operation: titledBy('directory.read', 'operation', 'names'),
	shipment: titledBy('shipments.read', 'shipment', "jsonb_build_object('en', number)"),
};

/**
 * The titles of records that links lead to, by id, in one query. Left out is what the acting city may not see (row-level
 * security), what the reader's roles don't open, and what has no title.
 */
export async function listRecordTitles(
	trx: Trx,
	reader: RoleHolder,
	refs: readonly RecordRef[],
): Promise<RecordTitles> {
	const kinds = [...new Set(refs.map(({ kind }) => kind))];
	const parts = kinds.flatMap((kind): RawBuilder<unknown>[] => {
		const from = titled[kind];
		if (!from || !may(reader, from.capability)) return [];
		const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
		return [
			sql`select ${sql.ref(from.id)} as id, ${sql.raw(from.title)} as title
				from ${sql.table(from.table)} where ${sql.ref(from.id)} = any(${sqlUuids(ids)})`,
		];
	});
	if (parts.length === 0) return new Map();
	const { rows } = await sql<{ id: RecordRef['id']; title: LocalizedText }>`
		${sql.join(parts, sql` union all `)}`.execute(trx);
	return new Map(rows.map(({ id, title }) => [id, title]));
}

/** The records among addresses, whose titles can be looked up. */
export function recordsIn(addresses: readonly (EvidenceAddress | null)[]): readonly RecordRef[] {
	return addresses.flatMap((address) => (address?.kind === 'record' ? [address.ref] : []));
}
