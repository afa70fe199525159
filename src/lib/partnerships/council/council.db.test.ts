import { afterAll, describe, expect, it } from 'vitest';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { granted } from '#test/laws/relief-world.ts';
import { twoDesks } from '#test/laws/two-desks.ts';
import type { Evidence } from '../evidence.ts';
import {
	correctPaper,
	keepConsultation,
	keepFile,
	keepPaper,
	linkPaper,
	type PaperDraft,
	withdrawPart,
} from './council-commands.server.ts';
import { addEvidence, correctMandate, giveMandate, moveMandate, withdrawEvidence } from './mandate-commands.server.ts';
import { findMandate, listMandateDeadlines, listMandateEvents, listMandates } from './mandate-queries.server.ts';
import type { ConsultationFacts } from './paper.ts';
import {
	findPaper,
	listConsultations,
	listFiles,
	listPaperChoices,
	listPapers,
	listPapersOfPartnership,
} from './paper-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const at = instant('2023-06-01T10:00:00Z');
const today = plainDate('2023-06-01');
const { cities, partnership, foreign, inDortmund, inZhytomyr } = await twoDesks(database);

const deed = () => ({ at, account: cities.dortmund.coordinator });

let counter = 0;
function aPaper(changes: Partial<PaperDraft['facts']> = {}, linked = true): PaperDraft {
	return {
		facts: {
			reference: `Nr. ${++counter}-23`,
			names: { de: 'Solidaritätspartnerschaft mit Schytomyr' },
			summary: null,
			kind: 'proposal',
			council: 'Rat der Stadt',
			dated: parseFuzzyDate('2023-01-15') ?? null,
			originators: ['SPD-Fraktion'],
			leadUnit: 'Büro für Internationale Beziehungen',
			url: 'https://rathaus.example/17042',
			isPublic: true,
			...changes,
		},
		partnerships: linked ? [partnership] : [],
	};
}
const kept = async (draft = aPaper()) => granted(await inDortmund((trx) => keepPaper(trx, draft, deed())));

const decided: ConsultationFacts = {
	body: 'Rat der Stadt',
	met: parseFuzzyDate('2023-02-09') ?? null,
	agendaItem: 'TOP 3.1',
	role: 'decision',
	authoritative: true,
	outcome: 'approved',
	outcomeText: 'mit Mehrheit',
	resolutionText: 'Der Rat beschließt …',
	votes: { for: 60, against: 10, abstained: 5 },
};

