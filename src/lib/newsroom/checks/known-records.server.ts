import { sql } from 'kysely';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { listAgreementsOfPartnership } from '#lib/partnerships/agreements/agreement-queries.server.ts';
import type { Partnership } from '#lib/partnerships/partnership.ts';
import { listPartnerships, listStandingOfPartnership } from '#lib/partnerships/standing/standing-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { fuzzyDateOf } from '#lib/platform/database/fuzzy-date.server.ts';
import { listDeliveries, listItemFigures, listPublicOperations } from '#lib/relief/figures/figure-queries.server.ts';
import type {
	DatedRecord,
	KnownName,
	KnownOperation,
	KnownPaper,
	KnownPerson,
	KnownStanding,
	Records,
} from './claim.ts';

/** What a text is compared with. */
export interface RecordsWanted {
	/** The partnership the text belongs to; null for all of the acting city. */
	readonly partnershipId: Id<'partnership'> | null;
	readonly language: Language;
	/** References of papers the text cites. */
	readonly references: readonly string[];
	readonly now: Instant;
}

/**
 * Everything a text can be compared with that the acting city may read. Numbers are those of the public projection, so that
 * no text is found right that runs ahead of disclosure.
 */
export async function findRecords(
	trx: Trx,
	{ partnershipId, language, references, now }: RecordsWanted,
): Promise<Records> {
	const all = await listPartnerships(trx);
	const meant = partnershipId === null ? all : all.filter(({ id }) => id === partnershipId);
	const ids = meant.map(({ id }) => id);
	const papers = await listPapers(trx, ids, references);
	const standings = await standingsOf(trx, meant);
	return {
		language,
		today: dayOf(now),
		operations: await publicOperations(trx, partnershipId === null ? null : meant.map(({ slug }) => slug)),
		dated: [
			...papers.flatMap(({ decided }) => decided),
			...(await agreementsOf(trx, meant)),
			...standings.map(
				({ ref, names, since }) => ({ of: 'standing', ref, names, began: since, ended: null, decided: false }) as const,
			),
			...(await listHappenings(trx, ids)),
		],
		people: await listEverybody(trx),
		names: await listNames(trx),
		papers,
		standings,
	};
}

/** Enough for every delivery an operation will ever have. */
const allDeliveries = 100_000;

async function publicOperations(trx: Trx, partnerships: readonly string[] | null): Promise<readonly KnownOperation[]> {
	const own = await sql<{ slug: string }>`select slug from operation`.execute(trx);
	const slugs = new Set(own.rows.map(({ slug }) => slug));
	const found: KnownOperation[] = [];
	for (const { slug, names, partnership } of await listPublicOperations(trx)) {
		if (!slugs.has(slug) || (partnerships && !partnerships.includes(partnership?.slug ?? ''))) continue;
		const [items, deliveries] = [await listItemFigures(trx, slug), await listDeliveries(trx, slug, allDeliveries)];
		found.push({ slug, names, partnership, items, deliveries });
	}
	return found;
}

async function agreementsOf(trx: Trx, partnerships: readonly Partnership[]): Promise<readonly DatedRecord[]> {
	const found: DatedRecord[] = [];
	for (const { id } of partnerships) {
		for (const agreement of await listAgreementsOfPartnership(trx, id)) {
			const ref = { kind: 'agreement', id: agreement.id } as const;
			found.push({
				of: 'agreement',
				ref,
				names: agreement.title,
				began: agreement.signedOn,
				ended: null,
				decided: false,
			});
		}
	}
	return found;
}

type NamedStanding = KnownStanding & { readonly names: LocalizedText };

async function standingsOf(trx: Trx, partnerships: readonly Partnership[]): Promise<readonly NamedStanding[]> {
	const found: NamedStanding[] = [];
	for (const { id, names } of partnerships) {
		for (const { kind, since } of await listStandingOfPartnership(trx, id)) {
			found.push({ ref: { kind: 'partnership', id }, names, kind, since });
		}
	}
	return found;
}

type PaperWithDecisions = KnownPaper & { readonly decided: readonly DatedRecord[] };

