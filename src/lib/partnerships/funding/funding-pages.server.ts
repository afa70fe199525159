import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { listOrganisations } from '#lib/directory/directory-queries.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatEuro, formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { planOfFunding } from '../grant-rules/grant-plan.ts';
import { programmesOfFunding } from '../grant-rules/grant-programmes.ts';
import { type SpokenCheck, speakCheck } from '../grant-rules/verdict-words.ts';
import { recordPath } from '../record-ref.ts';
import { listRecordTitles } from '../record-titles.server.ts';
import { type RecordTitles, recordLink } from '../record-words.ts';
import { listPartnerships } from '../standing/standing-queries.server.ts';
import type { FundingEvent } from './funding.ts';
import { fundingForm, planForm } from './funding-form.ts';
import { fundingMessages } from './funding-messages.ts';
import {
	type FundingRecord,
	findFunding,
	listFunding,
	listFundingEvents,
	listFundingOfPartnership,
} from './funding-queries.server.ts';
import { type FundingState, fundingMoves, spendingStates } from './funding-states.ts';
import { periodInWords } from './funding-words.ts';
import { leverageOf } from './leverage.ts';
import { planView } from './plan-view.ts';

const closed: readonly FundingState[] = ['settled', 'returned', 'rejected', 'dropped'];
const filters = ['all', 'open', 'closed'] as const;

const mayKeep = (desk: OfficeDesk, record: Pick<FundingRecord, 'cityId'>): boolean =>
	may(desk.session, 'funding.keep') && record.cityId === desk.actor.city;

/** The list of fundings: all the city may read, or those of one partnership. */
export async function loadFundings(desk: OfficeDesk, query: URLSearchParams) {
	const { language } = desk;
	const filter = filters.find((each) => each === query.get('state')) ?? 'all';
	const partnership = parseId<'partnership'>(query.get('partnership') ?? '');
	const { records, partnerships } = await readForPage(desk, async (trx) => ({
		records: await (partnership ? listFundingOfPartnership(trx, partnership) : listFunding(trx)),
		partnerships: await partnershipChoices(trx, language),
	}));
	const shown = records.filter(({ state }) => filter === 'all' || closed.includes(state) === (filter === 'closed'));
	const today = dayOf(desk.now);
	return {
		filter,
		filters,
		partnership: partnership ?? '',
		partnerships,
		mayKeep: may(desk.session, 'funding.keep'),
		rows: shown.map((record) => rowOf(record, language, today)),
		leverage: leverageInWords(shown, language),
	};
}

function rowOf(record: FundingRecord, language: Language, today: PlainDate) {
	const report = record.reports.find(({ submittedOn }) => submittedOn === null);
	return {
		id: record.id,
		name: readableText(record.names, language),
		funder: record.funder && readableText(record.funder.names, language),
		programme: record.programme,
		state: record.state,
		amount: euroOr(record.settledCents ?? record.grantedCents ?? record.appliedCents, language),
		period: periodInWords(record.eligibleFrom, record.eligibleUntil, language),
		report: report ? { due: formatDate(report.due, language), overdue: report.due < today } : null,
	};
}

function leverageInWords(records: readonly FundingRecord[], language: Language) {
	const { ownCents, fundersCents, unknown } = leverageOf(records);
	return { own: formatEuro(ownCents, language), funders: formatEuro(fundersCents, language), unknown };
}

const euroOr = (cents: EuroCents | null, language: Language): string | null =>
	cents === null ? null : formatEuro(cents, language);

async function partnershipChoices(trx: Trx, language: Language) {
	const partnerships = await listPartnerships(trx);
	return partnerships.map(({ id, names }) => ({ value: id as string, label: readableText(names, language).text }));
}

async function choices(trx: Trx, language: Language) {
	const search = { text: '', language, withPersons: false, offset: 0, limit: 500 };
	const organisations = await listOrganisations(trx, search);
	const label = ({ names }: (typeof organisations)[number]) => readableText(names, language).text;
	// Those on record as funders stand first: they are meant nine times of ten.
	const ordered = organisations.toSorted((a, b) => Number(b.kind === 'funder') - Number(a.kind === 'funder'));
	return {
		partnerships: await partnershipChoices(trx, language),
		funders: ordered.map((each) => ({ value: each.id as string, label: label(each) })),
	};
}

