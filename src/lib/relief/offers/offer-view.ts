/** A line of an offer in the reader's language, as every page shows it. */
export interface LineView {
	readonly id: string;
	readonly number: number;
	readonly description: string;
	readonly item: string | null;
	readonly quantity: string;
	readonly accepted: string;
	/** What is still open, in words and as a field shows it; empty where nothing is, or nobody knows how much. */
	readonly rest: string;
	readonly editable: string;
	/** All of it was accepted. */
	readonly done: boolean;
	readonly condition: string;
	readonly expiresOn: string;
	readonly serials: string;
}
