import type { Id } from '#lib/kernel/id.ts';
import { type Instant, later } from '#lib/kernel/instant.ts';
import { addDays, dayOf, type PlainDate, plainDate } from '#lib/kernel/plain-date.ts';
import type { Result } from '#lib/kernel/result.ts';
import { documentFrom } from '#lib/media/documents/document-upload.server.ts';
import type { FundingFacts } from '#lib/partnerships/funding/funding.ts';
import {
	drawMoney,
	expectReport,
	moveFunding,
	recordFunding,
	setPlan,
} from '#lib/partnerships/funding/funding-commands.server.ts';
import { readPlan } from '#lib/partnerships/funding/funding-form.ts';
import { readMoney } from '#lib/partnerships/funding/money-field.ts';
import { enterVoucher } from '#lib/partnerships/funding/voucher-commands.server.ts';
import { readVoucher } from '#lib/partnerships/funding/voucher-form.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { application, gifts, ownMoney, type ToldFunding, type ToldVoucher } from './story-funding.ts';
import { granted, onDay, type Storyteller } from './storyteller.server.ts';

type Deed = Parameters<typeof recordFunding>[2];

/** Who paid for what: the gifts of 2025 as the sources tell them, own money and an application as examples. */
export async function tellFunding(teller: Storyteller, now: Instant): Promise<void> {
	for (const gift of gifts) await tellOne(teller, gift, onDay('2025-01-20'));
	const own = await tellOne(teller, ownMoney, onDay('2025-01-15'));
	const today = dayOf(now);
	await inTurn(teller, own, now, (trx, which, deed) =>
		expectReport(trx, { ...which, report: { kind: 'proof-of-use', due: addDays(today, 12) } }, deed),
	);
	await tellApplication(teller, now, today);
}

type Work = (trx: Trx, which: { id: Id<'funding'>; shown: number }, deed: Deed) => Promise<Result<null, unknown>>;

/** A funding of the story with how often it was changed. */
interface Told {
	readonly id: Id<'funding'>;
	shown: number;
}

async function inTurn(teller: Storyteller, told: Told, at: Instant, work: Work): Promise<void> {
	const deed = { at, account: teller.account('dortmund') };
	granted(await teller.as('dortmund', (trx) => work(trx, { ...told }, deed)));
	told.shown++;
}

async function tellOne(teller: Storyteller, funding: ToldFunding, at: Instant): Promise<Told> {
	const deed = { at, account: teller.account('dortmund') };
	const partnershipId = teller.cast.partnership as Id<'partnership'>;
	const facts = factsOf(teller, funding);
	const id = granted(await teller.as('dortmund', (trx) => recordFunding(trx, { partnershipId, facts }, deed)));
	const told: Told = { id, shown: 1 };
	const { plan } = funding;
	if (plan) {
		const typed = { lines: plan.lines, total: plan.total, funderShare: plan.funder, ownShare: plan.own };
		await inTurn(teller, told, at, (trx, which, by) => setPlan(trx, { ...which, plan: granted(readPlan(typed)) }, by));
	}
	for (const { to, on, euro } of funding.moves) {
		const cents = euro === undefined ? null : granted(readMoney({ euro }, 'euro'));
		const move = { to, on: plainDate(on), cents, note: '' };
		await inTurn(teller, told, onDay(on, 15), (trx, which, by) => moveFunding(trx, { ...which, move }, by));
	}
	for (const voucher of funding.vouchers ?? []) await tellVoucher(teller, id, voucher);
	return told;
}

function factsOf(
	teller: Storyteller,
	{ names, funder, programme, note, period, ratePerCent }: ToldFunding,
): FundingFacts {
	return {
		names,
		programme: programme ?? null,
		reference: null,
		note: [note.de, note.uk, note.en].join(' · '),
		funderId: funder && (teller.cast.organisations[funder] as Id<'organisation'>),
		subjects: [],
		applyBy: null,
		eligibleFrom: period ? plainDate(period[0]) : null,
		eligibleUntil: period ? plainDate(period[1]) : null,
		rateBasisPoints: ratePerCent === undefined ? null : ratePerCent * 100,
		tolerancePerCent: 20,
		retentionYears: 5,
	};
}

async function tellVoucher(teller: Storyteller, fundingId: Id<'funding'>, told: ToldVoucher): Promise<void> {
	const { hasScan, ...typed } = told;
	const text = `${told.number} · ${told.dated} · ${told.payee} · ${told.purpose} · ${told.amount} €\n`;
	const upload = hasScan ? granted(documentFrom(`${told.number}.txt`, new TextEncoder().encode(text))) : undefined;
	const entered = { fundingId, entry: granted(readVoucher(typed)), upload };
	const deed = { at: onDay(told.paidOn ?? told.dated, 15), account: teller.account('dortmund') };
	granted(await teller.as('dortmund', (trx) => enterVoucher(trx, entered, deed)));
}

async function tellApplication(teller: Storyteller, now: Instant, today: PlainDate): Promise<void> {
	const { applied, starts, ends, ...funding } = application;
	const period = [addDays(today, starts), addDays(today, ends)] as const;
	const at = (days: number) => later(now, -days * 86_400_000);
	const told = await tellOne(teller, { ...funding, period }, at(applied + 1));
	const amount = granted(readMoney({ euro: funding.plan!.funder }, 'euro'));
	for (const [to, days] of [
		['applied', applied],
		['granted', applied - 25],
		['running', applied - 30],
	] as const) {
		const move = { to, on: dayOf(at(days)), cents: to === 'running' ? null : amount, note: '' };
		await inTurn(teller, told, at(days), (trx, which, deed) => moveFunding(trx, { ...which, move }, deed));
	}
	const draw = { cents: granted(readMoney({ euro: '5.000,00' }, 'euro')), on: dayOf(at(10)), note: '' };
	await inTurn(teller, told, at(10), (trx, which, deed) => drawMoney(trx, { ...which, draw }, deed));
	const report = { kind: 'interim' as const, due: addDays(today, 3) };
	await inTurn(teller, told, at(10), (trx, which, deed) => expectReport(trx, { ...which, report }, deed));
}
