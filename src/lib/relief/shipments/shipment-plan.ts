import type { PlainDate } from '#lib/kernel/plain-date.ts';

export const transports = ['carrier', 'own', 'donor'] as const;
export type Transport = (typeof transports)[number];
export const stopKinds = ['loading', 'border', 'customs', 'handover', 'unloading'] as const;
export type StopKind = (typeof stopKinds)[number];

/** What may change until the shipment departs. */
export interface ShipmentPlan {
	readonly transport: Transport;
	readonly carrier: string | null;
	readonly originId: string | null;
	readonly destinationId: string | null;
	/** Resolution, agreement or order under which the goods change hands. */
	readonly authority: string | null;
	readonly plannedDeparture: PlainDate | null;
	readonly plannedArrival: PlainDate | null;
	readonly note: string;
	readonly stops: readonly { readonly kind: StopKind; readonly description: string }[];
	readonly vehicles: readonly Vehicle[];
	readonly crew: readonly CrewMember[];
}

export interface Vehicle {
	readonly kind: string;
	readonly capacityGrams: number | null;
	readonly capacityMillilitres: number | null;
}

/** Need-to-know: never in lists, logs or public output. */
export interface CrewMember {
	readonly plate: string;
	readonly driver: string;
	readonly phone: string;
}

export type PlanFault =
	| { readonly kind: 'unknown-operation' }
	| { readonly kind: 'unknown-shipment' }
	| { readonly kind: 'plan-fixed' }
	| { readonly kind: 'arrives-before-departure' };
