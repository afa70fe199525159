import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Message, Messages } from '#lib/i18n/catalogue.ts';
import { trackedFiles } from './tracked-files.ts';

// A missing sentence doesn't compile; these find what types can't: gaps that differ, plurals that lack a form, dead sentences.

const files = trackedFiles();
const catalogues = files.filter((path) => /^src\/.*\/messages\.en\.ts$/.test(path));
const languages = ['de', 'uk', 'en'] as const;

async function load(english: string, language: string): Promise<Messages> {
	const path = english.replace('messages.en.ts', `messages.${language}.ts`);
	const module = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
	const found = Object.values(module).find((value) => typeof value === 'object' && value !== null);
	return found as Messages;
}

const gaps = (text: string): string[] =>
	[...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();
const texts = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));

describe.each(catalogues)('the sentences of %s', (english) => {
	it('fill the same gaps in all three languages', async () => {
		const source = await load(english, 'en');
		for (const language of languages) {
			const translated = await load(english, language);
			const wrong = Object.keys(source).filter((key) => {
				const expected = new Set(texts(source[key]!).flatMap(gaps));
				const found = new Set(texts(translated[key]!).flatMap(gaps));
				return [...expected].some((gap) => !found.has(gap)) || [...found].some((gap) => !expected.has(gap));
			});
			expect(wrong, `${language}`).toEqual([]);
			expect(Object.keys(translated).sort(), language).toEqual(Object.keys(source).sort());
		}
	});

	it('have every plural form their language needs', async () => {
		const ukrainian = await load(english, 'uk');
		const lacking = Object.entries(ukrainian).filter(
			([, message]) => typeof message !== 'string' && !(message.few && message.many),
		);
		expect(lacking.map(([key]) => key)).toEqual([]);
	});

	it('are not empty and not left in another language', async () => {
		const [source, ukrainian] = [await load(english, 'en'), await load(english, 'uk')];
		const hasLetters = (text: string): boolean =>
			/[a-z]{4}/i.test(text.replace(/\{\w+\}/g, '').replace(/[A-Z]{2,}/g, ''));
		const untranslated = Object.keys(source).filter((key) =>
			texts(ukrainian[key]!).some((text) => text.trim() === '' || (hasLetters(text) && !/[\u0400-\u04ff]/.test(text))),
		);
		expect(untranslated).toEqual([]);
	});
});

describe('every sentence', () => {
	it('is said somewhere', async () => {
		const code = files
			.filter(
				(path) => /^(src|bin)\/.*\.(ts|svelte)$/.test(path) && !/messages\.(de|uk|en)\.ts$|\.test\.ts$/.test(path),
			)
			.map((path) => readFileSync(path, 'utf8'))
			.join('\n');
		const words = new Set([...code.matchAll(/['"]([\w.-]+)['"]/g)].map((match) => match[1]!));
		// Keys composed from a closed union, as in `state-${state}`: the stem must stand in a template.
		const stems = new Set([...code.matchAll(/`([\w.-]{3,})\$\{/g)].map((match) => match[1]!));
		const said = (key: string): boolean =>
			words.has(key) || Array.from(key, (_, length) => key.slice(0, length)).some((stem) => stems.has(stem));
		const silent: string[] = [];
		for (const english of catalogues) {
			for (const key of Object.keys(await load(english, 'en'))) if (!said(key)) silent.push(`${english}: ${key}`);
		}
		expect(silent).toEqual([]);
	});
});
