import { sql } from 'kysely';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { listAgreementsOfPartnership } from '#lib/partnerships/agreements/agreement-queries.server.ts';
import { listPapersOfPartnership } from '#lib/partnerships/council/paper-queries.server.ts';
import type { PartnershipId } from '#lib/partnerships/partnership.ts';
import type { PromiseEvent } from '#lib/partnerships/promises/promise.ts';
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import { listStandingOfPartnership } from '#lib/partnerships/standing/standing-queries.server.ts';
import { listThemesOfPartnership } from '#lib/partnerships/themes/theme-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson } from '#lib/platform/database/values.server.ts';
import { publicDonorOf } from '../disclosure/disclosure.ts';
import {
	type PublicRecordKind,
	type PublicRef,
	type PublicRefOf,
	publicAgreementOf,
	publicPaperOf,
	publicPromiseOf,
	publicStandingOf,
	publicThemeOf,
} from '../disclosure/public-partnership.ts';

/** When a publication speaks; `horizon` is the moment up to which goods may be known, the strictest of its operations. */
export interface PartnershipTime {
	readonly tick: Instant;
	horizonOf(partnershipId: string): Instant;
}

/** A record the public may read, before it has its public id. */
interface Publishable {
	readonly kind: PublicRecordKind;
	/** Where the id alone is not unique, as with the statements of one partnership, this tells them apart. */
	readonly part?: number;
	readonly id: string;
	readonly date: FuzzyDate | null;
	/** Undefined where disclosure lets nothing through. */
	content(refOf: PublicRefOf): object | undefined;
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
	for (const { id, slug } of found.rows) {
		const records = await listPublishable(trx, id, { tick: time.tick, horizon: time.horizonOf(id) });
		await insertRecords(trx, { slug, deliveries }, records);
	}
}

async function listPublishable(
	trx: Trx,
	id: PartnershipId,
	when: { readonly tick: Instant; readonly horizon: Instant },
): Promise<Publishable[]> {
	const standings = await listStandingOfPartnership(trx, id);
	const agreements = await listAgreementsOfPartnership(trx, id);
	const papers = await listPapersOfPartnership(trx, id);
	const themes = await listThemesOfPartnership(trx, id);
	const promises = await listToldPromises(trx, id);
	return [
		...standings.map((standing): Publishable => {
			const content = (refOf: PublicRefOf) => publicStandingOf(standing, refOf);
			return { kind: 'standing', id, part: standing.position, date: standing.since, content };
		}),
		...agreements.map((agreement): Publishable => {
			const content = (refOf: PublicRefOf) => publicAgreementOf(agreement, refOf);
			return { kind: 'agreement', id: agreement.id, date: agreement.signedOn, content };
		}),
		...papers.map((paper): Publishable => {
			const date = paper.decision?.met ?? paper.dated;
			return { kind: 'paper', id: paper.id, date, content: () => publicPaperOf(paper) };
		}),
		...themes.map((theme): Publishable => {
			return { kind: 'theme', id: theme.id, date: theme.since, content: () => publicThemeOf(theme) };
		}),
		...promises.map(({ id: promiseId, made, events, doneBy }): Publishable => {
			const content = (refOf: PublicRefOf) => publicPromiseOf(events, { ...when, refOf, doneBy });
			return { kind: 'promise', id: promiseId, date: made, content };
		}),
	];
}

interface ToldPromise {
	readonly id: string;
	readonly made: FuzzyDate;
	readonly events: readonly PromiseEvent[];
	readonly doneBy: LocalizedText | null;
}

/** The promises their keepers made public, each with its events; one query. */
async function listToldPromises(trx: Trx, partnershipId: PartnershipId): Promise<readonly ToldPromise[]> {
	type Row = Omit<ToldPromise, 'events' | 'doneBy'> & {
		readonly events: readonly (Omit<PromiseEvent, 'at'> & { readonly at: number })[];
		readonly organisation: {
			readonly kind: string;
			readonly nameAllowed: boolean;
			readonly names: LocalizedText;
		} | null;
	};
	const { rows } = await sql<Row>`
		select p.promise_id as id, jsonb_build_object('date', p.made_on, 'precision', p.made_precision) as made,
			(select jsonb_agg(e.data || jsonb_build_object('kind', e.kind,
					'at', floor(extract(epoch from e.at) * 1000)::bigint, 'account', null) order by e.sequence)
				from promise_event e where e.promise_id = p.promise_id) as events,
			case when o.id is not null then jsonb_build_object('kind', o.kind, 'nameAllowed', o.public_name_allowed,
				'names', o.names) end as organisation
		from promise_current p left join organisation o on o.id = p.owner_organisation_id
		where p.partnership_id = ${partnershipId} and p.public order by p.promise_id`.execute(trx);
	return rows.map(({ organisation, events, ...row }) => ({
		...row,
		events: events as unknown as readonly PromiseEvent[],
		doneBy:
			organisation && publicDonorOf({ organisationKind: organisation.kind, ...organisation }).kind === 'named'
				? organisation.names
				: null,
	}));
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
