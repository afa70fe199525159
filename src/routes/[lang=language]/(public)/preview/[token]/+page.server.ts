import { error } from '@sveltejs/kit';
import { speak } from '#lib/i18n/catalogue.ts';
import { articleMessages } from '#lib/newsroom/articles/article-messages.ts';
import { loadPreview } from '#lib/newsroom/articles/edition-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

/** The address is the key: kept by no cache and found by no search engine. */
export async function load({ locals, params, setHeaders }: PageServerLoadEvent) {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
	const preview = await loadPreview(params.token, locals.language);
	return { preview: preview ?? error(404, speak(articleMessages, locals.language)('preview-gone')) };
}
