import type { FigureQuery } from '../articles/block.ts';
import type { ChoiceKind } from './choice.ts';
import type { DocumentNode } from './document.ts';

/** Something a text names by an id, a slug or a code. */
export interface Named {
	readonly kind: ChoiceKind;
	readonly value: string;
}

/** Everything a document names, so that it can be shown by what people call it. */
export function namesIn(document: DocumentNode): readonly Named[] {
	return [...ownNames(document), ...(document.content ?? []).flatMap(namesIn)];
}

/** What one node names itself. */
export function ownNames({ type, attrs = {} }: DocumentNode): readonly Named[] {
	const one = (kind: ChoiceKind, value: unknown): readonly Named[] =>
		typeof value === 'string' && value !== '' ? [{ kind, value }] : [];
	const many = (kind: ChoiceKind, values: unknown) =>
		Array.isArray(values) ? values.flatMap((value) => one(kind, value)) : [];
	switch (type) {
		case 'image_block':
			return one('images', attrs['imageId']);
		case 'gallery_block':
			return many('images', attrs['imageIds']);
		case 'downloads_block':
			return many('documents', attrs['documentIds']);
		case 'map_block':
			return one('operations', attrs['operation']);
		case 'story_line_block':
			return one('partnerships', attrs['partnership']);
		case 'figure_block':
		case 'figure': {
			const query = attrs['query'] as FigureQuery | null;
			return query ? [...one('items', query.itemCode), ...one('scopes', scopeOf(query))] : [];
		}
		default:
			return [];
	}
}

/** What a figure counts in, as its choice has it: "operation/winter-2023". */
export function scopeOf({ scope }: FigureQuery): string {
	return `${scope.kind}/${scope.slug}`;
}
