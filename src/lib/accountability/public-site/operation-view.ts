import { type Say, speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { formatBase } from '#lib/relief/catalogue/amount-text.ts';
import { type BaseUnit, isBaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import { type Catalogue, categoryOf } from '#lib/relief/catalogue/catalogue.ts';
import type {
	DonorFigure,
	ItemFigures,
	PublicDelivery,
	PurposeFigure,
	YearFigure,
} from '#lib/relief/figures/figure-queries.server.ts';
import type { PublicDate } from '#lib/relief/figures/public-date.ts';
import { purposeName } from '#lib/relief/needs/need-texts.ts';
import { publicMessages } from './public-messages.ts';

/** A line of the table of figures, every number in words. */
export interface FigureRow {
	readonly code: string;
	readonly item: string;
	readonly category: string;
	readonly needed: string;
	/** How many needs of it have no known quantity, in words; null where all are known. */
	readonly unknown: string | null;
	readonly promised: string;
	readonly received: string;
	readonly inUse: string;
	readonly coverage: {
		readonly requested: number;
		readonly received: number;
		readonly onItsWay: number;
		readonly promised: number;
	};
}

/** The figures of an operation by item, grouped by category in the catalogue's order. */
export function figureRows(figures: readonly ItemFigures[], catalogue: Catalogue, language: Language): FigureRow[] {
	const say = speak(publicMessages, language);
	const order = new Map(catalogue.items.map((item, at) => [item.code, at]));
	return [...figures]
		.sort((a, b) => (order.get(a.itemCode) ?? Infinity) - (order.get(b.itemCode) ?? Infinity))
		.map((figure) => {
			const write = (quantity: number): string => writeQuantity(quantity, figure.baseUnit, language);
			const allUnknown = figure.needsUnknown > 0 && figure.needed === 0;
			return {
				code: figure.itemCode,
				item: itemName(figure.itemCode, catalogue, language),
				category: itemName(categoryOf(catalogue, figure.itemCode), catalogue, language),
				needed: allUnknown ? say('unknown') : write(figure.needed),
				unknown: figure.needsUnknown > 0 && !allUnknown ? say('plusUnknown', { count: figure.needsUnknown }) : null,
				promised: write(figure.promised),
				received: write(figure.received),
				inUse: write(figure.inUse),
				coverage: {
					requested: figure.needed,
					received: figure.received,
					onItsWay: 0,
					promised: figure.promised - figure.received,
				},
			};
		});
}

export interface DeliveryView {
	readonly publicId: string;
	readonly when: string;
	readonly datetime: string;
	readonly lines: readonly string[];
}

/** Deliveries in words. */
export function deliveryViews(
	deliveries: readonly PublicDelivery[],
	catalogue: Catalogue,
	language: Language,
): DeliveryView[] {
	const say = speak(publicMessages, language);
	return deliveries.map(({ publicId, received, lines }) => ({
		publicId,
		when: whenReceived(received, say, language),
		datetime: received.kind === 'week' ? received.monday : received.date,
		lines: lines.map((line) => {
			const item = itemName(line.itemCode, catalogue, language);
			const quantity = writeQuantity(line.quantity, line.baseUnit, language);
			return line.donor
				? say('deliveryLineFrom', { item, quantity, donor: readableText(line.donor, language).text })
				: say('deliveryLine', { item, quantity });
		}),
	}));
}

function whenReceived(received: PublicDate, say: Say<(typeof publicMessages)['en']>, language: Language): string {
	return received.kind === 'week'
		? say('deliveryWeek', { date: formatDate(received.monday, language) })
		: formatDate(received.date, language);
}

export interface DonorRow {
	readonly donor: string;
	readonly item: string;
	readonly quantity: string;
}

export function donorRows(figures: readonly DonorFigure[], catalogue: Catalogue, language: Language): DonorRow[] {
	const say = speak(publicMessages, language);
	return figures.map((figure) => ({
		donor: figure.donor ? readableText(figure.donor, language).text : say('donorUnnamed'),
		item: itemName(figure.itemCode, catalogue, language),
		quantity: writeQuantity(figure.quantity, figure.baseUnit, language),
	}));
}

export function yearPoints(figures: readonly YearFigure[]): { label: string; value: number }[] {
	return figures.map(({ year, deliveries }) => ({ label: String(year), value: deliveries }));
}

export function purposePoints(
	figures: readonly PurposeFigure[],
	language: Language,
): { label: string; value: number }[] {
	return figures.map(({ purpose, needs }) => ({ label: purposeName(purpose, language), value: needs }));
}

/** The item's name; its code where an instance has dropped it from its catalogue. */
export function itemName(code: string, catalogue: Catalogue, language: Language): string {
	return catalogue.byCode.get(code)?.names[language] ?? code;
}

function writeQuantity(quantity: number, baseUnit: string, language: Language): string {
	const unit: BaseUnit = isBaseUnit(baseUnit) ? baseUnit : 'pcs';
	return formatBase(quantity, unit, language);
}
