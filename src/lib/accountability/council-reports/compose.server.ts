import { present } from '#lib/kernel/assert.ts';
import { earliestDay, latestDay } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { listAgreementsOfPartnership } from '#lib/partnerships/agreements/agreement-queries.server.ts';
import { mandateOn } from '#lib/partnerships/council/mandate.ts';
import { listMandateEventsOfPartnership } from '#lib/partnerships/council/mandate-queries.server.ts';
import { listPapersOfPartnership } from '#lib/partnerships/council/paper-queries.server.ts';
import { listEventsOfPartnership } from '#lib/partnerships/events/event-queries.server.ts';
import type { ExchangeRecord } from '#lib/partnerships/exchanges/exchange.ts';
import { listExchangesOfPartnership } from '#lib/partnerships/exchanges/exchange-queries.server.ts';
import {
	type FundingRecord,
	findFunding,
	listFundingOfPartnership,
} from '#lib/partnerships/funding/funding-queries.server.ts';
import { leverageOf } from '#lib/partnerships/funding/leverage.ts';
import { lineState } from '#lib/partnerships/funding/plan-view.ts';
import { judgeVouchers } from '#lib/partnerships/funding/voucher.ts';
import { readVouchers } from '#lib/partnerships/funding/voucher-queries.server.ts';
import { listProjectsOfPartnership, type ProjectRecord } from '#lib/partnerships/projects/project-queries.server.ts';
import { isOverdue, promiseOn } from '#lib/partnerships/promises/promise.ts';
import {
	listPromiseEventsOfPartnership,
	listPromisesOfPartnership,
} from '#lib/partnerships/promises/promise-queries.server.ts';
import { findPartnership } from '#lib/partnerships/standing/standing-queries.server.ts';
import { listThemesOfPartnership } from '#lib/partnerships/themes/theme-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { type Measure, type Movement, measuresOf, worthOf } from './measure.ts';
import { listMovements } from './measure-queries.server.ts';
import type { ReportOutline, SectionTexts } from './report.ts';
import {
	type CouncilContent,
	type FundingLine,
	lastDayTold,
	type ProofContent,
	type ReportContent,
} from './report-content.ts';

/** An outline with its texts, and the city whose report it is. */
export interface Composition extends ReportOutline {
	readonly cityNames: LocalizedText;
	readonly texts: SectionTexts;
}

/** Computes everything a report says from the records as they are. Reading vouchers stands in the audit trail. */
export function composeReport(trx: Trx, outline: Composition, asOf: Instant): Promise<ReportContent> {
	return outline.kind === 'council' ? composeCouncil(trx, outline, asOf) : composeProof(trx, outline, asOf);
}

const itemNames = (code: string): LocalizedText => currentCatalogue().byCode.get(code)?.names ?? { de: code };

async function composeCouncil(trx: Trx, outline: Composition, asOf: Instant): Promise<CouncilContent> {
	const partnershipId = present(outline.partnershipId, 'the partnership of a council report');
	const partnership = present(await findPartnership(trx, partnershipId), 'the partnership of a report');
	const { from, until } = outline;
	const movements = await listMovements(trx, outline);
	const papers = await listPapersOfPartnership(trx, partnershipId);
	const agreements = await listAgreementsOfPartnership(trx, partnershipId);
	const fundings = (await listFundingOfPartnership(trx, partnershipId)).filter((each) => isOfPeriod(each, from, until));
	const exchanges = await listExchangesOfPartnership(trx, partnershipId);
	const events = await listEventsOfPartnership(trx, partnershipId);
	const themes = await listThemesOfPartnership(trx, partnershipId);
	const projects = await listProjectsOfPartnership(trx, partnershipId);
	const promises = await listPromisesOfPartnership(trx, partnershipId);
	const promiseEvents = await listPromiseEventsOfPartnership(trx, partnershipId);
	const mandateEvents = await listMandateEventsOfPartnership(trx, partnershipId);
	const lastDay = lastDayTold({ until, asOf });
	return {
		...commonPart(outline, movements, asOf),
		kind: 'council',
		partnership: { names: partnership.names, cities: partnership.cities.map(({ names }) => names) },
		papers: papers
			.filter(({ dated }) => dated === null || earliestDay(dated) <= until)
			.map(({ id, reference, names, dated, decision, mandates }) => ({
				id,
				reference,
				names,
				dated,
				decision: decision?.met && earliestDay(decision.met) > lastDay ? null : decision,
				mandates: mandates.map((mandate) => {
					const events = mandateEvents.get(mandate.id);
					const { state, settledOn } = events ? mandateOn(events, lastDay) : mandate;
					return { ...mandate, state, settledOn };
				}),
			})),
		agreements: agreements
			.filter(({ signedOn }) => earliestDay(signedOn) <= until)
			.toSorted((a, b) => a.signedOn.date.localeCompare(b.signedOn.date))
			.map(({ id, title, kind, signedOn, mode, place }) => ({ id, title, kind, signedOn, mode, place })),
		fundings: fundings.map(fundingLine),
		leverage: leverageOf(fundings),
		goodsCents: goodsBesides(movements, fundings),
		themes: themes
			.filter(({ since }) => earliestDay(since) <= until)
			.map(({ id, names, state, since }) => ({ id, names, state, since })),
		projects: projects.filter((project) => isProjectOfPeriod(project, from, until)).map(projectLine),
		events: events
			.filter(({ began, ended }) => overlaps(earliestDay(began), latestDay(ended ?? began), from, until))
			.toSorted((a, b) => a.began.date.localeCompare(b.began.date) || a.id.localeCompare(b.id))
			.map(({ id, title, began, ended, state, people, outcomes }) => ({
				id,
				title,
				began,
				ended,
				state,
				people,
				outcomes,
			})),
		exchanges: exchanges.filter((each) => overlaps(each.startsOn, each.endsOn, from, until)).map(exchangeLine),
		promises: promises
			.filter(({ made }) => earliestDay(made) <= until)
			.map(({ id, text, made, ...promise }) => {
				const events = promiseEvents.get(id);
				const { due, state, note } = events ? promiseOn(events, lastDay) : promise;
				return { id, text, made, due, state, note, overdue: isOverdue({ state, due }, lastDay) };
			}),
	};
}

