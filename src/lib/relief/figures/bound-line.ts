import type { BaseUnit } from '../catalogue/base-unit.ts';
import type { PublicDate } from './public-date.ts';

interface BoundLine {
	readonly operation: string;
	readonly partnership: string | null;
	readonly itemCode: string;
	readonly baseUnit: BaseUnit;
}

/** What the public figures say of one item of one operation, in base units. */
export interface BoundItem extends BoundLine {
	readonly needed: number;
	/** Needs whose quantity nobody knows. */
	readonly needsUnknown: number;
	readonly promised: number;
	readonly received: number;
	readonly inUse: number;
}

/** What one public delivery brought of one item. */
export interface BoundDelivery extends BoundLine {
	readonly quantity: number;
	readonly received: PublicDate;
}
