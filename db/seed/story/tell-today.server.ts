import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import { addDays, dayOf } from '#lib/kernel/plain-date.ts';
import type { Storyteller } from './storyteller.server.ts';

const example = 'Beispiel für die Vorführung. · Приклад для демонстрації. · Example for the demo.';

/** An ordinary working day, invented and marked as an example: needs that compete, goods that are free, a shipment on the road. */
export async function tellToday(teller: Storyteller, now: Instant): Promise<void> {
	const reported = later(now, -4 * day);
	const zhytomyr = { operation: 'zhytomyr', note: example } as const;
	const quake = { operation: 'tuerkiye-syria', note: example } as const;
	await teller.need(
		{ ...zhytomyr, itemCode: 'PWR-GEN', units: 14, purpose: 'resilience-point', urgency: 1, minimumPower: 5 },
		reported,
	);
	await teller.need({ ...quake, itemCode: 'PWR-GEN', units: 6, purpose: 'utilities', urgency: 1 }, reported);
	await teller.need({ ...zhytomyr, itemCode: 'SHE-BED-CMP', units: 90, purpose: 'housing', urgency: 2 }, reported);
	await teller.need({ ...quake, itemCode: 'SHE-BED-CMP', units: 60, purpose: 'housing', urgency: 2 }, reported);
	await teller.need({ ...zhytomyr, itemCode: 'PWR-BNK-10', units: 120, purpose: 'schools', urgency: 3 }, reported);
	await teller.need({ ...quake, itemCode: 'SHE-TEN-FAM', units: 25, purpose: 'housing', urgency: 2 }, reported);
	await teller.need(
		{ ...zhytomyr, itemCode: 'HEA-GUN-D', units: null, purpose: 'resilience-point', urgency: 1, upTo: 'submitted' },
		reported,
	);
	const blankets = await teller.need(
		{ ...zhytomyr, itemCode: 'SHE-BLA-WOO', units: 300, purpose: 'housing', urgency: 2 },
		reported,
	);

	const offered = later(now, -3 * day);
	const remark = example;
	await teller.offer(
		{ donor: 'thw', lines: [{ itemCode: 'PWR-GEN-D06', units: 8 }], ownTransport: true, remark },
		offered,
	);
	await teller.offer(
		{ donor: 'thw', lines: [{ itemCode: 'SHE-BED-CMP', units: 75 }], availableFrom: addDays(dayOf(now), 2), remark },
		offered,
	);
	const [, , blanketLot] = await teller.offer(
		{
			donor: 'dortmundHilft',
			lines: [
				{ itemCode: 'PWR-GEN-P03', units: 4 },
				{ itemCode: 'PWR-BNK-20', units: 40, isNew: true },
				{ itemCode: 'SHE-BLA-WOO', units: 220 },
			],
			remark,
		},
		offered,
	);
	await teller.offer(
		{ donor: 'feuerwehr', lines: [{ itemCode: 'FIR-PMP-SUB', units: 6 }], remark, undecided: true },
		later(now, -day),
	);

	const decided = later(now, -2 * day);
	const [promised] = await teller.promise('zhytomyr', [{ need: blankets, lot: blanketLot!, units: 200 }], decided);
	const shipment = await teller.plan(
		'zhytomyr',
		[[promised!, 200]],
		{ authority: 'Ratsbeschluss vom 22. Mai 2025', note: example },
		decided,
	);
	await teller.sendOff(shipment, later(now, -26 * hour));
}