function commonPart({ cityNames, from, until, texts }: Composition, movements: readonly Movement[], asOf: Instant) {
	const measures: readonly Measure[] = measuresOf(movements, itemNames);
	return { format: 1, city: cityNames, from, until, asOf, texts, measures } as const;
}

/** A funding counts where its period touches that of the report, or, without one, where it was last moved in it. */
function isOfPeriod({ eligibleFrom, eligibleUntil, since }: FundingRecord, from: PlainDate, until: PlainDate): boolean {
	if (eligibleFrom || eligibleUntil) return overlaps(eligibleFrom ?? eligibleUntil, eligibleUntil, from, until);
	return overlaps(since, since, from, until);
}

function overlaps(first: PlainDate | null, last: PlainDate | null, from: PlainDate, until: PlainDate): boolean {
	return first !== null && first <= until && (last ?? until) >= from;
}

function fundingLine(funding: FundingRecord): FundingLine {
	const { id, names, programme, reference, state, appliedCents, grantedCents, drawnCents, settledCents, spentCents } =
		funding;
	const amounts = { appliedCents, grantedCents, drawnCents, settledCents, spentCents };
	return { id, names, programme, reference, state, ...amounts, funder: funding.funder?.names ?? null };
}

/** The value of goods from others, without those of a giver whose funding counts as money already. */
function goodsBesides(movements: readonly Movement[], fundings: readonly FundingRecord[]): EuroCents {
	const counted = new Set<string>(
		fundings
			.filter(({ grantedCents, settledCents }) => grantedCents !== null || settledCents !== null)
			.flatMap(({ funder }) => funder?.id ?? []),
	);
	return worthOf(
		measuresOf(
			movements.filter(({ donorId }) => !counted.has(donorId)),
			itemNames,
		),
	).cents;
}

/** A project counts while it runs; one without days counts from the state it is in. */
function isProjectOfPeriod({ begins, ends, since }: ProjectRecord, from: PlainDate, until: PlainDate): boolean {
	return overlaps(earliestDay(begins ?? since), ends && latestDay(ends), from, until);
}

function projectLine({ id, code, names, state, budgetCents, milestones }: ProjectRecord) {
	const reached = milestones.filter((milestone) => milestone.state === 'reached').length;
	return { id, code, names, state, budgetCents, milestones: milestones.length, reached };
}

function exchangeLine({ id, title, kind, startsOn, endsOn, state, groups }: ExchangeRecord) {
	const counts = groups.flatMap(({ participants, leaders }) => [participants, leaders]);
	const people = counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
	return { id, title, kind, startsOn, endsOn, state, people };
}

async function composeProof(trx: Trx, outline: Composition, asOf: Instant): Promise<ProofContent> {
	const fundingId: Id<'funding'> = present(outline.fundingId, 'the funding of a proof of use');
	const funding = present(await findFunding(trx, fundingId), 'the funding of a proof of use');
	const vouchers = (await readVouchers(trx, fundingId)).filter(({ cancelledAt }) => cancelledAt === null);
	const judged = judgeVouchers(funding, vouchers);
	// Goods stand in the proof of the money they were bought with: those its funder is on record for as their giver.
	const movements = (await listMovements(trx, outline)).filter(({ donorId }) => donorId === funding.funder?.id);
	const spentOn = (number: string): EuroCents =>
		vouchers.filter((each) => each.lineNumber === number).reduce((sum, each) => sum + each.amountCents, 0) as EuroCents;
	const { plan, tolerancePerCent, returnedCents, eligibleFrom, eligibleUntil } = funding;
	return {
		...commonPart(outline, movements, asOf),
		kind: 'proof-of-use',
		funding: { ...fundingLine(funding), returnedCents, tolerancePerCent, eligibleFrom, eligibleUntil },
		plan: plan && {
			...plan,
			lines: plan.lines.map((line) => {
				const spentCents = spentOn(line.number);
				return { ...line, spentCents, state: lineState(line.plannedCents, spentCents, tolerancePerCent) };
			}),
		},
		vouchers: vouchers.map(({ id, number, dated, paidOn, payee, purpose, amountCents, lineNumber }) => ({
			number,
			dated,
			paidOn,
			payee,
			purpose,
			amountCents,
			lineNumber,
			missing: judged.get(id)?.missing ?? [],
		})),
	};
}