describe('a paper', () => {
	it('is kept with everything that was said of it, and found by words of it', async () => {
		const id = await kept(aPaper({ reference: 'Drucksache Nr. 17042-20' }));
		const consultationId = granted(
			await inDortmund((trx) => keepConsultation(trx, { paperId: id, id: null, facts: decided }, deed())),
		);
		const found = await inDortmund((trx) => findPaper(trx, id));
		expect(found).toMatchObject({
			reference: 'Drucksache Nr. 17042-20',
			dated: { date: '2023-01-15', precision: 'day' },
		});
		expect(await inDortmund((trx) => listConsultations(trx, id))).toMatchObject([{ ...decided, id: consultationId }]);
		const search = (text: string) =>
			inDortmund((trx) =>
				listPapers(trx, { search: text, year: null, body: '', only: null }, { after: null, limit: 50 }),
			);
		for (const text of ['17042', 'drucksache solidar', 'schytomyr', 'Büro Internation']) {
			expect((await search(text)).map((each) => each.id)).toContain(id);
		}
		expect(await search('schytomyr nirgendwo')).toEqual([]);
		expect((await search('17042'))[0]).toMatchObject({ outcome: 'approved', linked: true, openMandates: 0 });
	});

	it('is listed by year, body, link and open mandate, page by page, papers without a day last', async () => {
		const ids = [
			await kept(aPaper({ names: { de: 'Blatt eins' }, dated: parseFuzzyDate('2021-05') ?? null })),
			await kept(aPaper({ names: { de: 'Blatt zwei' }, dated: parseFuzzyDate('2021') ?? null }, false)),
			await kept(aPaper({ names: { de: 'Blatt drei' }, dated: null }, false)),
		];
		const facts = { ...decided, body: 'Ausschuss', met: parseFuzzyDate('2023-03-01') ?? null };
		granted(await inDortmund((trx) => keepConsultation(trx, { paperId: ids[1]!, id: null, facts }, deed())));
		const filter = { search: 'Blatt', year: null, body: '', only: null } as const;
		const list = (changes: object, after: Parameters<typeof listPapers>[2]['after'] = null, limit = 50) =>
			inDortmund((trx) => listPapers(trx, { ...filter, ...changes }, { after, limit }));
		expect((await list({})).map(({ id }) => id)).toEqual(ids);
		expect((await list({ year: 2021 })).map(({ id }) => id)).toEqual(ids.slice(0, 2));
		expect((await list({ only: 'linked' })).map(({ id }) => id)).toEqual(ids.slice(0, 1));
		expect((await list({ body: 'Ausschuss' })).map(({ id }) => id)).toEqual([ids[1]]);
		const walked: string[] = [];
		for (let after: Parameters<typeof listPapers>[2]['after'] = null; ; ) {
			const [row] = await list({}, after, 1);
			if (!row) break;
			walked.push(row.id);
			after = { dated: row.dated?.date ?? null, id: row.id };
		}
		expect(walked).toEqual(ids);
		const choices = await inDortmund(listPaperChoices);
		expect(choices.years).toContain(2021);
		expect(choices.bodies).toContain('Ausschuss');
	});

	it('is refused where its reference is taken, also for two clerks at the same moment', async () => {
		const answers = await Promise.all(
			[1, 2].map(() => inDortmund((trx) => keepPaper(trx, aPaper({ reference: 'Nr. 99' }), deed()))),
		);
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
		expect(answers.find(({ ok }) => !ok)).toMatchObject({
			refusal: [{ kind: 'reference-taken', reference: 'Nr. 99' }],
		});
		const other = aPaper({ reference: 'nr. 99' });
		expect(await inDortmund((trx) => keepPaper(trx, other, deed()))).toMatchObject({ ok: false });
	});

	it('concerns only partnerships its city is part of', async () => {
		const answer = await inDortmund((trx) => keepPaper(trx, { ...aPaper(), partnerships: [foreign] }, deed()));
		expect(answer).toEqual({ ok: false, refusal: [{ kind: 'unknown-partnership' }] });
	});

	it('is read by a partner city only while it is linked, and never changed by it', async () => {
		const id = await kept(aPaper({}, false));
		const seen = () => inZhytomyr((trx) => findPaper(trx, id));
		expect(await seen()).toBeUndefined();
		granted(await inDortmund((trx) => linkPaper(trx, { id, partnershipId: partnership }, deed())));
		const paper = await seen();
		expect(paper?.reference).toMatch(/^Nr\. /);
		const draft = { ...aPaper(), id, mark: paper!.mark };
		expect(await inZhytomyr((trx) => correctPaper(trx, draft, deed()))).toEqual({
			ok: false,
			refusal: [{ kind: 'not-yours' }],
		});
		const unlinked = await inDortmund((trx) => correctPaper(trx, { ...draft, partnerships: [] }, deed()));
		expect(unlinked.ok).toBe(true);
		expect(await seen()).toBeUndefined();
	});

	it('is not overwritten by a form that shows an older state', async () => {
		const id = await kept();
		const { mark } = (await inDortmund((trx) => findPaper(trx, id)))!;
		const first = await inDortmund((trx) => correctPaper(trx, { ...aPaper({ leadUnit: 'A' }), id, mark }, deed()));
		expect(first.ok).toBe(true);
		expect(await inDortmund((trx) => correctPaper(trx, { ...aPaper({ leadUnit: 'B' }), id, mark }, deed()))).toEqual({
			ok: false,
			refusal: [{ kind: 'changed-meanwhile' }],
		});
	});

	it('keeps files, on the web or as documents, and takes off what was linked by mistake', async () => {
		const paperId = await kept();
		const web = { name: 'Vorlage', role: 'main' as const, url: 'https://rathaus.example/v.pdf', documentId: null };
		const scan = { name: 'Scan', role: 'attachment' as const, url: null, documentId: anId<'document'>() };
		const id = granted(await inDortmund((trx) => keepFile(trx, { paperId, facts: web })));
		granted(await inDortmund((trx) => keepFile(trx, { paperId, facts: scan })));
		expect((await inDortmund((trx) => listFiles(trx, paperId))).map(({ name }) => name)).toEqual(['Vorlage', 'Scan']);
		granted(await inDortmund((trx) => withdrawPart(trx, { paperId, id, part: 'file' }, deed())));
		expect((await inDortmund((trx) => listFiles(trx, paperId))).map(({ name }) => name)).toEqual(['Scan']);
	});
});

