import { error } from '@sveltejs/kit';

/** What the request hook shows to people whose roles don't include a page: the error page, in their language. */
export function load() {
	error(403, { status: 403, message: 'Forbidden' });
}
