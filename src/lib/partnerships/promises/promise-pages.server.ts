import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatDate, formatFuzzyDate } from '#lib/i18n/format.ts';
import { latestDay } from '#lib/kernel/fuzzy-date.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { choicesIn, listOrganisationChoices, listPartnershipChoices } from '../choice-queries.server.ts';
import { listRecordTitles, recordsIn } from '../record-titles.server.ts';
import { namedLink, recordLink } from '../record-words.ts';
import { isOpen, isOverdue, type PromiseEvent } from './promise.ts';
import { promiseForm } from './promise-form.ts';
import {
	countPromises,
	findPromise,
	listPromiseEvents,
	listPromises,
	type PromiseFilter,
} from './promise-queries.server.ts';
import { ownerRoles, promiseMoves, promiseStates } from './promise-states.ts';
import { evidenceLine, historyOf, ownerText, promiseLine } from './promise-view.ts';
import { dueText, quantityText } from './promise-words.ts';

const pageLength = 50;

/** The list of promises as the address asks for it; anything that makes no sense in the address is left out. */
export async function loadPromises(desk: OfficeDesk, query: URLSearchParams) {
	const filter = filterOf(desk, query);
	const page = Math.min(Math.max(Number.parseInt(query.get('page') ?? '', 10) || 1, 1), 10_000);
	const { rows, counts, partnerships } = await readForPage(desk, async (trx) => ({
		rows: await listPromises(trx, filter, { offset: (page - 1) * pageLength, limit: pageLength + 1 }),
		counts: await countPromises(trx, filter),
		partnerships: await listPartnershipChoices(trx),
	}));
	const kept = ['state', 'role', 'partnership', 'q'].map((name) => [name, query.get(name) ?? ''] as const);
	const address = (to: number) => `?${new URLSearchParams([...kept.map(([...each]) => each), ['page', String(to)]])}`;
	return {
		rows: rows.slice(0, pageLength).map((row) => promiseLine(row, filter.today, desk.language)),
		counts,
		state: filter.state,
		filters: Object.fromEntries(kept),
		partnerships: choicesIn(partnerships, desk.language),
		page,
		previous: page > 1 ? address(page - 1) : undefined,
		next: rows.length > pageLength ? address(page + 1) : undefined,
		mayKeep: may(desk.session, 'promises.keep'),
	};
}

function filterOf(desk: OfficeDesk, query: URLSearchParams): PromiseFilter {
	const asked = query.get('state') ?? '';
	return {
		state: (['overdue', 'settled', 'all', ...promiseStates] as const).find((state) => state === asked) ?? 'open',
		role: ownerRoles.find((role) => role === query.get('role')) ?? null,
		partnershipId: parseId<'partnership'>(query.get('partnership') ?? '') ?? null,
		words: (query.get('q') ?? '').slice(0, 200).split(/\s+/u).filter(Boolean),
		today: dayOf(desk.now),
	};
}

/** What the forms of promises offer to choose from. */
async function loadChoices(trx: Trx, desk: OfficeDesk) {
	return {
		partnerships: choicesIn(await listPartnershipChoices(trx), desk.language),
		organisations: choicesIn(await listOrganisationChoices(trx, desk.language), desk.language),
	};
}

/** A promise with its evidence, its history and the moves it may make; undefined where the city may not see it. */
export async function loadPromise(desk: OfficeDesk, idText: string) {
	const id = parseId<'promise'>(idText);
	const found =
		id &&
		(await readForPage(desk, async (trx) => {
			const promise = await findPromise(trx, id);
			const steps = await listPromiseEvents(trx, id);
			const named = [promise?.source.address ?? null, ...steps.map(evidenceOf)];
			const within = promise ? [{ kind: 'partnership', id: promise.partnershipId } as const] : [];
			const titles = await listRecordTitles(trx, desk.session, [...recordsIn(named), ...within]);
			return { promise, steps, titles };
		}));
	if (!found?.promise) return undefined;
	const { promise, steps, titles } = found;
	const { language } = desk;
	const today = dayOf(desk.now);
	const { source, due, firstDue, quantity, note } = promise;
	const own = promise.cityId === desk.actor.city && may(desk.session, 'promises.keep');
	return {
		id: promise.id,
		text: readableText(promise.text, language),
		state: promise.state,
		open: isOpen(promise),
		overdue: isOverdue(promise, today) && due ? formatDate(latestDay(due), language) : null,
		isPublic: promise.isPublic,
		since: formatFuzzyDate(promise.since, language),
		note: note ? readableText(note, language) : null,
		kind: promise.kind,
		quantity: quantity ? quantityText(quantity, language) : null,
		source: { ...source, link: source.address ? namedLink(source.address, language, titles) : null },
		made: formatFuzzyDate(promise.made, language),
		due: dueText(due, language),
		firstDue: firstDue && (!due || latestDay(firstDue) !== latestDay(due)) ? formatFuzzyDate(firstDue, language) : null,
		owner: ownerText(promise, language),
		partnership: recordLink({ kind: 'partnership', id: promise.partnershipId }, language, titles),
		keeper: readableText(promise.cityNames, language),
		evidence: promise.evidence.map((each) => evidenceLine(each, language, titles)),
		history: historyOf(steps, language, titles),
		moves: own ? promiseMoves[promise.state] : [],
		mayKeep: own,
		typed: { shown: String(promise.version), on: today } satisfies Typed,
		idempotencyKey: randomUUID(),
	};
}

const evidenceOf = (step: PromiseEvent) => (step.kind === 'evidenceAdded' ? step.evidence.address : null);

/** The form of a new promise; its source comes along from the page of a record. */
export async function loadNewPromise(desk: OfficeDesk, query: URLSearchParams) {
	const offered = await readForPage(desk, (trx) => loadChoices(trx, desk));
	const typed: Typed = {
		partnership: query.get('partnership') ?? offered.partnerships[0]?.value ?? '',
		role: desk.session.roles.includes('partner-officer') ? 'partner-officer' : 'coordinator',
		public: 'on',
	};
	return { ...offered, typed, idempotencyKey: randomUUID() };
}

/** The form that corrects a promise of the own city; undefined on another's. */
export async function loadPromiseForm(desk: OfficeDesk, idText: string) {
	const id = parseId<'promise'>(idText);
	if (!id) return undefined;
	const found = await readForPage(desk, async (trx) => ({
		promise: await findPromise(trx, id),
		offered: await loadChoices(trx, desk),
	}));
	const { promise, offered } = found;
	if (promise?.cityId !== desk.actor.city) return undefined;
	const typed: Typed = {
		...promiseForm(promise, desk.language),
		partnership: promise.partnershipId,
		shown: String(promise.version),
	};
	return { ...offered, id, text: readableText(promise.text, desk.language), typed, idempotencyKey: randomUUID() };
}
