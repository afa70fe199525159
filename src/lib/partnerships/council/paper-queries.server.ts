import { sql } from 'kysely';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { present } from '#lib/kernel/assert.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { MandateState } from './mandate-states.ts';
import { type ConsultationFacts, type PaperFacts, wordsOf } from './paper.ts';
import type { FileRole, Outcome, PaperKind } from './paper-words.ts';

/** A date and its precision as the two columns hold them. */
export function fuzzyOf(date: PlainDate | null, precision: FuzzyDate['precision'] | null): FuzzyDate | null {
	return date && precision ? { date, precision } : null;
}

export interface PaperRecord extends PaperFacts {
	readonly id: Id<'paper'>;
	readonly cityId: Id<'city'>;
	/** What the council itself calls this kind of paper. */
	readonly kindText: string;
	/** The council information system that keeps it; null where people do. */
	readonly sourceId: Id<'oparl-source'> | null;
	/** The title as the source gives it, in its language. */
	readonly sourceNames: LocalizedText;
	readonly removedAt: Instant | null;
	readonly partnerships: readonly Id<'partnership'>[];
	/** Stands for what a form shows of it; see markOf. */
	readonly mark: string;
}

interface PaperRow extends Omit<PaperRecord, 'dated' | 'mark'> {
	readonly dated: PlainDate | null;
	readonly datedPrecision: FuzzyDate['precision'] | null;
}

const paperColumns = sql`p.id, p.city_id, p.reference, p.names, p.summary, p.kind, p.kind_text, p.council, p.dated,
	p.dated_precision, p.originators, p.lead_unit, p.url, p.is_public, p.source_id, p.removed_at,
	coalesce((select jsonb_build_object(s.language, p.names ->> s.language) from oparl_source s
		where s.id = p.source_id and p.names ? s.language), '{}') as source_names,
	array(select partnership_id from paper_partnership l where l.paper_id = p.id order by partnership_id) as partnerships`;

function recordOf({ dated, datedPrecision, ...row }: PaperRow): PaperRecord {
	const record = { ...row, dated: fuzzyOf(dated, datedPrecision) };
	const { reference, names, summary, kind, council, originators, leadUnit, url, isPublic, partnerships } = record;
	const shown = {
		reference,
		names,
		summary,
		kind,
		council,
		dated: record.dated,
		originators,
		leadUnit,
		url,
		isPublic,
		partnerships,
	};
	return { ...record, mark: markOf(shown) };
}

/** A paper the acting city may read. */
export async function findPaper(trx: Trx, id: Id<'paper'>): Promise<PaperRecord | undefined> {
	const { rows } = await sql<PaperRow>`select ${paperColumns} from paper p where p.id = ${id}`.execute(trx);
	return rows[0] && recordOf(rows[0]);
}

/** The same, locked until the transaction ends; only for the city that keeps it. */
export async function lockOwnPaper(trx: Trx, id: Id<'paper'>): Promise<PaperRecord | undefined> {
	const { rows } = await sql`select from paper where id = ${id} and city_id = current_city() for update`.execute(trx);
	return rows.length > 0 ? present(await findPaper(trx, id), 'the paper just locked') : undefined;
}

export interface PaperFilter {
	readonly search: string;
	/** 2023, or null for all years. */
	readonly year: number | null;
	/** The name of a body that has or had it before it; empty for all. */
	readonly body: string;
	/** `linked`: only papers that concern a partnership; `mandates`: only those with open mandates. */
	readonly only: 'linked' | 'mandates' | null;
}

export interface ListedPaper {
	readonly id: Id<'paper'>;
	readonly reference: string;
	readonly names: LocalizedText;
	readonly kind: PaperKind;
	readonly dated: FuzzyDate | null;
	readonly outcome: Outcome | null;
	readonly linked: boolean;
	readonly openMandates: number;
}

/** Where a page of the list ends: its last paper. Papers without a day come last. */
export interface PaperPosition {
	readonly dated: PlainDate | null;
	readonly id: string;
}

/**
 * Papers, newest first, from after a position. Every word of the search must begin a word of the paper. Those that their
 * source took back are left out unless something of ours rests on them.
 */
