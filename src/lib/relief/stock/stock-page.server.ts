import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatInstant, formatNumber } from '#lib/i18n/format.ts';
import { isUuid } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { toLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { formatBase } from '../catalogue/amount-text.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { attributesAsText } from '../goods-attributes/goods-attributes.ts';
import { accountName, baseUnitFrom, reasonName } from '../ledger/ledger-texts.ts';
import { itemName } from '../needs/need-texts.ts';
import { reversibleReasons } from './stock.ts';
import { stockMessages } from './stock-messages.ts';
import {
	findLot,
	type HistoryRow,
	type LotRow,
	listHistory,
	listHubs,
	listPromises,
	listStandings,
	listStock,
	type PromiseRow,
	type StandingRow,
	type StockFilter,
	type StockKey,
	type StockRow,
} from './stock-queries.server.ts';
import { codesMatching, donorText } from './stock-texts.ts';

const pageSize = 50;

/** What an address asks of the stock list. Nonsense counts as not asked. */
function filterOf(query: URLSearchParams): StockFilter & { readonly after: StockKey | null } {
	const text = (query.get('q') ?? '').trim().slice(0, 100);
	const place = query.get('place') ?? '';
	const [itemCode = '', lotId = '', accountId = ''] = (query.get('after') ?? '').split('~');
	const after = isUuid(lotId) && isUuid(accountId) ? { itemCode, lotId, accountId } : null;
	return {
		place: place === 'pledged' || isUuid(place) ? place : null,
		onlyFree: query.get('free') === 'on',
		codes: text === '' ? null : codesMatching(currentCatalogue(), text),
		text,
		after,
	};
}

/** The stock list: a page of it, the filters it was asked with, and where the next page begins. */
export async function loadStockPage(desk: OfficeDesk, url: URL) {
	const { language } = desk;
	const filter = filterOf(url.searchParams);
	const { rows, hubs } = await readForPage(desk, async (trx) => ({
		rows: await listStock(trx, filter, filter.after, pageSize + 1),
		hubs: await listHubs(trx),
	}));
	const shown = rows.slice(0, pageSize);
	const last = rows.length > pageSize ? shown.at(-1) : undefined;
	const address = (change: (query: URLSearchParams) => void) => {
		const query = new URLSearchParams(url.searchParams);
		change(query);
		return `?${query}`;
	};
	return {
		filter: { q: filter.text, place: filter.place ?? '', free: filter.onlyFree },
		hubs: hubs.map((hub) => ({ value: hub.id, label: readableText(hub.names, language).text })),
		rows: shown.map((row) => stockLine(row, language)),
		first: filter.after ? address((query) => query.delete('after')) : undefined,
		next: last && address((query) => query.set('after', `${last.itemCode}~${last.lotId}~${last.accountId}`)),
	};
}

function stockLine(row: StockRow, language: Language) {
	const baseUnit = baseUnitFrom(row.baseUnit);
	const donor = donorText(row, language);
	return {
		lotId: row.lotId,
		item: itemName(currentCatalogue(), row.itemCode, language),
		quantity: formatBase(row.units, baseUnit, language),
		free: formatBase(row.free, baseUnit, language),
		place: accountName({ kind: row.kind, place: row.place }, donor, language),
		expires: row.expiresOn ? formatDate(row.expiresOn, language) : '–',
		serialNumber: row.serialNumber,
		donor: donor ?? speak(stockMessages, language)('donor-unnamed'),
	};
}

/** A lot with where its units are, to whom they are promised, and everything that ever happened to them. */
export async function loadLotPage(desk: OfficeDesk, lotId: string) {
	if (!isUuid(lotId)) return undefined;
	const found = await readForPage(desk, async (trx) => {
		const lot = await findLot(trx, lotId);
		if (!lot) return undefined;
		return {
			lot,
			hubs: await listHubs(trx),
			standings: await listStandings(trx, lotId),
			promises: await listPromises(trx, lotId),
			history: await listHistory(trx, lotId),
		};
	});
	if (!found) return undefined;
	const { language } = desk;
	const own = found.lot.cityId === desk.actor.city;
	const donor = donorText(found.lot, language);
	const baseUnit = baseUnitFrom(found.lot.baseUnit);
	const words = { language, donor, baseUnit };
	return {
		lotId,
		item: itemName(currentCatalogue(), found.lot.itemCode, language),
		facts: lotFacts(found.lot, words),
		standings: found.standings.map((row) => standingLine(row, words)),
		promises: found.promises.map((row) => promiseLine(row, words)),
		history: found.history.map((row) => historyLine(row, words)),
		hubs: found.hubs.map((hub) => ({ value: hub.id, label: readableText(hub.names, language).text })),
		mayCorrect: own && may(desk.session, 'stock.correct'),
		mayRelease: own && may(desk.session, 'allocation.decide'),
		idempotencyKey: randomUUID(),
		now: toLocalTime(desk.now, zoneOf(language)),
		offer: own && found.lot.offerId && may(desk.session, 'offers.read') ? found.lot.offerId : null,
	};
}

interface Words {
	readonly language: Language;
	readonly donor: string | null;
	readonly baseUnit: ReturnType<typeof baseUnitFrom>;
}

function lotFacts(lot: LotRow, { language, donor, baseUnit }: Words) {
	const say = speak(stockMessages, language);
	const amount = (units: number) => formatBase(units, baseUnit, language);
	const attributes = attributesAsText(lot.attributes, language).split('\n');
	const facts = [
		[say('donor'), donor ?? say('donor-unnamed')],
		[say('lot-opened'), formatInstant(lot.openedAt, language)],
		[say('lot-quantity'), amount(lot.openedQuantity)],
		[say('lot-free'), lot.free === null ? null : amount(lot.free)],
		[say('lot-reserved'), lot.reserved === null ? null : amount(lot.reserved)],
		[say('serial-number'), lot.serialNumber],
		[say('expires'), lot.expiresOn && formatDate(lot.expiresOn, language)],
		[say('lot-available-from'), lot.availableFrom && formatDate(lot.availableFrom, language)],
		[say('lot-earmark'), lot.earmark && readableText(lot.earmark, language).text],
		[say('lot-own-transport'), lot.ownTransport ? say('lot-own-transport-yes') : null],
		[say('lot-handing-over'), lot.indivisible ? say('lot-indivisible') : null],
		[say('lot-value'), lot.valueCents === null ? null : euros(lot.valueCents, language)],
		[say('lot-weight'), lot.weightGrams === null ? null : formatBase(lot.weightGrams, 'g', language)],
		[say('lot-attributes'), attributes.join(' · ') || null],
	] as const;
	return facts.flatMap(([term, text]) => (text === null ? [] : [{ term, text }]));
}

function euros(cents: number, language: Language): string {
	return formatNumber(cents / 100, language, { style: 'currency', currency: 'EUR' });
}

function standingLine(row: StandingRow, { language, donor, baseUnit }: Words) {
	return {
		place: accountName(row, donor, language),
		quantity: formatBase(row.units, baseUnit, language),
		/** Where forms take goods from: a hub's id, or `donor`. */
		source: row.kind === 'hub' ? row.placeId : row.kind === 'pledged' ? 'donor' : null,
		shipmentId: row.shipmentId,
		shipmentNumber: row.shipmentNumber,
	};
}

function promiseLine(row: PromiseRow, { language, baseUnit }: Words) {
	const amount = (units: number) => formatBase(units, baseUnit, language);
	const waiting = row.quantity - row.released - row.loaded - row.departed;
	return {
		reservationId: row.reservationId,
		needId: row.needId,
		need: row.needItemCode ? itemName(currentCatalogue(), row.needItemCode, language) : '–',
		operation: readableText(row.operationNames, language).text,
		quantity: amount(row.quantity),
		waiting,
		parts: [
			{ key: 'promise-open', amount: amount(waiting), units: waiting },
			{ key: 'promise-loaded', amount: amount(row.loaded), units: row.loaded },
			{ key: 'promise-departed', amount: amount(row.departed), units: row.departed },
			{ key: 'promise-released', amount: amount(row.released), units: row.released },
		].filter((part) => part.units > 0) as { key: 'promise-open'; amount: string; units: number }[],
		decided: formatInstant(row.decidedAt, language),
	};
}

function historyLine(row: HistoryRow, { language, donor, baseUnit }: Words) {
	const say = speak(stockMessages, language);
	const quantity = formatBase(row.quantity, baseUnit, language);
	const from = accountName(row.giver, donor, language);
	const to = accountName(row.taker, donor, language);
	const who = row.actorName ?? say('history-by-partner');
	return {
		id: row.id,
		title: reasonName(row.reason, language),
		when: formatInstant(row.occurredAt, language),
		datetime: new Date(row.occurredAt).toISOString(),
		text: say('history-from-to', { quantity, from, to }),
		note: row.reversedBy ? say('history-reversed') : undefined,
		recorded: say('history-recorded', { when: formatInstant(row.recordedAt, language), who }),
		words: row.note,
		shipmentId: row.shipmentId,
		shipmentNumber: row.shipmentNumber,
		reversible: row.reversedBy === null && row.reverses === null && reversibleReasons.includes(row.reason),
	};
}