/** The papers of partnerships, and whichever the text cites. */
async function listPapers(
	trx: Trx,
	partnerships: readonly Id<'partnership'>[],
	references: readonly string[],
): Promise<readonly PaperWithDecisions[]> {
	const { rows } = await sql<{
		id: Id<'paper'>;
		reference: string;
		names: LocalizedText;
		dated: FuzzyDate | null;
		resolution: boolean;
		concerns: boolean;
		met: readonly { readonly on: FuzzyDate; readonly decided: boolean }[];
	}>`
		select p.id, p.reference, p.names, p.kind = 'resolution' as resolution, ${fuzzy('p.dated', 'p.dated_precision')} as dated,
			exists (select from paper_partnership l where l.paper_id = p.id and l.partnership_id = any(${[...partnerships]}::uuid[]))
				as concerns,
			coalesce((select jsonb_agg(jsonb_build_object('on', ${fuzzy('c.met', 'c.met_precision')},
					'decided', c.outcome in ('approved', 'approved-amended')) order by c.met)
				from consultation c where c.paper_id = p.id and c.met is not null and c.removed_at is null), '[]') as met
		from paper p where p.removed_at is null and (
			p.id in (select paper_id from paper_partnership where partnership_id = any(${[...partnerships]}::uuid[]))
			or lower(p.reference) = any(${references.map((each) => each.toLowerCase())}::text[]))
		order by p.id`.execute(trx);
	return rows.map(({ id, reference, names, dated, resolution, concerns, met }) => {
		const ref = { kind: 'paper', id } as const;
		const days = [...(dated ? [dated] : []), ...met.map(({ on }) => on)];
		const decisions = met.some(({ decided }) => decided)
			? met.filter(({ decided }) => decided).map(({ on }) => ({ on, decided: true }))
			: days.map((on) => ({ on, decided: resolution }));
		const decided = decisions.map(
			(each) => ({ of: 'paper', ref, names, began: each.on, ended: null, decided: each.decided }) as const,
		);
		return { ref, reference, names, days, decided: concerns ? decided : [] };
	});
}

const fuzzy = (day: string, precision: string) =>
	sql`case when ${sql.ref(day)} is not null then jsonb_build_object('date', ${sql.ref(day)}, 'precision', ${sql.ref(precision)}) end`;

/** What took place in partnerships: events and exchanges. */
async function listHappenings(trx: Trx, partnerships: readonly Id<'partnership'>[]): Promise<readonly DatedRecord[]> {
	const ids = sql`any(${[...partnerships]}::uuid[])`;
	const { rows } = await sql<DatedRecord>`
		select 'event' as of, jsonb_build_object('kind', 'event', 'id', e.id) as ref, e.title as names,
			${fuzzyDateOf('e.began')} as began, ${fuzzyDateOf('e.ended')} as ended, false as decided
		from event e where e.partnership_id = ${ids}
		union all
		select 'exchange', jsonb_build_object('kind', 'exchange', 'id', x.id), x.title,
			jsonb_build_object('date', x.starts_on, 'precision', 'day'),
			case when x.ends_on is not null then jsonb_build_object('date', x.ends_on, 'precision', 'day') end, false
		from exchange x where x.partnership_id = ${ids} and x.starts_on is not null`.execute(trx);
	return rows;
}

/** Everybody on record whom the city may see, under every spelling, with the posts they held. */
async function listEverybody(trx: Trx): Promise<readonly KnownPerson[]> {
	const { rows } = await sql<KnownPerson>`
		select jsonb_build_object('kind', 'person', 'id', p.id) as ref, p.names,
			array(select s.text from person_spelling s where s.person_id = p.id order by s.text) as spellings,
			coalesce((select jsonb_agg(jsonb_build_object('post', post.names, 'sole', post.sole,
					'began', ${fuzzyDateOf('t.began')}, 'ended', ${fuzzyDateOf('t.ended')}) order by t.began_on, t.id)
				from tenure t join post on post.id = t.post_id where t.person_id = p.id), '[]') as tenures
		from person p order by p.id`.execute(trx);
	return rows;
}

/** Cities and organisations the city may see. Donors who are persons stand in no text by way of a check. */
async function listNames(trx: Trx): Promise<readonly KnownName[]> {
	const { rows } = await sql<KnownName>`
		select 'city' as of, names from city
		union all select 'organisation', names from organisation where kind <> 'private-person'
		order by of, names`.execute(trx);
	return rows;
}
