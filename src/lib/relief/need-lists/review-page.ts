import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { baseUnitOf } from '../catalogue/base-unit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { itemChoice } from '../catalogue-search/find-items.ts';
import { conditionsAsText } from '../needs/attribute-condition.ts';
import { itemName, quantityText } from '../needs/need-texts.ts';
import type { SourceLine } from '../recognition/source-line.ts';
import type { Review, ReviewLine } from './need-list.ts';
import { needListMessages } from './need-list-messages.ts';
import { amountFor } from './review-choice.ts';
import { type Outcome, quantityOf, type ReviewEntry } from './review-entry.ts';

/** A cell of the original as the review shows it. */
export interface OriginalRow {
	readonly place: string;
	readonly text: string;
	readonly current: boolean;
}

/** A row of the review in the reader's language: the original beside what can be chosen. Plain data for page and script. */
export interface ReviewRow {
	readonly id: string;
	readonly version: number;
	readonly outcome: Outcome;
	readonly place: string;
	readonly phrase: string;
	/** The piece of the phrase the row is about, where the phrase names several things; else empty. */
	readonly thing: string;
	/** The line with its neighbours, so that it can be understood where it stands. */
	readonly original: readonly OriginalRow[];
	readonly suggestions: readonly { readonly code: string; readonly label: string; readonly category: string }[];
	readonly chosen: string | null;
	readonly chosenLabel: string;
	readonly amount: string;
	readonly amountTo: string;
	readonly approximate: boolean;
	readonly unit: string;
	readonly content: string;
	readonly conditions: string;
	readonly question: boolean;
	/** "25 Stück", for rows that are folded. */
	readonly quantity: string;
	/** There is a further part of the same line behind it. */
	readonly mergeable: boolean;
}

/** Catalogue items as proposals of a search field that works without a script. */
export function itemProposals(catalogue: Catalogue, language: Language): readonly string[] {
	return catalogue.items.map((item) => itemChoice(item, language));
}

/** The rows of a review in the order of the list. */
export function reviewRows(review: Review, catalogue: Catalogue, language: Language): readonly ReviewRow[] {
	const at = new Map(review.lines.map((line, index) => [line.id, index]));
	return review.entries.map((entry, index) => {
		const position = at.get(entry.lineId) ?? 0;
		const before = review.entries[index - 1];
		const next = review.entries[index + 1];
		const shares = [before, next].some(
			(other) => other?.lineId === entry.lineId && other.content.phrase === entry.content.phrase,
		);
		const row = rowOf(entry, review.lines, position, catalogue, language);
		return { ...row, thing: shares ? entry.content.thing : '', mergeable: next?.lineId === entry.lineId };
	});
}

function rowOf(
	entry: ReviewEntry,
	lines: readonly ReviewLine[],
	position: number,
	catalogue: Catalogue,
	language: Language,
): Omit<ReviewRow, 'thing' | 'mergeable'> {
	const { content } = entry;
	const around = lines.slice(Math.max(0, position - 1), position + 2);
	const source = lines[position]?.source;
	const unit = catalogue.byCode.get(content.code ?? '')?.unit ?? null;
	const quantity = quantityOf(content, catalogue, 'en');
	return {
		id: entry.id,
		version: entry.version,
		outcome: entry.outcome,
		place: source ? placeOf(source, language) : '',
		phrase: content.phrase,
		original: around.map((line) => ({
			place: placeOf(line.source, language),
			text: originalText(line.source),
			current: line.source === source,
		})),
		suggestions: content.suggestions.map((code) => ({
			code,
			label: itemName(catalogue, code, language),
			category: parentName(catalogue, code, language),
		})),
		chosen: content.code,
		chosenLabel: content.code === null ? '' : itemName(catalogue, content.code, language),
		amount: amountFor(language, content.amount),
		amountTo: amountFor(language, content.amountTo),
		approximate: content.approximate,
		unit: content.unit ?? '',
		content: content.content === null ? '' : String(content.content),
		conditions: conditionsAsText(content.conditions, language),
		question: content.question,
		quantity: quantity.ok ? quantityText(quantity.value, baseUnitOf(unit, content.unit), language) : content.amount,
	};
}

function parentName(catalogue: Catalogue, code: string, language: Language): string {
	const parent = catalogue.byCode.get(code)?.parent;
	return parent ? itemName(catalogue, parent, language) : '';
}

/** "Zeile 12" or "Blatt „Medizin“, Zeile 12". */
export function placeOf(source: Pick<SourceLine, 'line' | 'sheet'>, language: Language): string {
	const say = speak(needListMessages, language);
	const line = String(source.line);
	return source.sheet === null ? say('originalLine', { line }) : say('originalSheet', { sheet: source.sheet, line });
}

function originalText(source: SourceLine): string {
	return [source.phrase, source.quantityText, source.unitText, source.noteText].filter(Boolean).join(' | ');
}
