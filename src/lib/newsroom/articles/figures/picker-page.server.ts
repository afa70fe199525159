import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { findItems, itemChoice, resolveItem } from '#lib/relief/catalogue-search/find-items.ts';
import { findBoundLines, listFigureScopes } from '#lib/relief/figures/figure-queries.server.ts';
import { type BlockId, bounds, type FigureQuery, measures } from '../block.ts';
import { printMarkup } from '../markup/print-markup.ts';
import { askFigures } from './figure-values.server.ts';
import { figureNames } from './figure-view.server.ts';
import { figureText, measureName } from './figure-words.ts';
import { figurePickerHref, pickedIn } from './picker-address.ts';

/** What somebody types who looks for an item; the rest of a longer text is not searched. */
const longestWords = 200;
const mostItems = 20;

/**
 * The page on which a figure is picked: what can be asked; where enough was, its value now and how a text writes it, or why the
 * public figures have none and of which items they have some. Reads the public projection only.
 */
export async function loadPicker(desk: OfficeDesk, query: URLSearchParams) {
	const { language } = desk;
	const catalogue = currentCatalogue();
	const picked = pickedIn(query);
	const words = (query.get('item') || query.get('itemText') || '').slice(0, longestWords);
	const label = (query.get('label') ?? '').trim().slice(0, bounds.label);
	const item = resolveItem(catalogue, words);
	const asked = completed({ ...picked, ...(item && { itemCode: item.code }) });
	const { scopes, answer } = await readForPage(desk, async (trx) => ({
		scopes: await listFigureScopes(trx),
		answer: asked ? await answerOf(trx, asked, label, language) : null,
	}));
	const meant = item || words === '' ? [] : findItems(catalogue, words, language, mostItems);
	return {
		measures: measures.map((value) => ({ value, label: measureName(value, language) })),
		scopes: scopes.map(({ kind, slug, names }) => ({
			kind,
			value: `${kind}/${slug}`,
			label: readableText(names, language).text,
		})),
		proposals: catalogue.items.map((each) => itemChoice(each, language)),
		typed: {
			measure: picked.measure ?? 'received',
			item: item?.code ?? '',
			itemText: item ? itemChoice(item, language) : words,
			scope: picked.scope ? `${picked.scope.kind}/${picked.scope.slug}` : '',
			from: picked.from ?? '',
			to: picked.to ?? '',
			label,
		},
		itemUnknown: words !== '' && !item,
		/** Items that words may mean which name none. */
		meant: meant.map((each) => linkTo({ ...picked, itemCode: each.code }, language)),
		endsBeforeItBegins: picked.from !== null && picked.to !== null && picked.from > picked.to,
		answer,
	};
}

function completed({ measure, itemCode, scope, from, to }: Partial<FigureQuery>): FigureQuery | undefined {
	if (!measure || !itemCode || !scope || (from && to && from > to)) return undefined;
	return { measure, itemCode, scope, from: from ?? null, to: to ?? null };
}

function linkTo(asked: Partial<FigureQuery> & Pick<FigureQuery, 'itemCode'>, language: Language) {
	const item = currentCatalogue().byCode.get(asked.itemCode);
	return { href: figurePickerHref(language, asked), label: item ? itemChoice(item, language) : asked.itemCode };
}

async function answerOf(trx: Trx, asked: FigureQuery, label: string, language: Language) {
	const { answer, asOf } = (await askFigures(trx, [asked]))(asked);
	const names = (await figureNames(trx, [asked], language))(asked);
	if (!answer.ok) {
		const open = answer.refusal === 'only-as-a-whole' ? { ...asked, from: null, to: null } : null;
		return {
			ok: false as const,
			...names,
			gap: answer.refusal,
			withoutDays: open && figurePickerHref(language, open),
			instead: open ? [] : await itemsWithFigures(trx, asked, language),
		};
	}
	const inLine = [{ kind: 'figure', query: asked }] as const;
	const id = 'f' as BlockId;
	return {
		ok: true as const,
		...names,
		...figureText({ sum: answer.value, asOf }, language),
		inLine: printMarkup([{ id, kind: 'paragraph', text: inLine }]),
		ownLine: printMarkup([{ id, kind: 'figure', query: asked, label: label || names.name }]),
	};
}

/** Items of the same scope the public has figures of: below the one asked for, else any. */
async function itemsWithFigures(trx: Trx, asked: FigureQuery, language: Language) {
	const { kind, slug } = asked.scope;
	const scopes = {
		operations: kind === 'operation' ? [slug] : [],
		partnerships: kind === 'partnership' ? [slug] : [],
	};
	const categories = currentCatalogue().items.flatMap(({ code, isCategory }) => (isCategory ? [code] : []));
	for (const itemCodes of [[asked.itemCode], categories]) {
		const { items } = await findBoundLines(trx, { ...scopes, itemCodes });
		const codes = [...new Set(items.map(({ itemCode }) => itemCode))].filter((code) => code !== asked.itemCode);
		if (codes.length > 0) {
			return codes
				.toSorted()
				.slice(0, mostItems)
				.map((itemCode) => linkTo({ ...asked, itemCode }, language));
		}
	}
	return [];
}
