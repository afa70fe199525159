import { day, later } from '#lib/kernel/instant.ts';
import { onDay, type Storyteller } from './storyteller.server.ts';
import type { ToldShipments } from './told-article.ts';

/** What the sources don't say and the demo has to assume is marked with these words where people read it. */
const example = [
	'Beispielwert: Die Quelle nennt keine Zahl.',
	'Приклад: джерело числа не називає.',
	'Example value: the source gives no figure.',
].join(' · ');
const exampleDate = [
	'Beispieldatum: Die Quelle nennt keinen Tag.',
	'Приклад: джерело дати не називає.',
	'Example date: the source gives no day.',
].join(' · ');
const partly = [
	'Teilweise geliefert, seither anders gedeckt (Beispiel)',
	'Доставлено частково, решту забезпечено інакше (приклад)',
	'Delivered in part, since covered otherwise (example)',
].join(' · ');
const noFigure = [
	'Die Quelle nennt keine Menge.',
	'Джерело кількості не називає.',
	'The source gives no quantity.',
].join(' · ');

/** 2023 and 2025 as the public sources tell them (db/seed/story.json); answers the shipments that arrived. */
export async function tellHistory(teller: Storyteller): Promise<ToldShipments> {
	const spring = await tellSpring2023(teller);
	return { ...spring, transports2025: await tellTransports2025(teller) };
}

/** What was asked for in spring 2023. */
async function tellNeeds2023(teller: Storyteller) {
	const reported = onDay('2023-02-27');
	const zhytomyr = { operation: 'zhytomyr', substitutes: false } as const;
	const generators = await teller.need(
		{ ...zhytomyr, itemCode: 'PWR-GEN', units: 40, purpose: 'resilience-point', urgency: 1, note: example },
		reported,
	);
	const beds = await teller.need(
		{ ...zhytomyr, itemCode: 'SHE-BED-CMP', units: 300, purpose: 'housing', urgency: 2, note: example },
		reported,
	);
	const ladders = await teller.need(
		{ ...zhytomyr, itemCode: 'VEH-FIR-DLK', units: 2, purpose: 'fire-and-rescue', urgency: 1, note: example },
		reported,
	);
	const quakeLadders = await teller.need(
		{
			operation: 'tuerkiye-syria',
			itemCode: 'VEH-FIR-DLK',
			units: 2,
			purpose: 'fire-and-rescue',
			urgency: 1,
			note: example,
			substitutes: false,
		},
		reported,
	);
	await teller.need(
		{ ...zhytomyr, itemCode: 'MCO', units: null, purpose: 'medical', urgency: 2, note: noFigure },
		reported,
	);
	return { generators, beds, ladders, quakeLadders };
}

async function tellSpring2023(teller: Storyteller): Promise<Pick<ToldShipments, 'ladders' | 'generatorsAndBeds'>> {
	const { generators, beds, ladders, quakeLadders } = await tellNeeds2023(teller);
	const { thwGenerators, thwBeds, ukraineLadders, turkishLadders } = await tellOffers2023(teller);

	const decided = onDay('2023-03-10');
	const promises = [
		{ need: ladders, lot: ukraineLadders!, units: 2 },
		{ need: generators, lot: thwGenerators!, units: 25 },
		{ need: beds, lot: thwBeds!, units: 200 },
	];
	const [ladderPromise, generatorPromise, bedPromise] = await teller.promise('zhytomyr', promises, decided);
	const [quakePromise] = await teller.promise(
		'tuerkiye-syria',
		[{ need: quakeLadders, lot: turkishLadders!, units: 2 }],
		decided,
	);

	const authority = 'Ratsbeschluss vom 9. Februar 2023';
	const first = await teller.plan('zhytomyr', [[ladderPromise!, 2]], { authority, note: exampleDate }, decided);
	await teller.sendOff(first, onDay('2023-03-13'));
	const [ladderLine] = await teller.receive(first, onDay('2023-03-16'), exampleDate);
	await teller.putToUse(ladderLine!, 2, exampleDate, onDay('2023-03-24'));
	await teller.closeNeed(
		ladders,
		'Vollständig geliefert · Доставлено повністю · Delivered in full',
		onDay('2023-03-24', 10),
	);

	const second = await teller.plan(
		'zhytomyr',
		[
			[generatorPromise!, 25],
			[bedPromise!, 200],
		],
		{ authority, transport: 'donor', originId: null, carrier: 'THW', note: exampleDate },
		onDay('2023-03-20'),
	);
	await teller.sendOff(second, onDay('2023-03-28'));
	await teller.receive(second, onDay('2023-03-31'), exampleDate);
	for (const need of [generators, beds]) await teller.closeNeed(need, partly, onDay('2023-04-14'));
	await teller.plan(
		'tuerkiye-syria',
		[[quakePromise!, 2]],
		{ authority: 'Ratsvorlage vom 23. März 2023' },
		onDay('2023-03-14'),
	);
	return { ladders: first, generatorsAndBeds: second };
}

