import { redirect } from '@sveltejs/kit';
import type { PageServerLoadEvent } from './$types.js';

/** The bare address leads to the language the browser prefers. */
export function load({ locals, setHeaders }: PageServerLoadEvent) {
	setHeaders({ vary: 'accept-language' });
	redirect(307, `/${locals.language}`);
}
