import { defineParams } from '@sveltejs/kit/params';
import { isPressFile } from '#lib/accountability/press/press-paths.ts';
import { isLanguage } from '#lib/kernel/language.ts';
import { isFeedName } from '#lib/newsroom/feeds/feed.ts';

/** What stands in brackets in the names of route folders: `[lang=language]` takes de, uk and en and nothing else. */
export const params = defineParams({
	feed: (text) => (isFeedName(text) ? text : undefined),
	press: (text) => (isPressFile(text) ? text : undefined),
	language: (text) => (isLanguage(text) ? text : undefined),
});