/** What was offered, and from it the lots that were accepted. */
async function tellOffers2023(teller: Storyteller) {
	const offered = onDay('2023-03-02');
	await teller.offer(
		{ donor: 'gesundheitsamt', lines: [{ itemCode: 'MCO', units: null }], remark: noFigure, undecided: true },
		onDay('2023-02-28'),
	);
	const [thwGenerators, thwBeds] = await teller.offer(
		{
			donor: 'thw',
			lines: [
				{ itemCode: 'PWR-GEN', units: 25 },
				{ itemCode: 'SHE-BED-CMP', units: 200 },
			],
			ownTransport: true,
		},
		offered,
	);
	const brigade = { donor: 'feuerwehr', lines: [{ itemCode: 'VEH-FIR-DLK', units: 2 }] } as const;
	const [ukraineLadders] = await teller.offer(brigade, offered);
	const [turkishLadders] = await teller.offer({ ...brigade, earmark: 'tuerkiye-syria' }, offered);
	return { thwGenerators, thwBeds, ukraineLadders, turkishLadders };
}

async function tellTransports2025(teller: Storyteller): Promise<readonly string[]> {
	const reported = onDay('2025-01-13');
	const zhytomyr = { operation: 'zhytomyr', substitutes: false } as const;
	const kitchens = await teller.need(
		{ ...zhytomyr, itemCode: 'HOU-CAN-COM', units: 2, purpose: 'schools', urgency: 3, note: example },
		reported,
	);
	const generators = await teller.need(
		{ ...zhytomyr, itemCode: 'PWR-GEN', units: 48, purpose: 'resilience-point', urgency: 2, note: example },
		reported,
	);
	await teller.need(
		{ ...zhytomyr, itemCode: 'MED-BED', units: null, purpose: 'medical', urgency: 2, note: noFigure },
		reported,
	);
	await teller.need(
		{ ...zhytomyr, itemCode: 'CLO', units: null, purpose: 'schools', urgency: 4, note: noFigure },
		reported,
	);

	const offered = onDay('2025-01-27');
	const [kitchenLot] = await teller.offer(
		{ donor: 'giz', lines: [{ itemCode: 'HOU-CAN-COM', units: 2, valueCents: 12_000_000, isNew: true }] },
		offered,
	);
	const [generatorLot] = await teller.offer(
		{
			donor: 'engagementGlobal',
			lines: [
				{ itemCode: 'PWR-GEN', units: 48, isNew: true },
				{ itemCode: 'MED-BED', units: null },
			],
			remark: noFigure,
		},
		offered,
	);
	const decided = onDay('2025-01-30');
	const [kitchenPromise, generatorPromise] = await teller.promise(
		'zhytomyr',
		[
			{ need: kitchens, lot: kitchenLot!, units: 2 },
			{ need: generators, lot: generatorLot!, units: 48 },
		],
		decided,
	);
	const authority = 'Ratsbeschluss vom 9. Februar 2023';
	const transports = [
		{ loads: [[generatorPromise!, 30]], departs: '2025-02-04' },
		{ loads: [[generatorPromise!, 18]], departs: '2025-02-11' },
		{ loads: [[kitchenPromise!, 2]], departs: '2025-02-18' },
	] as const;
	const told: string[] = [];
	for (const { loads, departs } of transports) {
		const shipment = await teller.plan('zhytomyr', loads, { authority, note: exampleDate }, decided);
		await teller.sendOff(shipment, onDay(departs));
		await teller.receive(shipment, later(onDay(departs), 3 * day), exampleDate);
		told.push(shipment);
	}
	const closed = onDay('2025-02-24');
	for (const need of [kitchens, generators]) {
		await teller.closeNeed(need, 'Vollständig geliefert · Доставлено повністю · Delivered in full', closed);
	}
	return told;
}