describe('a mandate', () => {
	const facts = {
		task: { de: 'Partnerschaft begründen' },
		charged: { de: 'Verwaltung' },
		due: plainDate('2023-05-01'),
	};
	const evidence: Evidence = { address: { kind: 'link', url: 'https://example.org/urkunde' }, note: '', on: null };
	const fulfilled = { to: 'fulfilled', on: plainDate('2023-02-23'), note: '' } as const;
	const ordered = async (paperId: Id<'paper'>) =>
		granted(await inDortmund((trx) => giveMandate(trx, { paperId, facts }, deed())));

	it('is followed from order to fulfilment, with evidence, and its history tells every step', async () => {
		const paperId = await kept();
		const id = await ordered(paperId);
		const without = await inDortmund((trx) => moveMandate(trx, { id, shown: 1, move: fulfilled }, deed()));
		expect(without).toEqual({ ok: false, refusal: [{ kind: 'evidence-needed' }] });
		granted(await inDortmund((trx) => moveMandate(trx, { id, shown: 1, move: fulfilled, evidence }, deed())));
		const mandate = (await inDortmund((trx) => findMandate(trx, id)))!;
		expect(mandate).toMatchObject({ state: 'fulfilled', settledOn: '2023-02-23', version: 3, evidence: [evidence] });
		const evidenceId = mandate.evidence[0]!.id;
		const last = { id, shown: 3, evidenceId, note: 'falsch' };
		expect(await inDortmund((trx) => withdrawEvidence(trx, last, deed()))).toEqual({
			ok: false,
			refusal: [{ kind: 'evidence-still-needed' }],
		});
		granted(
			await inDortmund((trx) =>
				moveMandate(trx, { id, shown: 3, move: { to: 'in-work', on: null, note: 'doch' } }, deed()),
			),
		);
		granted(await inDortmund((trx) => withdrawEvidence(trx, { ...last, shown: 4 }, deed())));
		granted(await inDortmund((trx) => correctMandate(trx, { id, shown: 5, facts: { ...facts, due: null } }, deed())));
		const events = await inDortmund((trx) => listMandateEvents(trx, id));
		expect(events.map(({ kind }) => kind)).toEqual([
			'mandateGiven',
			'evidenceAdded',
			'mandateFulfilled',
			'mandateReopened',
			'evidenceWithdrawn',
			'mandateCorrected',
		]);
		expect(events[0]?.by).toBe('Anna Beispiel');
	});

	it('answers a page that is out of date and changes nothing', async () => {
		const id = await ordered(await kept());
		granted(await inDortmund((trx) => addEvidence(trx, { id, shown: 1, evidence }, deed())));
		expect(await inDortmund((trx) => addEvidence(trx, { id, shown: 1, evidence }, deed()))).toEqual({
			ok: false,
			refusal: [{ kind: 'changed-meanwhile' }],
		});
	});

	it('is a deadline while it is open, with the partnership it belongs to', async () => {
		const paperId = await kept();
		const id = await ordered(paperId);
		const due = () => inDortmund((trx) => listMandateDeadlines(trx, { until: today }));
		const mine = async () => (await due()).filter(({ subject }) => subject.id === (paperId as string));
		expect(await mine()).toMatchObject([{ kind: 'mandate', due: '2023-05-01', partnershipId: partnership }]);
		expect((await inZhytomyr((trx) => listMandates(trx, 'overdue', today))).map((each) => each.id)).toContain(id);
		granted(await inDortmund((trx) => moveMandate(trx, { id, shown: 1, move: fulfilled, evidence }, deed())));
		expect(await mine()).toEqual([]);
		expect((await inDortmund((trx) => listMandates(trx, 'settled', today))).map((each) => each.id)).toContain(id);
	});

	it('is read with its paper by the partner city, and by nobody else’s', async () => {
		const linked = await ordered(await kept());
		const unlinked = await ordered(await kept(aPaper({}, false)));
		expect(await inZhytomyr((trx) => findMandate(trx, linked))).toMatchObject({ state: 'ordered' });
		expect(await inZhytomyr((trx) => findMandate(trx, unlinked))).toBeUndefined();
		expect(await inZhytomyr((trx) => listMandateEvents(trx, unlinked))).toEqual([]);
		const move = { id: linked, shown: 1, move: { to: 'in-work', on: null, note: '' } } as const;
		expect(await inZhytomyr((trx) => moveMandate(trx, move, deed()))).toEqual({
			ok: false,
			refusal: [{ kind: 'not-yours' }],
		});
	});

	it('is told to reports with its paper in one query', async () => {
		const paperId = await kept(aPaper({ reference: 'Nr. Bericht' }));
		granted(await inDortmund((trx) => keepConsultation(trx, { paperId, id: null, facts: decided }, deed())));
		await ordered(paperId);
		const papers = await inZhytomyr((trx) => listPapersOfPartnership(trx, partnership));
		expect(papers.find(({ id }) => id === paperId)).toMatchObject({
			reference: 'Nr. Bericht',
			decision: { body: 'Rat der Stadt', outcome: 'approved', met: { date: '2023-02-09' } },
			mandates: [{ state: 'ordered', due: '2023-05-01' }],
		});
	});
});

