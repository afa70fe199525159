/** What became of the needs that were marked, as the page says it. */
export interface OpenedNeeds {
	readonly opened: number;
	readonly left: readonly { readonly id: string; readonly item: string; readonly reason: string }[];
}
