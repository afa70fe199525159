import { createHash } from 'node:crypto';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { type SearchField, type SearchVector, searchVector } from '#lib/platform/search/search-vector.ts';
import { ancestorsOf, type Catalogue, type CatalogueItem, categoryOf } from '#lib/relief/catalogue/catalogue.ts';
import { recordLabel } from './record-labels.ts';
import type { EntryText, EntryView } from './search-entry.ts';
import { searchMessages } from './search-messages.ts';
import type { SourceRow } from './search-source.server.ts';

/** Raise this where words are made or records are read in another way: every instance then indexes everything again. */
const rules = 4;

const versions = new WeakMap<Catalogue, string>();

/** Tells by which rules and which catalogue entries are made. */
export function rulesVersion(catalogue: Catalogue): string {
	let version = versions.get(catalogue);
	if (!version) {
		const names = catalogue.items.map(({ code, names: each }) => [code, each.de, each.uk, each.en]);
		version = `${rules} ${createHash('sha256').update(JSON.stringify(names)).digest('base64url').slice(0, 16)}`;
		versions.set(catalogue, version);
	}
	return version;
}

/** Longer texts are found by their beginning. */
const longestText = 8000;
const mostItems = 30;
const namesInTitle = 3;

/** What the search keeps of a record. */
export interface MadeEntry extends EntryView, SearchVector {}

/** Makes the words, the title and the texts of a record. */
export function makeEntry(row: SourceRow, catalogue: Catalogue): MadeEntry {
	const items = [...new Set(row.codes)].flatMap((code) => catalogue.byCode.get(code ?? '') ?? []).slice(0, mostItems);
	const plain = row.plain.filter(isText);
	const title = row.report ? reportTitle(row.report) : (row.title ?? titleOfItems(items, plain[0] ?? row.id));
	const texts = cut([
		...row.keys.filter(isText).map((text): EntryText => [null, text]),
		...row.texts.flatMap(localizedTexts),
		...plain.map((text): EntryText => [null, text]),
		...(row.title ? itemTexts(items) : []),
		...(row.labels ?? []).flatMap((label) => localizedTexts(recordLabel(label))),
	]);
	const fields: SearchField[] = [
		...localizedTexts(title).map(([language, text]): SearchField => ({ text, language, weight: 'A' })),
		...row.keys.filter(isText).map((text): SearchField => ({ text, language: null, weight: 'A' })),
		...itemTexts(items).map(([language, text]): SearchField => ({ text, language, weight: 'B' })),
		...categoryTexts(items, catalogue).map(([language, text]): SearchField => ({ text, language, weight: 'D' })),
		...texts.map(([language, text]): SearchField => ({ text, language, weight: 'C' })),
	];
	const codes = items.map(({ code }) => code);
	const signs = new Set(codes.flatMap((code) => [code, ...ancestorsOf(catalogue, code)]));
	fields.push({ text: codes.join(' '), language: null, weight: 'B' });
	return { title, texts, ...searchVector(fields, [...signs]) };
}

function isText(text: string | null | undefined): text is string {
	return typeof text === 'string' && text.trim() !== '';
}

function localizedTexts(text: LocalizedText | null): EntryText[] {
	return languages.flatMap((language): EntryText[] => {
		const said = text?.[language];
		return isText(said) ? [[language, said]] : [];
	});
}

function cut(texts: readonly EntryText[]): EntryText[] {
	let left = longestText;
	return texts.flatMap(([language, text]): EntryText[] => {
		const kept = text.slice(0, left);
		left -= kept.length;
		return kept === '' ? [] : [[language, kept]];
	});
}

function titleOfItems(items: readonly CatalogueItem[], otherwise: string): LocalizedText {
	if (items.length === 0) return allLanguages(() => otherwise.slice(0, 200));
	return allLanguages((language) => {
		const names = items.slice(0, namesInTitle).map((item) => item.names[language]);
		return names.join(', ') + (items.length > namesInTitle ? ' …' : '');
	});
}

function reportTitle({ kind, from, until }: NonNullable<SourceRow['report']>): LocalizedText {
	return allLanguages((language) =>
		speak(searchMessages, language)(`report-${kind}`, {
			from: formatDate(from, language),
			until: formatDate(until, language),
		}),
	);
}

function allLanguages(say: (language: Language) => string): LocalizedText {
	return Object.fromEntries(languages.map((language) => [language, say(language)]));
}

function itemTexts(items: readonly CatalogueItem[]): EntryText[] {
	return items.flatMap(({ names }) => localizedTexts(names));
}

function categoryTexts(items: readonly CatalogueItem[], catalogue: Catalogue): EntryText[] {
	const codes = new Set(items.map(({ code }) => categoryOf(catalogue, code)));
	return [...codes].flatMap((code) => localizedTexts(catalogue.byCode.get(code)?.names ?? null));
}
