import { sql } from 'kysely';
import { trigramsOf } from '#lib/i18n/words/word-similarity.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlJson, sqlUuids } from '#lib/platform/database/values.server.ts';
import type { VocabularyWord } from '#lib/platform/search/search-vector.ts';
import type { Catalogue } from '#lib/relief/catalogue/catalogue.ts';
import { directorySources } from './directory-sources.server.ts';
import { type MadeEntry, makeEntry, rulesVersion } from './make-entry.server.ts';
import { partnershipSources } from './partnership-sources.server.ts';
import { reliefSources } from './relief-sources.server.ts';
import { isSearchKind, type SearchKind } from './search-kind.ts';
import type { Source, SourceRow } from './search-source.server.ts';

const sources: Readonly<Record<SearchKind, Source>> = { ...reliefSources, ...partnershipSources, ...directorySources };

const batch = 400;

/**
 * Indexes the oldest changes nobody has indexed, at most 400, in the transaction that takes them off the list: what a crash
 * interrupts is done again. Answers how many it took; 0 also where another process is at it. Runs as the worker.
 */
export async function indexChanges(trx: Trx, catalogue: Catalogue): Promise<number> {
	// One at a time, so that an older reading never overwrites a newer one.
	const { rows: locked } = await sql<{ locked: boolean }>`
		select pg_try_advisory_xact_lock(hashtextextended('tandem.search', 0)) as locked`.execute(trx);
	if (!locked[0]?.locked) return 0;
	const { rows: taken } = await sql<Change>`
		delete from search_change where number in (select number from search_change order by number limit ${batch})
		returning kind, record_id`.execute(trx);
	const changes = [...taken, ...(await dependents(trx, taken))];
	const gone = new Set<string>();
	const vocabulary = new Map<string, VocabularyWord>();
	for (const [kind, ids] of groupByKind(changes)) {
		if (isSearchKind(kind)) await indexRecords(trx, kind, ids, { catalogue, gone, vocabulary });
	}
	await keepVocabulary(trx, gone, vocabulary);
	return taken.length;
}

interface Change {
	readonly kind: string;
	readonly recordId: string;
}

function groupByKind(changes: readonly Change[]): Map<string, string[]> {
	const groups = new Map<string, Set<string>>();
	for (const { kind, recordId } of changes) groups.set(kind, (groups.get(kind) ?? new Set()).add(recordId));
	return new Map(Array.from(groups, ([kind, ids]) => [kind, [...ids].sort()]));
}

/** Records that are found by the names of others: people by their posts, mandates by their papers. */
async function dependents(trx: Trx, changes: readonly Change[]): Promise<readonly Change[]> {
	const of = (kind: string) => sqlUuids(changes.filter((each) => each.kind === kind).map(({ recordId }) => recordId));
	if (!changes.some(({ kind }) => ['organisation', 'post', 'paper', 'funding'].includes(kind))) return [];
	const { rows } = await sql<Change>`
		select 'person' as kind, t.person_id as record_id from tenure t join post on post.id = t.post_id
			where t.post_id = any(${of('post')}) or post.organisation_id = any(${of('organisation')})
		union select 'funding', funding_id from funding_current where funder_id = any(${of('organisation')})
		union select 'proof-of-use', id from report where funding_id = any(${of('funding')})
		union select 'mandate', mandate_id from mandate_current where paper_id = any(${of('paper')})`.execute(trx);
	return rows;
}

interface Work {
	readonly catalogue: Catalogue;
	/** Words that an entry has lost. */
	readonly gone: Set<string>;
	readonly vocabulary: Map<string, VocabularyWord>;
}

async function indexRecords(trx: Trx, kind: SearchKind, ids: readonly string[], work: Work): Promise<void> {
	// Locked before the records are read: who narrows a record's readers meanwhile waits, and hides the entry after us.
	const { rows: before } = await sql<{ words: string[] }>`
		select tsvector_to_array(words) as words from search_entry
		where kind = ${kind} and record_id = any(${sqlUuids(ids)}) order by record_id for update`.execute(trx);
	for (const { words } of before) for (const word of words) if (/^\p{L}/u.test(word)) work.gone.add(word);
	const { rows } = await sources[kind](sqlUuids(ids)).execute(trx);
	const entries = rows.map((row) => ({ row, made: makeEntry(row, work.catalogue) }));
	for (const { made } of entries) for (const each of made.vocabulary) work.vocabulary.set(each.word, each);
	const found = new Set(rows.map(({ id }) => id));
	const lost = ids.filter((id) => !found.has(id));
	await sql`delete from search_entry where kind = ${kind} and record_id = any(${sqlUuids(lost)})`.execute(trx);
	await writeEntries(trx, kind, entries);
}

