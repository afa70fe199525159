import { parsePlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { bounds, type FigureQuery, measures } from '../articles/block.ts';
import type { Choice, ChoiceKind } from './choice.ts';
import type { AtomKind } from './document.ts';

/** What can be put into a text by a dialogue. */
export const insertable = [
	'image',
	'gallery',
	'figure',
	'figure-in-line',
	'map',
	'downloads',
	'story-line',
] as const satisfies readonly (AtomKind | 'figure-in-line')[];
export type Insertable = (typeof insertable)[number];

/** What a dialogue has been filled in with. */
export interface AtomAnswer {
	readonly chosen: Readonly<Partial<Record<ChoiceKind, readonly Choice[]>>>;
	readonly fields: Readonly<Record<string, string>>;
}

/** Which fields and lists a dialogue has, with how many may be chosen of each. */
export const picksOf = {
	image: { images: 1 },
	gallery: { images: bounds.images },
	figure: { items: 1, scopes: 1 },
	'figure-in-line': { items: 1, scopes: 1 },
	map: { operations: 1 },
	downloads: { documents: bounds.documents },
	'story-line': { partnerships: 1 },
} as const satisfies Record<Insertable, Readonly<Partial<Record<ChoiceKind, number>>>>;

/** What is missing: a list nothing was chosen from, a field, or years and days in their order. */
export type AtomFault =
	| { readonly kind: 'missing'; readonly field: ChoiceKind | 'label' | 'measure' }
	| { readonly kind: 'years' };

/** What a block has to keep of an answer. */
export function readAtom(
	atom: Insertable,
	{ chosen, fields }: AtomAnswer,
): Result<Readonly<Record<string, unknown>>, AtomFault> {
	const lists = Object.keys(picksOf[atom]) as ChoiceKind[];
	const empty = lists.find((kind) => (chosen[kind] ?? []).length === 0);
	if (empty) return refused({ kind: 'missing', field: empty });
	const values = (kind: ChoiceKind) => (chosen[kind] ?? []).map(({ value }) => value);
	const field = (name: string) => (fields[name] ?? '').replace(/\s+/gu, ' ').trim();
	switch (atom) {
		case 'image':
			return ok({ imageId: values('images')[0], caption: field('caption') || null });
		case 'gallery':
			return ok({ imageIds: values('images') });
		case 'map':
			return ok({ operation: values('operations')[0] });
		case 'downloads':
			return ok({ documentIds: values('documents') });
		case 'story-line': {
			const [fromYear, toYear] = [yearOf(field('fromYear')), yearOf(field('toYear'))];
			if (fromYear !== null && toYear !== null && fromYear > toYear) return refused({ kind: 'years' });
			return ok({ partnership: values('partnerships')[0], fromYear, toYear });
		}
		default:
			return readFigure(atom, values('items')[0]!, values('scopes')[0]!, field);
	}
}

function yearOf(typed: string): number | null {
	return /^\d{4}$/.test(typed) ? Number(typed) : null;
}

function readFigure(
	atom: 'figure' | 'figure-in-line',
	itemCode: string,
	scope: string,
	field: (name: string) => string,
): Result<Readonly<Record<string, unknown>>, AtomFault> {
	const measure = measures.find((each) => each === field('measure'));
	if (!measure) return refused({ kind: 'missing', field: 'measure' });
	const [kind, slug] = scope.split('/');
	const [from, to] = [parsePlainDate(field('from')) ?? null, parsePlainDate(field('to')) ?? null];
	if (from !== null && to !== null && from > to) return refused({ kind: 'years' });
	const query: FigureQuery = {
		measure,
		itemCode,
		scope: { kind: kind === 'operation' ? 'operation' : 'partnership', slug: slug ?? '' },
		from,
		to,
	};
	if (atom === 'figure-in-line') return ok({ query });
	return field('label') === '' ? refused({ kind: 'missing', field: 'label' }) : ok({ query, label: field('label') });
}

/** The fields of a dialogue for something that stands in the text. */
export function fieldsOf(attrs: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
	const query = attrs['query'] as FigureQuery | null | undefined;
	const all = { ...attrs, measure: query?.measure ?? 'received', from: query?.from, to: query?.to };
	return Object.fromEntries(
		Object.entries(all).flatMap(([name, value]) =>
			typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
		),
	);
}
