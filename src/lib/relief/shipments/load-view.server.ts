import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { formatBase } from '../catalogue/amount-text.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { baseUnitFrom, placeName } from '../ledger/ledger-texts.ts';
import { itemName, purposeName } from '../needs/need-texts.ts';
import { shipmentMessages } from './shipment-messages.ts';
import type { Vehicle } from './shipment-plan.ts';
import type { LoadLineRow } from './shipment-queries.server.ts';

/** A line of the load list in words. */
export function loadLineText(row: LoadLineRow, language: Language) {
	const say = speak(shipmentMessages, language);
	const baseUnit = baseUnitFrom(row.baseUnit);
	const amount = (units: number) => formatBase(units, baseUnit, language);
	const results = [
		['result-accepted', row.accepted + row.recovered + row.surplus],
		['result-damaged', row.damaged],
		['result-missing', row.missing],
		['result-refused', row.refused],
		['result-use', row.used],
	] as const;
	const counted = results.filter(([, units]) => units > 0).map(([key, units]) => `${amount(units)} ${say(key)}`);
	const open =
		row.outstanding > 0 && counted.length > 0 ? [`${amount(row.outstanding)} ${say('result-outstanding')}`] : [];
	return {
		id: row.id,
		position: row.position,
		lotId: row.lotId,
		needId: row.needId,
		item: itemName(currentCatalogue(), row.itemCode, language),
		serialNumber: row.serialNumber,
		quantity: amount(row.quantity),
		need: needText(row, language),
		from: row.from ? placeName(row.from, language) : row.fromKnown ? say('from-donor') : '–',
		result: [...counted, ...open].join(', '),
	};
}

/** A need as a line says it: what for, and the item where it is another one. */
export function needText(
	row: { readonly itemCode: string; readonly needItemCode: string | null; readonly purpose: string | null },
	language: Language,
): string {
	const purpose = row.purpose ? purposeName(row.purpose, language) : '–';
	if (row.needItemCode === null || row.needItemCode === row.itemCode) return purpose;
	return `${purpose} (${itemName(currentCatalogue(), row.needItemCode, language)})`;
}

/** What is known of the load's weight, and whether the vehicles can carry it. Null where nothing is known. */
export function loadWeight(load: readonly LoadLineRow[], vehicles: readonly Vehicle[], language: Language) {
	const say = speak(shipmentMessages, language);
	const known = load.filter((row) => row.weightGrams !== null);
	if (known.length === 0) return null;
	const grams = known.reduce((sum, row) => sum + (row.weightGrams ?? 0), 0);
	const payloads = vehicles.map((vehicle) => vehicle.capacityGrams);
	const payload =
		payloads.length > 0 && payloads.every((each) => each !== null) ? payloads.reduce((a, b) => a + (b ?? 0), 0) : null;
	const unknown = load.length - known.length;
	return {
		text: formatBase(grams, 'g', language),
		kilograms: Math.round(grams / 1000),
		payloadKilograms: payload === null ? null : Math.round((payload ?? 0) / 1000),
		unknown: unknown > 0 ? say('load-weight-some', { count: unknown }) : null,
		over: payload !== null && grams > (payload ?? 0),
	};
}
