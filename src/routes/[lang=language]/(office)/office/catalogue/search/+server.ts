import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { proposals } from '#lib/relief/catalogue-search/search-page.server.ts';
import type { RequestEvent } from './$types.js';

/** Proposals while somebody types: `?q=genera` → [{value, label, note}]. */
export function GET({ locals, url }: RequestEvent): Response {
	const query = (url.searchParams.get('q') ?? '').slice(0, 100);
	return Response.json(proposals(currentCatalogue(), query, locals.language));
}
