import { textOf } from '#lib/access/form-values.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { isUuid } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type PlainDate, parsePlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { editableAmount } from '../catalogue/amount-text.ts';
import { toBase } from '../catalogue/base-unit.ts';
import { shipmentMessages } from './shipment-messages.ts';
import { type ShipmentPlan, stopKinds, type Transport, transports } from './shipment-plan.ts';
import type { FieldMessage } from './shipment-texts.ts';

/** How many stops, vehicles and drivers the form offers rows for. */
export const planRows = 4;
export const rowNumbers = Array.from({ length: planRows }, (_, index) => index + 1);

const longest = { carrier: 200, authority: 300, note: 2000 } as const;

/** A sent form, or a saved plan, as the fields of the form show it. */
export type TypedPlan = Readonly<Record<string, string>>;

/** Understands the plan a form describes; refuses field by field, all at once. */
export function parsePlan(form: FormData, language: Language): Result<ShipmentPlan, readonly FieldMessage[]> {
	const say = speak(shipmentMessages, language);
	const errors: FieldMessage[] = [];
	const text = (name: keyof typeof longest) => {
		const value = textOf(form, name).trim();
		if (value.length > longest[name])
			errors.push({ field: name, message: say('error-too-long', { most: longest[name] }) });
		return value;
	};
	const day = (name: string): PlainDate | null => {
		const value = textOf(form, name);
		const parsed = value === '' ? null : parsePlainDate(value);
		if (parsed === undefined) errors.push({ field: name, message: say('error-no-day') });
		return parsed ?? null;
	};
	const measure = (name: string, unit: 'kg' | 'm3', perBase: number): number | null => {
		const typed = textOf(form, name).trim();
		if (typed === '') return null;
		const amount = toBase(typed, unit, { unit }, language);
		if (amount.ok) return amount.value * perBase;
		errors.push({ field: name, message: say('error-no-number', { typed, example: unit === 'kg' ? '7500' : '36' }) });
		return null;
	};
	const place = (name: string) => (isUuid(textOf(form, name)) ? textOf(form, name) : null);
	const transport = textOf(form, 'transport');
	if (!isTransport(transport)) errors.push({ field: 'transport', message: say('error-transport-missing') });
	const plan: ShipmentPlan = {
		transport: isTransport(transport) ? transport : 'own',
		carrier: text('carrier') || null,
		originId: place('origin'),
		destinationId: place('destination'),
		authority: text('authority') || null,
		plannedDeparture: day('plannedDeparture'),
		plannedArrival: day('plannedArrival'),
		note: text('note'),
		stops: rowNumbers.flatMap((row) => {
			const description = textOf(form, `stop-${row}`).trim().slice(0, 200);
			const kind = stopKinds.find((each) => each === textOf(form, `stopKind-${row}`)) ?? 'handover';
			return description === '' ? [] : [{ kind, description }];
		}),
		vehicles: rowNumbers.flatMap((row) => {
			const kind = textOf(form, `vehicle-${row}`).trim().slice(0, 80);
			const capacityGrams = measure(`payload-${row}`, 'kg', 1);
			// The catalogue counts cubic metres in thousandths, which are litres; vehicles are kept in millilitres.
			const capacityMillilitres = measure(`volume-${row}`, 'm3', 1000);
			return kind === '' ? [] : [{ kind, capacityGrams, capacityMillilitres }];
		}),
		crew: rowNumbers.flatMap((row) => {
			const driver = textOf(form, `driver-${row}`).trim().slice(0, 120);
			const plate = textOf(form, `plate-${row}`).trim().slice(0, 40);
			const phone = textOf(form, `phone-${row}`).trim().slice(0, 40);
			return driver === '' && plate === '' && phone === '' ? [] : [{ driver, plate, phone }];
		}),
	};
	if (plan.plannedArrival && plan.plannedDeparture && plan.plannedArrival < plan.plannedDeparture)
		errors.push({ field: 'plannedArrival', message: say('error-arrives-before-departure') });
	return errors.length > 0 ? refused(errors) : ok(plan);
}

function isTransport(text: string): text is Transport {
	return (transports as readonly string[]).includes(text);
}

/** A saved plan as the fields of the form show it. */
export function fieldsOfPlan(plan: ShipmentPlan, language: Language): TypedPlan {
	const fields: Record<string, string> = {
		transport: plan.transport,
		carrier: plan.carrier ?? '',
		origin: plan.originId ?? '',
		destination: plan.destinationId ?? '',
		authority: plan.authority ?? '',
		plannedDeparture: plan.plannedDeparture ?? '',
		plannedArrival: plan.plannedArrival ?? '',
		note: plan.note,
	};
	for (const [index, stop] of plan.stops.entries()) {
		fields[`stopKind-${index + 1}`] = stop.kind;
		fields[`stop-${index + 1}`] = stop.description;
	}
	for (const [index, vehicle] of plan.vehicles.entries()) {
		fields[`vehicle-${index + 1}`] = vehicle.kind;
		const { capacityGrams: grams, capacityMillilitres: millilitres } = vehicle;
		fields[`payload-${index + 1}`] = grams === null ? '' : editableAmount(grams, 'g', language);
		fields[`volume-${index + 1}`] =
			millilitres === null ? '' : editableAmount(Math.floor(millilitres / 1000), 'm3-thousandth', language);
	}
	for (const [index, member] of plan.crew.entries()) {
		fields[`driver-${index + 1}`] = member.driver;
		fields[`plate-${index + 1}`] = member.plate;
		fields[`phone-${index + 1}`] = member.phone;
	}
	return fields;
}
