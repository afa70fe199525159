/** A line of an offer in the reader's language, as every page shows it. */
export interface LineView {
	readonly id: string;
	readonly number: number;
	readonly description: string;
	readonly item: string | null;
	readonly quantity: string;
	readonly accepted: string;
	/** The whole amount as a field shows it. */
	readonly editable: string;
	readonly condition: string;
	readonly expiresOn: string;
	readonly serials: string;
}
