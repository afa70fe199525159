import { sql } from 'kysely';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { RecordRef } from '../record-ref.ts';
import type { FiledEvidence, MandateEvent } from './mandate.ts';
import { type MandateState, openMandateStates } from './mandate-states.ts';
import { fuzzyOf } from './paper-queries.server.ts';

export interface MandateRecord {
	readonly id: Id<'mandate'>;
	readonly paperId: Id<'paper'>;
	readonly cityId: Id<'city'>;
	readonly version: number;
	readonly state: MandateState;
	readonly task: LocalizedText;
	readonly charged: LocalizedText;
	readonly due: PlainDate | null;
	readonly settledOn: PlainDate | null;
	readonly note: string;
	readonly evidence: readonly FiledEvidence[];
	readonly paper: {
		readonly reference: string;
		readonly names: LocalizedText;
		readonly dated: FuzzyDate | null;
	};
}

interface Row extends Omit<MandateRecord, 'paper'> {
	readonly reference: string;
	readonly names: LocalizedText;
	readonly dated: PlainDate | null;
	readonly datedPrecision: FuzzyDate['precision'] | null;
}

const columns = sql`m.mandate_id as id, m.paper_id, m.city_id, m.version, m.state, m.task, m.charged, m.due, m.settled_on,
	m.note, m.evidence, p.reference, p.names, p.dated, p.dated_precision`;

function recordOf({ reference, names, dated, datedPrecision, ...row }: Row): MandateRecord {
	return { ...row, paper: { reference, names, dated: fuzzyOf(dated, datedPrecision) } };
}

/** A mandate the acting city may read. */
export async function findMandate(trx: Trx, id: Id<'mandate'>): Promise<MandateRecord | undefined> {
	const { rows } = await sql<Row>`select ${columns} from mandate_current m join paper p on p.id = m.paper_id
		where m.mandate_id = ${id}`.execute(trx);
	return rows[0] && recordOf(rows[0]);
}

/** The mandates of a paper in the order they were given. */
export async function listMandatesOfPaper(trx: Trx, paperId: Id<'paper'>): Promise<readonly MandateRecord[]> {
	const { rows } = await sql<Row>`select ${columns} from mandate_current m join paper p on p.id = m.paper_id
		where m.paper_id = ${paperId} order by m.given_at, m.mandate_id`.execute(trx);
	return rows.map(recordOf);
}

/** Mandates of all papers: what is open by its due day, what is settled by its day, newest first. */
export async function listMandates(
	trx: Trx,
	which: 'open' | 'overdue' | 'settled',
	today: PlainDate,
	limit = 500,
): Promise<readonly MandateRecord[]> {
	const open = sql`m.state = any (${[...openMandateStates]}::text[])`;
	const condition = {
		open,
		overdue: sql`${open} and m.due < ${today}`,
		settled: sql`not ${open}`,
	}[which];
	const { rows } = await sql<Row>`select ${columns} from mandate_current m join paper p on p.id = m.paper_id
		where ${condition} order by ${which === 'settled' ? sql`m.settled_on desc` : sql`m.due nulls last`}, m.mandate_id
		limit ${limit}`.execute(trx);
	return rows.map(recordOf);
}

/** Everything that happened to a mandate, oldest first, with who did it. */
export async function listMandateEvents(
	trx: Trx,
	id: Id<'mandate'>,
): Promise<readonly (MandateEvent & { readonly by: string | null })[]> {
	const { rows } = await sql<{
		kind: string;
		data: object;
		at: Instant;
		accountId: Id<'account'> | null;
		by: string | null;
	}>`select e.kind, e.data, e.at, e.account_id, a.name as by from mandate_event e
		left join account a on a.id = e.account_id where e.mandate_id = ${id} order by e.sequence`.execute(trx);
	return rows.map(
		({ kind, data, at, accountId, by }) =>
			({ kind, ...data, at, account: accountId, by }) as MandateEvent & { readonly by: string | null },
	);
}

/** The events of all mandates of a partnership's papers, oldest first, by mandate. */
export async function listMandateEventsOfPartnership(
	trx: Trx,
	partnershipId: Id<'partnership'>,
): Promise<ReadonlyMap<Id<'mandate'>, readonly MandateEvent[]>> {
	const { rows } = await sql<{
		mandateId: Id<'mandate'>;
		kind: string;
		data: object;
		at: Instant;
		account: Id<'account'> | null;
	}>`
		select e.mandate_id, e.kind, e.data, e.at, e.account_id as account
		from mandate_event e join mandate_current m on m.mandate_id = e.mandate_id
		join paper_partnership l on l.paper_id = m.paper_id
		where l.partnership_id = ${partnershipId} order by e.mandate_id, e.sequence`.execute(trx);
	const grouped = Map.groupBy(rows, ({ mandateId }) => mandateId);
	const eventOf = ({ kind, data, at, account }: (typeof rows)[number]) =>
		({ kind, ...data, at, account }) as MandateEvent;
	return new Map([...grouped].map(([id, each]) => [id, each.map(eventOf)]));
}

/** Something of the council's that falls due. */
export interface MandateDeadline {
	readonly mandateId: Id<'mandate'>;
	readonly subject: RecordRef;
	readonly kind: 'mandate';
	readonly due: PlainDate;
	readonly title: LocalizedText;
	readonly partnershipId: Id<'partnership'> | null;
	readonly cityId: Id<'city'>;
}

/** Open mandates due until a day, overdue ones first. The subject is the paper that orders them. */
export async function listMandateDeadlines(
	trx: Trx,
	{ until }: { readonly until: PlainDate },
): Promise<readonly MandateDeadline[]> {
	const { rows } = await sql<{
		mandateId: Id<'mandate'>;
		paperId: Id<'paper'>;
		due: PlainDate;
		title: LocalizedText;
		partnershipId: Id<'partnership'> | null;
		cityId: Id<'city'>;
	}>`select m.mandate_id, m.paper_id, m.due, m.task as title, m.city_id,
			(select l.partnership_id from paper_partnership l where l.paper_id = m.paper_id order by l.linked_at limit 1) as partnership_id
		from mandate_current m
		where m.state = any (${[...openMandateStates]}::text[]) and m.due <= ${until}
		order by m.due, m.mandate_id`.execute(trx);
	return rows.map(({ paperId, ...row }) => ({ ...row, kind: 'mandate', subject: { kind: 'paper', id: paperId } }));
}
