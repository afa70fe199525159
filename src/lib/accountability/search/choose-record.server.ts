import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { chosenMark, parseRecordChoice } from '#lib/partnerships/record-choice.ts';
import { parseRecordAddress } from '#lib/partnerships/record-ref.ts';
import { hitFinder } from '#lib/platform/search/snippet.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { search } from './search.server.ts';
import { allSearchKinds, mayFind, type SearchKind, searchPath } from './search-kind.ts';
import { hitView } from './search-page.server.ts';

const mostShown = 20;
/** The field of the search itself among those of the form it was asked for. */
const searchField = 'choose-q';

/**
 * The page on which a record is chosen for a form: what was found, and everything typed into the form so far, to go back
 * with it. A word in the field is what is searched for first; an address in it is not. Undefined for a form there is not.
 */
export async function loadRecordChoice(desk: OfficeDesk, asked: URLSearchParams, typed: Typed) {
	const { language, session } = desk;
	const target = parseRecordChoice(asked, language);
	if (!target) return undefined;
	const inField = typed[target.field] ?? '';
	const query = (typed[searchField] ?? (/^\s*(https?:|\/)/.test(inField) ? '' : inField)).trim();
	const kinds = allSearchKinds.filter((kind) => mayFind(session, kind) && canBePointedTo(kind));
	const { hits, words, widening } = await readForPage(desk, (trx) =>
		search(trx, { typed: query, kinds, kind: null, offset: 0, limit: mostShown + 1 }, currentCatalogue()),
	);
	const finder = hitFinder(words, widening);
	const own = ([name]: readonly [string, string]) => ![searchField, chosenMark].includes(name);
	return {
		target,
		searchField,
		query,
		typed: Object.entries(typed).filter(own),
		inField,
		hits: hits.slice(0, mostShown).map((hit) => hitView(hit, finder, language, [])),
		isCut: hits.length > mostShown,
	};
}

export type RecordChoiceView = NonNullable<Awaited<ReturnType<typeof loadRecordChoice>>>;

/** Some of what is searched for has no page that another record can point to. */
function canBePointedTo(kind: SearchKind): boolean {
	return parseRecordAddress(searchPath(kind, '00000000-0000-4000-8000-000000000000', 'en')) !== undefined;
}