describe('the database repeats the law', () => {
	const mandateOf = async (statement: string) => {
		const paperId = await kept();
		const facts = { task: { de: 'x' }, charged: { de: 'y' }, due: null };
		const id = granted(await inDortmund((trx) => giveMandate(trx, { paperId, facts }, deed())));
		return database.query(statement, [id]);
	};

	it.each([
		['changes a step of a mandate', `update mandate_event set data = '{}' where mandate_id = $1`, /append-only/],
		['deletes a step of a mandate', 'delete from mandate_event where mandate_id = $1', /append-only/],
		[
			'calls a mandate fulfilled without evidence',
			`update mandate_current set version = 2, state = 'fulfilled', settled_on = '2023-01-01' where mandate_id = $1`,
			/mandate_fulfilled_is_shown/,
		],
		[
			'drops a mandate without a reason',
			`update mandate_current set version = 2, state = 'dropped', settled_on = '2023-01-01' where mandate_id = $1`,
			/mandate_dropped_has_reason/,
		],
		[
			'settles a mandate on no day',
			`update mandate_current set version = 2, state = 'dropped', note = 'x' where mandate_id = $1`,
			/mandate_settled_has_day/,
		],
		['skips a version', 'update mandate_current set version = 1 where mandate_id = $1', /does not follow/],
	])('nobody %s, not even a superuser', async (_what, statement, message) => {
		await expect(mandateOf(statement)).rejects.toThrow(message);
	});

	it('nobody moves a mandate where the table of moves does not lead', async () => {
		const back = `update mandate_current set version = 2, state = 'dropped', note = 'x', settled_on = '2023-01-01' where mandate_id = $1`;
		await mandateOf(back);
		await expect(
			database.query(
				`update mandate_current set version = 3, state = 'fulfilled', evidence = '[1]' where state = 'dropped'`,
			),
		).rejects.toThrow(/no move leads from dropped to fulfilled/);
	});

	it.each([
		['an approved paper with fewer votes for it', `'approved', 1, 2, 0`, /consultation_approved_has_majority/],
		['a rejected paper with more votes for it', `'rejected', 2, 1, 0`, /consultation_rejected_has_none/],
		['votes without all counts', `'approved', 2, 1, null`, /consultation_votes_are_of_a_vote/],
		['an outcome nobody knows', `'perhaps', null, null, null`, /consultation_outcome_known/],
	])('there is no consultation with %s', async (_what, values, message) => {
		const paperId = await kept();
		await expect(
			database.query(
				`insert into consultation (id, paper_id, city_id, role, outcome, votes_for, votes_against, votes_abstained)
				values (gen_random_uuid(), $1, $2, 'decision', ${values})`,
				[paperId, cities.dortmund.id],
			),
		).rejects.toThrow(message);
	});

	it('nobody keeps anything of a paper in another city’s name', async () => {
		const paperId = await kept();
		const write = (text: string) =>
			inZhytomyr(async (trx) => {
				const { sql } = await import('kysely');
				await sql.raw(text).execute(trx);
			});
		const theirs = cities.dortmund.id;
		await expect(
			write(`insert into consultation (id, paper_id, city_id, role, outcome)
				values (gen_random_uuid(), '${paperId}', '${theirs}', 'decision', 'open')`),
		).rejects.toThrow(/row-level security/);
		await expect(
			write(`insert into consultation (id, paper_id, city_id, role, outcome)
				values (gen_random_uuid(), '${paperId}', '${cities.zhytomyr.id}', 'decision', 'open')`),
		).rejects.toThrow(/foreign key/);
	});
});