export async function listPapers(
	trx: Trx,
	{ search, year, body, only }: PaperFilter,
	{ after, limit }: { readonly after: PaperPosition | null; readonly limit: number },
): Promise<readonly ListedPaper[]> {
	const words = wordsOf(search);
	const conditions = [
		sql`(p.removed_at is null or p.id in (select paper_id from paper_partnership)
			or p.id in (select paper_id from mandate_current))`,
		...(words.length > 0
			? [sql`p.words @@ to_tsquery('simple', ${words.map((word) => `'${word}':*`).join(' & ')})`]
			: []),
		...(year === null ? [] : [sql`p.dated between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`]),
		...(body === ''
			? []
			: [
					sql`exists (select from consultation c where c.paper_id = p.id and c.body = ${body} and c.removed_at is null)`,
				]),
		...(only === 'linked' ? [sql`p.id in (select paper_id from paper_partnership)`] : []),
		...(only === 'mandates'
			? [sql`p.id in (select paper_id from mandate_current where state in ('ordered', 'in-work', 'partly-fulfilled'))`]
			: []),
		...(after === null
			? []
			: after.dated === null
				? [sql`p.dated is null and p.id < ${after.id}`]
				: [sql`(p.dated < ${after.dated} or (p.dated = ${after.dated} and p.id < ${after.id}) or p.dated is null)`]),
	];
	type Row = Omit<ListedPaper, 'dated'> & Pick<PaperRow, 'dated' | 'datedPrecision'>;
	const { rows } = await sql<Row>`
		select p.id, p.reference, p.names, p.kind, p.dated, p.dated_precision,
			(select c.outcome from consultation c where c.paper_id = p.id and c.removed_at is null
				order by c.authoritative desc, (c.outcome <> 'open') desc, c.met desc nulls last limit 1) as outcome,
			exists (select from paper_partnership l where l.paper_id = p.id) as linked,
			(select count(*)::int from mandate_current m where m.paper_id = p.id
				and m.state in ('ordered', 'in-work', 'partly-fulfilled')) as open_mandates
		from paper p where ${sql.join(conditions, sql` and `)}
		order by p.dated desc nulls last, p.id desc limit ${limit}`.execute(trx);
	return rows.map(({ dated, datedPrecision, ...row }) => ({ ...row, dated: fuzzyOf(dated, datedPrecision) }));
}

/** What the list can be filtered by: the years there are papers of, and the bodies, those with most papers first. */
export async function listPaperChoices(
	trx: Trx,
): Promise<{ readonly years: readonly number[]; readonly bodies: readonly string[] }> {
	const years = await sql<{ year: number }>`
		select distinct extract(year from dated)::int as year from paper where dated is not null order by 1 desc`.execute(
		trx,
	);
	const bodies = await sql<{ body: string }>`
		select body from consultation where removed_at is null and body <> ''
		group by body order by count(*) desc, body limit 100`.execute(trx);
	return { years: years.rows.map(({ year }) => year), bodies: bodies.rows.map(({ body }) => body) };
}

export interface ConsultationRecord extends ConsultationFacts {
	readonly id: Id<'consultation'>;
	readonly meeting: string;
	readonly roleText: string;
	readonly fromSource: boolean;
	/** False where the source says that this body dealt with it behind closed doors. */
	readonly inPublic: boolean;
}

/** The consultations of a paper in the order of their meetings. */
export async function listConsultations(trx: Trx, paperId: Id<'paper'>): Promise<readonly ConsultationRecord[]> {
	type Row = Omit<ConsultationRecord, 'met' | 'votes'> & {
		readonly met: PlainDate | null;
		readonly metPrecision: FuzzyDate['precision'] | null;
		readonly votesFor: number | null;
		readonly votesAgainst: number | null;
		readonly votesAbstained: number | null;
	};
	const { rows } = await sql<Row>`
		select id, body, meeting, met, met_precision, agenda_item, role, role_text, authoritative, outcome, outcome_text,
			resolution_text, votes_for, votes_against, votes_abstained, oparl_url is not null as from_source,
			in_public
		from consultation where paper_id = ${paperId} and removed_at is null order by met nulls last, authoritative, id`.execute(
		trx,
	);
	return rows.map(({ met, metPrecision, votesFor, votesAgainst, votesAbstained, ...row }) => ({
		...row,
		met: fuzzyOf(met, metPrecision),
		votes: votesFor === null ? null : { for: votesFor, against: votesAgainst ?? 0, abstained: votesAbstained ?? 0 },
	}));
}

