import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { siteTextMessages } from '#lib/newsroom/site-texts/site-text-messages.ts';
import { loadSiteTexts } from '#lib/newsroom/site-texts/site-text-pages.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	const done = noteOf(url.searchParams, ['saved']);
	const flash = done ? { title: speak(siteTextMessages, locals.language)(done) } : undefined;
	return { ...(await loadSiteTexts(officeDesk(locals))), flash };
}
