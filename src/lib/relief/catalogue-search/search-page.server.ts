import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type Language, languageNames } from '#lib/kernel/language.ts';
import type { Proposal } from '#lib/ui/combobox.ts';
import { baseUnitName } from '../catalogue/amount-text.ts';
import { baseUnitOf } from '../catalogue/base-unit.ts';
import type { Catalogue, CatalogueItem } from '../catalogue/catalogue.ts';
import { catalogueMessages } from '../catalogue/catalogue-messages.ts';
import { findItems, itemChoice } from './find-items.ts';

const most = 60;

/** An item as a row of the catalogue page. */
export interface ItemRow {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly parent: string;
}

/** What the catalogue page shows for a query; the categories where none is asked. */
export function searchRows(catalogue: Catalogue, query: string, language: Language): readonly ItemRow[] {
	const found =
		query.trim() === ''
			? catalogue.items.filter(({ isCategory }) => isCategory)
			: findItems(catalogue, query, language, most);
	return found.map((item) => rowOf(catalogue, item, language));
}

function rowOf(catalogue: Catalogue, item: CatalogueItem, language: Language): ItemRow {
	const parent = item.parent === null ? undefined : catalogue.byCode.get(item.parent);
	return {
		code: item.code,
		name: item.names[language],
		unit: item.isCategory
			? speak(catalogueMessages, language)('catalogueCategory')
			: baseUnitName(baseUnitOf(item.unit), language),
		parent: parent?.names[language] ?? '',
	};
}

/** Answers a search field while somebody types. */
export function proposals(catalogue: Catalogue, query: string, language: Language): readonly Proposal[] {
	return findItems(catalogue, query, language, 10).map((item) => ({
		value: item.code,
		label: itemChoice(item, language),
		note: rowOf(catalogue, item, language).parent,
	}));
}

/** A learned word as its row. */
export function learnedRows(
	words: readonly {
		readonly id: Id<'synonym'>;
		readonly phrase: string;
		readonly language: Language;
		readonly code: string;
		readonly learnedAt: Parameters<typeof formatInstant>[0];
	}[],
	catalogue: Catalogue,
	language: Language,
) {
	return words.map((word) => ({
		id: word.id,
		phrase: word.phrase,
		language: word.language,
		languageName: languageNames[word.language],
		item: catalogue.byCode.get(word.code)?.names[language] ?? word.code,
		learnedOn: formatInstant(word.learnedAt, language),
	}));
}