export interface FileRecord {
	readonly id: Id<'paper-file'>;
	readonly role: FileRole;
	readonly name: string;
	readonly url: string | null;
	readonly documentId: Id<'document'> | null;
	readonly mediaType: string;
	readonly sizeBytes: number | null;
	readonly statedChecksum: string;
	readonly fromSource: boolean;
	/** The checks of its content, latest first. */
	readonly checks: readonly { readonly at: string; readonly sha256: string; readonly sizeBytes: number }[];
}

/** The files of a paper with every check of their content. */
export async function listFiles(trx: Trx, paperId: Id<'paper'>): Promise<readonly FileRecord[]> {
	const { rows } = await sql<FileRecord>`
		select f.id, f.role, f.name, f.url, f.document_id, f.media_type, f.size_bytes, f.stated_checksum,
			f.oparl_url is not null as from_source,
			coalesce((select jsonb_agg(jsonb_build_object('at', c.at, 'sha256', c.sha256, 'sizeBytes', c.size_bytes)
				order by c.number desc) from paper_file_check c where c.file_id = f.id), '[]') as checks
		from paper_file f where f.paper_id = ${paperId} and f.removed_at is null order by f.position, f.id`.execute(trx);
	return rows;
}

/** What a council decided on a paper, where it has. */
interface Decision {
	readonly body: string;
	readonly met: FuzzyDate | null;
	readonly outcome: Outcome;
}

/** A paper as reports, story line and search read it. */
export interface PartnershipPaper {
	readonly id: Id<'paper'>;
	readonly cityId: Id<'city'>;
	readonly reference: string;
	readonly names: LocalizedText;
	readonly summary: LocalizedText | null;
	readonly kind: PaperKind;
	readonly dated: FuzzyDate | null;
	readonly url: string | null;
	/** Whether its keeper lets the public read of it once there is a result. */
	readonly isPublic: boolean;
	/** False where any body dealt with it behind closed doors. */
	readonly inPublic: boolean;
	readonly decision: Decision | null;
	readonly mandates: readonly {
		readonly id: Id<'mandate'>;
		readonly state: MandateState;
		readonly task: LocalizedText;
		readonly charged: LocalizedText;
		readonly due: PlainDate | null;
		readonly settledOn: PlainDate | null;
	}[];
}

/** The papers of all cities that concern a partnership, oldest first, with decision and mandates; one query. */
export async function listPapersOfPartnership(
	trx: Trx,
	partnershipId: Id<'partnership'>,
): Promise<readonly PartnershipPaper[]> {
	type Row = Omit<PartnershipPaper, 'dated' | 'decision'> &
		Pick<PaperRow, 'dated' | 'datedPrecision'> & {
			readonly decision: { body: string; met: PlainDate; precision: FuzzyDate['precision']; outcome: Outcome } | null;
		};
	const { rows } = await sql<Row>`
		select p.id, p.city_id, p.reference, p.names, p.summary, p.kind, p.dated, p.dated_precision, p.url, p.is_public,
			not exists (select from consultation c where c.paper_id = p.id and c.removed_at is null and not c.in_public) as in_public,
			(select jsonb_build_object('body', c.body, 'met', c.met, 'precision', c.met_precision, 'outcome', c.outcome)
				from consultation c where c.paper_id = p.id and c.removed_at is null and c.outcome <> 'open'
				order by c.authoritative desc, c.met desc nulls last limit 1) as decision,
			coalesce((select jsonb_agg(jsonb_build_object('id', m.mandate_id, 'state', m.state, 'task', m.task,
					'charged', m.charged, 'due', m.due, 'settledOn', m.settled_on) order by m.given_at, m.mandate_id)
				from mandate_current m where m.paper_id = p.id), '[]') as mandates
		from paper p join paper_partnership l on l.paper_id = p.id
		where l.partnership_id = ${partnershipId} and p.removed_at is null
		order by p.dated nulls last, p.id`.execute(trx);
	return rows.map(({ dated, datedPrecision, decision, ...row }) => ({
		...row,
		dated: fuzzyOf(dated, datedPrecision),
		decision: decision && {
			body: decision.body,
			met: fuzzyOf(decision.met, decision.precision),
			outcome: decision.outcome,
		},
	}));
}
