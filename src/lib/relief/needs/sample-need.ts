import type { Quantity } from '#lib/kernel/quantity.ts';
import type { NeedFacts } from './need.ts';

/** A complete, ordinary set of facts for tests and the demo: 25 generators for resilience points. */
export function aNeed(changes: Partial<NeedFacts> = {}): NeedFacts {
	return {
		itemCode: 'PWR-GEN',
		conditions: [{ key: 'power_kva', operator: 'at-least', value: 5 }],
		quantity: { kind: 'exact', amount: 25 as Quantity },
		baseUnit: 'pcs',
		typed: { amount: '25', amountTo: '', unit: 'pcs', content: null },
		phrase: 'генератори від 5 кВА – 25 шт.',
		purpose: 'resilience-point',
		urgency: 2,
		deadline: null,
		peopleServed: null,
		criticalMinimum: null,
		minimumUseful: null,
		substitutes: true,
		siteId: null,
		note: '',
		...changes,
	};
}
