import { sql } from 'kysely';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type Instant, later } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { keepConsultation, keepPaper } from '#lib/partnerships/council/council-commands.server.ts';
import { addEvidence, giveMandate, moveMandate } from '#lib/partnerships/council/mandate-commands.server.ts';
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import {
	council,
	type PaperKey,
	papers,
	type ToldEvidence,
	type ToldMandate,
	type ToldPaper,
} from './story-council.ts';
import { granted, onDay, type Storyteller } from './storyteller.server.ts';

export type CouncilPapers = Readonly<Record<PaperKey, Id<'paper'>>>;

/** What the council decided, by key: agreements and the partnership's standing rest on these papers. */
export async function tellCouncil(teller: Storyteller): Promise<CouncilPapers> {
	const told = new Map<string, Id<'paper'>>();
	for (const [key, paper] of Object.entries(papers)) told.set(key, await tellPaper(teller, paper));
	return Object.fromEntries(told) as CouncilPapers;
}

async function tellPaper(teller: Storyteller, told: ToldPaper): Promise<Id<'paper'>> {
	const dated = parseFuzzyDate(told.dated) ?? null;
	const at = onDay(dated?.precision === 'day' ? dated.date : `${told.dated}-12-01`);
	const deed = { at, account: teller.account('dortmund') };
	return teller.as('dortmund', async (trx) => {
		const partnerships = await sql<{ id: Id<'partnership'> }>`select id from visible_partnerships() as id`.execute(trx);
		const { names, summary, kind } = told;
		const empty = { reference: '', originators: [], leadUnit: '', url: null, isPublic: true };
		const facts = { ...empty, names, summary, kind, council, dated };
		const paperId = granted(await keepPaper(trx, { facts, partnerships: partnerships.rows.map(({ id }) => id) }, deed));
		const { role, outcome } = told;
		if (role && outcome) {
			const unknown = { agendaItem: '', outcomeText: '', resolutionText: '', votes: null };
			const consultation = { ...unknown, body: council, met: dated, role, outcome, authoritative: role === 'decision' };
			granted(await keepConsultation(trx, { paperId, id: null, facts: consultation }, deed));
		}
		return paperId;
	});
}

/** What the council ordered and what became of it, once there is what shows it. `agreements` by the day they were signed. */
export async function tellMandates(
	teller: Storyteller,
	known: CouncilPapers,
	agreements: ReadonlyMap<string, Id<'agreement'>>,
): Promise<void> {
	const refOf = (evidence: ToldEvidence): RecordRef[] => {
		if ('paper' in evidence) return [{ kind: 'paper', id: known[evidence.paper] }];
		const id = agreements.get(evidence.agreementOf);
		return id ? [{ kind: 'agreement', id }] : [];
	};
	for (const [key, { mandates }] of Object.entries(papers)) {
		for (const [index, mandate] of mandates.entries()) {
			const paperId = known[key as PaperKey];
			await tellMandate(teller, { paperId, hours: index + 1 }, mandate, refOf);
		}
	}
}

async function tellMandate(
	teller: Storyteller,
	{ paperId, hours }: { readonly paperId: Id<'paper'>; readonly hours: number },
	told: ToldMandate,
	refOf: (evidence: ToldEvidence) => readonly RecordRef[],
): Promise<void> {
	const { task, charged, state } = told;
	const account = teller.account('dortmund');
	await teller.as('dortmund', async (trx) => {
		const given = await sql<{ createdAt: Instant }>`select created_at from paper where id = ${paperId}`.execute(trx);
		const at = later(given.rows[0]!.createdAt, hours * 3_600_000);
		const due = told.due === null ? null : plainDate(told.due);
		const id = granted(await giveMandate(trx, { paperId, facts: { task, charged, due } }, { at, account }));
		let shown = 1;
		const settled = told.on === undefined ? null : plainDate(told.on);
		const then = { at: settled ? onDay(settled, 15) : at, account };
		for (const ref of (told.evidence ?? []).flatMap(refOf)) {
			const evidence = { address: { kind: 'record' as const, ref }, note: '', on: settled };
			granted(await addEvidence(trx, { id, shown: shown++, evidence }, then));
		}
		if (state === 'ordered') return;
		granted(await moveMandate(trx, { id, shown, move: { to: state, on: settled, note: '' } }, then));
	});
}
