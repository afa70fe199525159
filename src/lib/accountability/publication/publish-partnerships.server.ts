import { sql } from 'kysely';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PartnershipId } from '#lib/partnerships/partnership.ts';
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import { publicDonorOf } from '../disclosure/disclosure.ts';
import type { NameOf } from '../disclosure/public-cooperation.ts';
import type { PublicRef, PublicRefOf } from '../disclosure/public-ref.ts';
import { isRecordShown, type RecordDecisions } from '../disclosure/record-disclosure.ts';
import { listPublishable, type Publishable } from './publishable.server.ts';

/** When a publication speaks; `horizon` is the moment up to which goods may be known, the strictest of its operations. */
export interface PartnershipTime {
	readonly tick: Instant;
	horizonOf(partnershipId: string): Instant;
}

/**
 * Writes the public records of all partnerships that came to life or that a public operation belongs to. Runs after the
 * operations and deliveries of the same publication were written, because links lead to those only.
 */
export async function publishPartnerships(trx: Trx, time: PartnershipTime): Promise<void> {
	const found = await sql<{ id: PartnershipId; slug: string }>`
		insert into public_partnership (slug, names, cities, kind, status, since)
		select p.slug, p.names, (select jsonb_agg(c.names order by c.slug) from partnership_city m
			join city c on c.id = m.city_id where m.partnership_id = p.id), p.kind, p.status, p.since
		from partnership p
		where p.status <> 'initiating' or p.slug in (select o.partnership ->> 'slug' from public_operation o)
		returning slug, (select p.id from partnership p where p.slug = public_partnership.slug) as id`.execute(trx);
	const deliveries = await listPublicShipments(trx);
	const nameOf = await publicNames(trx);
	for (const { id, slug } of found.rows) {
		const scope = { tick: time.tick, horizon: time.horizonOf(id), nameOf };
		const decisions = await listDecisions(trx, id);
		const records = (await listPublishable(trx, id, scope)).filter(({ kind, id: recordId, keeper }) =>
			isRecordShown({ kind, keeper }, decisions.get(`${kind} ${recordId}`)),
		);
		await insertRecords(trx, { slug, deliveries }, records);
	}
}

/** Whom the public may read of by name, by the rule for donors (R6). */
async function publicNames(trx: Trx): Promise<NameOf> {
	type Row = {
		readonly id: string;
		readonly kind: string;
		readonly nameAllowed: boolean;
		readonly names: LocalizedText;
	};
	const { rows } =
		await sql<Row>`select id, kind, public_name_allowed as name_allowed, names from organisation`.execute(trx);
	const isNamed = ({ kind, nameAllowed }: Row) =>
		publicDonorOf({ organisationKind: kind, nameAllowed }).kind === 'named';
	const names = new Map(rows.filter(isNamed).map((row) => [row.id, row.names]));
	return (id) => (id === null ? null : (names.get(id) ?? null));
}

/** What the cities of a partnership decided on single records, by "kind id" (R14a). */
export async function listDecisions(trx: Trx, id: PartnershipId): Promise<ReadonlyMap<string, RecordDecisions>> {
	const { rows } = await sql<RecordDecisions & { readonly kind: string; readonly recordId: string }>`
		select kind, record_id, shown_by, hidden_by from disclosed_record where partnership_id = ${id}`.execute(trx);
	return new Map(rows.map(({ kind, recordId, ...decisions }) => [`${kind} ${recordId}`, decisions]));
}

/** A record's own name among all ids: "standing:1" of a partnership, "agreement" of an agreement. */
const kindOf = ({ kind, part }: Pick<Publishable, 'kind' | 'part'>) => (part === undefined ? kind : `${kind}:${part}`);

/** Links between records follow only to what is published itself, so what is published is found out before links are. */
async function insertRecords(
	trx: Trx,
	{ slug, deliveries }: { readonly slug: string; readonly deliveries: readonly PublicShipment[] },
	all: readonly Publishable[],
): Promise<void> {
	const noLinks: PublicRefOf = () => undefined;
	const records = all.filter(({ content }) => content(noLinks) !== undefined);
	const publicIds = await listPublicIds(trx, records);
	const publicIdOf = (record: Publishable) => publicIds.get(`${kindOf(record)} ${record.id}`) as string;
	const refs = new Map<string, PublicRef>([
		...records.map((record): [string, PublicRef] => [
			`${record.kind} ${record.id}`,
			{ kind: 'record', of: record.kind, publicId: publicIdOf(record) },
		]),
		...deliveries.map(({ id, publicId, operation }): [string, PublicRef] => [
			`shipment ${id}`,
			{ kind: 'delivery', publicId, operation },
		]),
	]);
	const refOf = (ref: RecordRef) => refs.get(`${ref.kind} ${ref.id}`);
	const rows = records.map((record) => ({
		kind: record.kind,
		public_id: publicIdOf(record),
		sort_date: record.date?.date ?? null,
		content: record.content(refOf),
	}));
	await sql`
		insert into public_record (partnership_slug, kind, public_id, sort_date, content)
		select ${slug}, kind, public_id, sort_date, content
		from jsonb_to_recordset(${sqlJson(rows)}) as r(kind text, public_id uuid, sort_date date, content jsonb)`.execute(
		trx,
	);
}

async function listPublicIds(trx: Trx, records: readonly Publishable[]): Promise<Map<string, string>> {
	const asked = records.map((record) => ({ kind: kindOf(record), id: record.id }));
	const { rows } = await sql<{ name: string; publicId: string }>`
		select r.kind || ' ' || r.id as name, public_id_of(r.kind, r.id, s.secret) as public_id
		from jsonb_to_recordset(${sqlJson(asked)}) as r(kind text, id uuid) cross join publication_secret s`.execute(trx);
	return new Map(rows.map(({ name, publicId }) => [name, publicId]));
}

interface PublicShipment {
	readonly id: string;
	readonly publicId: string;
	readonly operation: string;
}

/** The shipments this publication has already let out, with where the public reads of them. */
async function listPublicShipments(trx: Trx): Promise<readonly PublicShipment[]> {
	const { rows } = await sql<PublicShipment>`
		select c.shipment_id as id, d.public_id, d.operation_slug as operation
		from shipment_current c cross join publication_secret s
		join public_delivery d on d.public_id = public_id_of('shipment', c.shipment_id, s.secret)`.execute(trx);
	return rows;
}
