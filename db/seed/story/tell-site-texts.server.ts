import type { Instant } from '#lib/kernel/instant.ts';
import { languages } from '#lib/kernel/language.ts';
import { sitePages } from '#lib/newsroom/site-texts/site-text.ts';
import { saveSiteText } from '#lib/newsroom/site-texts/site-text-commands.server.ts';
import { readSiteText } from '#lib/newsroom/site-texts/site-text-form.ts';
import { siteTexts } from './story-site-texts.ts';
import { granted, type Storyteller } from './storyteller.server.ts';

/** The pages a site must have, as Dortmund says them in three languages. */
export async function tellSiteTexts(teller: Storyteller, now: Instant): Promise<void> {
	for (const page of sitePages) {
		for (const language of languages) {
			const blocks = granted(readSiteText({ text: siteTexts[page][language] }, []));
			await teller.as('dortmund', async (trx) => {
				granted(await saveSiteText(trx, { page, language, shown: 0, blocks, at: now }));
			});
		}
	}
}
