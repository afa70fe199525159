import type { Language } from '#lib/kernel/language.ts';
import { parsePlainDate } from '#lib/kernel/plain-date.ts';
import { type FigureQuery, measures } from '../block.ts';

/** The page on which an editor picks a figure, with what is known of it filled in. */
export function figurePickerHref(language: Language, asked: Partial<FigureQuery> = {}): string {
	const { measure, itemCode, scope, from, to } = asked;
	const fields = {
		measure,
		item: itemCode,
		scope: scope && `${scope.kind}/${scope.slug}`,
		from: from ?? undefined,
		to: to ?? undefined,
	};
	const filled = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
	const query = new URLSearchParams(filled).toString();
	return `/${language}/office/newsroom/figures${query === '' ? '' : `?${query}`}`;
}

/** What of an address can be asked; the item is found by its words elsewhere. What makes no sense in it is left out. */
export function pickedIn(
	query: URLSearchParams,
): Partial<Pick<FigureQuery, 'measure' | 'scope'>> & Pick<FigureQuery, 'from' | 'to'> {
	const scope = /^(operation|partnership)\/([a-z0-9-]{1,80})$/.exec(query.get('scope') ?? '');
	const measure = measures.find((each) => each === query.get('measure'));
	const day = (name: string) => parsePlainDate(query.get(name) ?? '') ?? null;
	return {
		...(measure ? { measure } : {}),
		...(scope ? { scope: { kind: scope[1] as FigureQuery['scope']['kind'], slug: scope[2]! } } : {}),
		from: day('from'),
		to: day('to'),
	};
}
