import { formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { NeedListState } from './need-list.ts';

export const pageSize = 50;

/** A list as its row on the page of lists. */
export interface ListCard {
	readonly id: string;
	readonly title: string;
	readonly operation: string;
	readonly state: NeedListState;
	readonly cameOn: string;
	readonly lines: number;
	readonly open: number;
	readonly needs: number;
	readonly questions: number;
}

interface Listed extends Omit<ListCard, 'operation' | 'cameOn'> {
	readonly operationNames: LocalizedText;
	readonly createdAt: Instant;
}

/** The rows of one page and where the next one begins. */
export function listCards(
	lists: readonly Listed[],
	language: Language,
): { cards: readonly ListCard[]; next: string | null } {
	const shown = lists.slice(0, pageSize);
	const last = shown.at(-1);
	return {
		cards: shown.map(({ operationNames, createdAt, ...list }) => ({
			...list,
			operation: readableText(operationNames, language).text,
			cameOn: formatInstant(createdAt, language),
		})),
		next: lists.length > pageSize && last ? `${last.createdAt}_${last.id}` : null,
	};
}

/** The place in the list a page begins after; null at the start and for anything that is no such place. */
export function parseBefore(text: string | null): { readonly at: Instant; readonly id: string } | null {
	const [at = '', id = ''] = (text ?? '').split('_');
	return /^\d{1,15}$/.test(at) && parseId(id) ? { at: Number(at) as Instant, id } : null;
}