async function writeEntries(
	trx: Trx,
	kind: SearchKind,
	entries: readonly { readonly row: SourceRow; readonly made: MadeEntry }[],
): Promise<void> {
	const rows = entries.map(({ row, made }) => ({
		id: row.id,
		circles: row.circles.filter((circle) => circle !== null),
		operation: row.operationId,
		partnership: row.partnershipId,
		dated: row.dated,
		title: made.title,
		texts: made.texts,
		words: made.vector,
	}));
	await sql`
		insert into search_entry (kind, record_id, circles, operation_id, partnership_id, dated, title, texts, words)
		select ${kind}, id, circles, operation, partnership, dated, title, texts, words::tsvector
		from jsonb_to_recordset(${sqlJson(rows)}) as e(id uuid, circles text[], operation uuid, partnership uuid, dated date,
			title jsonb, texts jsonb, words text)
		on conflict (kind, record_id) do update set circles = excluded.circles, operation_id = excluded.operation_id,
			partnership_id = excluded.partnership_id, dated = excluded.dated, title = excluded.title, texts = excluded.texts,
			words = excluded.words
		where (search_entry.circles, search_entry.operation_id, search_entry.partnership_id, search_entry.dated, search_entry.title,
				search_entry.texts, search_entry.words)
			is distinct from (excluded.circles, excluded.operation_id, excluded.partnership_id, excluded.dated, excluded.title,
				excluded.texts, excluded.words)`.execute(trx);
}

/** Adds new words, and lets go of those that no entry has any more: an erased name leaves no trace. */
async function keepVocabulary(
	trx: Trx,
	gone: ReadonlySet<string>,
	vocabulary: ReadonlyMap<string, VocabularyWord>,
): Promise<void> {
	const words = [...vocabulary.values()].map(({ word, stem }) => ({ word, stem, trigrams: trigramsOf(word) }));
	await sql`
		insert into search_word (word, stem, trigrams)
		select word, stem, trigrams from jsonb_to_recordset(${sqlJson(words)}) as w(word text, stem text, trigrams text[])
		order by word on conflict do nothing`.execute(trx);
	const orphans = [...gone].filter((word) => !vocabulary.has(word));
	if (orphans.length === 0) return;
	await sql`
		delete from search_word w where w.word = any(${orphans}::text[]) and not exists (
			select from search_entry e where e.words @@ ('''' || w.word || '''')::tsquery)`.execute(trx);
}

/** Notes every record as changed where the entries were made by other rules or from another catalogue. */
export async function keepRules(trx: Trx, catalogue: Catalogue): Promise<boolean> {
	const version = rulesVersion(catalogue);
	const { rows } = await sql`
		update search_rules set version = ${version}, since = now() where version <> ${version} returning version`.execute(
		trx,
	);
	if (rows.length === 0) return false;
	await noteEverything(trx);
	return true;
}

/** Where the ids of each kind stand. */
const tables: Readonly<Record<SearchKind, readonly [table: string, id: string]>> = {
	need: ['need_current', 'need_id'],
	'need-list': ['need_list', 'id'],
	offer: ['offer_current', 'offer_id'],
	lot: ['lot', 'id'],
	shipment: ['shipment', 'id'],
	discrepancy: ['discrepancy', 'id'],
	partnership: ['partnership', 'id'],
	agreement: ['agreement', 'id'],
	paper: ['paper', 'id'],
	mandate: ['mandate_current', 'mandate_id'],
	theme: ['theme', 'id'],
	project: ['project', 'id'],
	promise: ['promise_current', 'promise_id'],
	event: ['event', 'id'],
	exchange: ['exchange', 'id'],
	funding: ['funding_current', 'funding_id'],
	report: ['report', 'id'],
	'proof-of-use': ['report', 'id'],
	person: ['person', 'id'],
	organisation: ['organisation', 'id'],
	place: ['place', 'id'],
	operation: ['operation', 'id'],
	document: ['document', 'id'],
};

/** Notes every record there is, and every entry, so that each is looked at again. */
export async function noteEverything(trx: Trx): Promise<void> {
	await sql`insert into search_change (kind, record_id) select kind, record_id from search_entry`.execute(trx);
	for (const [kind, [table, id]] of Object.entries(tables)) {
		await sql`
			insert into search_change (kind, record_id)
			select ${kind}, ${sql.ref(id)} from ${sql.table(table)} r
			where not exists (select from search_entry e where e.kind = ${kind} and e.record_id = r.${sql.ref(id)})`.execute(
			trx,
		);
	}
}