/** The form of a new funding; `?partnership=` chooses one. */
export async function loadNewFunding(desk: OfficeDesk, query: URLSearchParams) {
	const lists = await readForPage(desk, (trx) => choices(trx, desk.language));
	const wanted = query.get('partnership');
	const only = lists.partnerships.length === 1 ? lists.partnerships[0]?.value : undefined;
	const typed: Typed = { partnership: wanted ?? only ?? '', tolerance: '20', retention: '5' };
	return { ...lists, typed, idempotencyKey: randomUUID() };
}

/** The form that corrects a funding the city keeps; undefined for another's. */
export async function loadFundingForm(desk: OfficeDesk, idText: string) {
	const id = parseId<'funding'>(idText);
	return readForPage(desk, async (trx) => {
		const record = id && (await findFunding(trx, id));
		if (!record || !mayKeep(desk, record)) return undefined;
		const address = (ref: FundingRecord['subjects'][number]) => `/${desk.language}/office${recordPath(ref)}`;
		return {
			...(await choices(trx, desk.language)),
			...headOf(record, desk.language),
			typed: fundingForm(record, record.partnershipId, address),
		};
	});
}

/** The form of a funding's plan; undefined for another city's. */
export async function loadPlanForm(desk: OfficeDesk, idText: string) {
	const id = parseId<'funding'>(idText);
	const record = id && (await readForPage(desk, (trx) => findFunding(trx, id)));
	if (!record || !mayKeep(desk, record)) return undefined;
	return {
		...headOf(record, desk.language),
		hasPlan: record.plan !== null,
		typed: planForm(record.plan),
		checks: checksOf(record, desk),
	};
}

/** What the rules of its programme make of a funding: of its plan or, without one, of what is applied for or granted. */
function checksOf(
	{ programme, plan, grantedCents, appliedCents }: FundingRecord,
	desk: OfficeDesk,
): readonly SpokenCheck[] {
	const grantCents = plan?.funderCents ?? grantedCents ?? appliedCents;
	const planned = planOfFunding({ grantCents, totalCents: plan?.totalCents ?? null });
	return programmesOfFunding(programme).map((each) =>
		speakCheck(each, planned, { language: desk.language, today: dayOf(desk.now) }),
	);
}

function headOf(record: FundingRecord, language: Language) {
	return {
		id: record.id,
		name: readableText(record.names, language),
		version: record.version,
		idempotencyKey: randomUUID() as string,
	};
}

/** A funding's page; undefined where the city may not read it. */
export async function loadFunding(desk: OfficeDesk, idText: string) {
	const id = parseId<'funding'>(idText);
	if (!id) return undefined;
	return readForPage(desk, async (trx) => {
		const record = await findFunding(trx, id);
		if (!record) return undefined;
		const events = await listFundingEvents(trx, id);
		const within = record.partnershipId ? [{ kind: 'partnership', id: record.partnershipId } as const] : [];
		const titles = await listRecordTitles(trx, desk.session, [...record.subjects, ...within]);
		return viewOf(desk, record, events, titles);
	});
}

/** Whether there is money of the city's to prove the use of. */
function isSpent({ spentCents, state }: FundingRecord): boolean {
	return spentCents !== null && ['granted', 'running', 'settled', 'returned'].includes(state);
}

