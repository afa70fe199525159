/** What the forms of a lot's page do; each is a form action of that name. */
export const stockDeeds = ['bring', 'count', 'write-off', 'give-back', 'reverse', 'release'] as const;
export type StockDeed = (typeof stockDeeds)[number];

/** What was done, from the `done=` a redirect put into the address; null for anything we never put there. */
export function deedDone(query: URLSearchParams): StockDeed | null {
	const done = query.get('done');
	return stockDeeds.find((deed) => deed === done) ?? null;
}