function viewOf(
	desk: OfficeDesk,
	record: FundingRecord,
	events: readonly (FundingEvent & { readonly by: string | null })[],
	titles: RecordTitles,
) {
	const { language } = desk;
	const today = dayOf(desk.now);
	const say = speak(fundingMessages, language);
	const { grantedCents, plan } = record;
	const spending: readonly FundingState[] = spendingStates;
	const differs =
		grantedCents !== null && record.funderId !== null && plan !== null && plan.funderCents !== grantedCents;
	return {
		...headOf(record, language),
		state: record.state,
		since: record.since && formatDate(record.since, language),
		programme: record.programme,
		reference: record.reference,
		note: record.note,
		funder: record.funder && readableText(record.funder.names, language),
		partnership:
			record.partnershipId && recordLink({ kind: 'partnership', id: record.partnershipId }, language, titles),
		keeper: readableText(record.cityNames, language).text,
		period: periodInWords(record.eligibleFrom, record.eligibleUntil, language),
		applyBy: record.applyBy && formatDate(record.applyBy, language),
		rate:
			record.rateBasisPoints === null
				? null
				: `${record.rateBasisPoints / 100} %`.replace('.', language === 'en' ? '.' : ','),
		retainUntil: record.retainUntil && formatDate(record.retainUntil, language),
		subjects: record.subjects.map((ref) => recordLink(ref, language, titles)),
		amounts: amountsOf(record, language),
		plan: planView(record, language),
		checks: record.funderId === null ? [] : checksOf(record, desk),
		planDiffers: differs
			? say('plan-differs', {
					granted: formatEuro(grantedCents, language),
					planned: formatEuro(plan.funderCents, language),
				})
			: null,
		reports: record.reports.map(({ id, kind, due, submittedOn }) => ({
			id,
			kind,
			due: formatDate(due, language),
			submitted: submittedOn && formatDate(submittedOn, language),
			overdue: submittedOn === null && due < today,
		})),
		moves: fundingMoves[record.state],
		mayDraw:
			record.funderId !== null &&
			spending.includes(record.state) &&
			grantedCents !== null &&
			record.drawnCents < grantedCents,
		mayKeep: mayKeep(desk, record),
		hasVouchers: isSpent(record),
		mayProve: isSpent(record) && record.cityId === desk.actor.city && may(desk.session, 'reports.write'),
		history: events.map((event) => ({
			what: eventInWords(event, language),
			when: formatInstant(event.at, language),
			by: event.by === null ? null : say('by', { name: event.by }),
			note: 'note' in event && event.note !== '' ? event.note : null,
		})),
		today,
	};
}

function amountsOf(record: FundingRecord, language: Language) {
	const { appliedCents, grantedCents, drawnCents, settledCents, returnedCents, spentCents, state } = record;
	const wasGranted = ['granted', 'running', 'settled', 'returned'].includes(state);
	const left = grantedCents === null ? null : ((grantedCents - drawnCents) as EuroCents);
	const isOpen = state === 'granted' || state === 'running';
	return [
		{ key: 'cents-applied', cents: appliedCents, isShown: appliedCents !== null },
		{ key: 'cents-granted', cents: grantedCents, isShown: true },
		{ key: 'cents-drawn', cents: drawnCents, isShown: grantedCents !== null && record.funderId !== null },
		{ key: 'cents-left', cents: left, isShown: isOpen && left !== null && record.funderId !== null },
		{ key: 'cents-spent', cents: spentCents, isShown: wasGranted && spentCents !== null },
		{ key: 'cents-settled', cents: settledCents, isShown: settledCents !== null },
		{ key: 'cents-returned', cents: returnedCents, isShown: returnedCents !== null },
	]
		.filter(({ isShown }) => isShown)
		.map(({ key, cents }) => ({
			key: key as 'cents-applied',
			text: euroOr(cents, language),
			otherwise: wasGranted ? ('unknown' as const) : ('not-yet' as const),
		}));
}

function eventInWords(event: FundingEvent, language: Language): string {
	const say = speak(fundingMessages, language);
	switch (event.kind) {
		case 'fundingRecorded':
			return say('did-recorded');
		case 'fundingCorrected':
			return say('did-corrected');
		case 'planSet':
			return say('did-plan', { total: formatEuro(event.plan.totalCents, language), lines: event.plan.lines.length });
		case 'fundingMoved': {
			const amount = event.cents === null ? '' : `: ${formatEuro(event.cents, language)}`;
			return `${say(`state-${event.to}`)}${amount} · ${formatDate(event.on, language)}`;
		}
		case 'moneyDrawn':
			return `${say('did-drawn', { amount: formatEuro(event.cents, language) })} · ${formatDate(event.on, language)}`;
		case 'reportSet': {
			const { kind, due } = event.report;
			return say('did-report-set', { report: say(`report-kind-${kind}`), due: formatDate(due, language) });
		}
		case 'reportSubmitted':
			return `${say('did-report-submitted')} · ${formatDate(event.on, language)}`;
		default:
			return say('did-report-dropped');
	}
}
