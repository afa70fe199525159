import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may, type RoleHolder } from '#lib/access/permissions.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { choicesIn } from '#lib/partnerships/choice-queries.server.ts';
import type { Partnership } from '#lib/partnerships/partnership.ts';
import { listPartnerships } from '#lib/partnerships/standing/standing-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { filterForPlace, parseStoryFilter, parseStoryId, type StoryKind, storyKinds, windowOf } from './story-line.ts';
import { countStory, findStoryPlace, listStory, listStoryThemes, type StoryScope } from './story-queries.server.ts';
import { type StorySource, storyCapabilities, storySourcePath } from './story-source.ts';
import { kindChoices, neighbours, storyYears, yearChoices } from './story-view.ts';

/** The kinds of entries somebody may read. */
function kindsFor(reader: RoleHolder): readonly StoryKind[] {
	return storyKinds.filter((kind) => may(reader, storyCapabilities[kind]));
}

/**
 * The story line of a partnership as the address asks for it: the first partnership of the city where it names none;
 * undefined where it names one the city does not belong to.
 */
export async function loadStoryLine(desk: OfficeDesk, query: URLSearchParams) {
	return readForPage(desk, async (trx) => {
		const partnerships = await listPartnerships(trx);
		const asked = query.get('partnership');
		const partnership = asked
			? partnerships.find(({ id, slug }) => [id, slug].includes(asked as never))
			: partnerships[0];
		if (asked && !partnership) return undefined;
		return {
			partnerships: partnerships.map(({ slug, names }) => ({
				value: slug,
				label: readableText(names, desk.language).text,
			})),
			line: partnership ? await loadLine(trx, desk, partnership, query) : null,
		};
	});
}

/** A story line as its page in the office shows it. */
export type StoryLineView = Awaited<ReturnType<typeof loadLine>>;

async function loadLine(trx: Trx, desk: OfficeDesk, partnership: Partnership, query: URLSearchParams) {
	const { language } = desk;
	const { id: partnershipId, slug } = partnership;
	const themes = await listStoryThemes(trx, partnershipId);
	const askedTheme = parseId<'theme'>(query.get('theme') ?? '');
	const theme = themes.find(({ id }) => id === askedTheme)?.id ?? null;
	const entry = parseStoryId(query.get('entry'));
	const scope: StoryScope = { partnershipId, kinds: kindsFor(desk.session), theme: entry ? null : theme };
	const counts = await countStory(trx, scope);
	const place = entry === undefined ? undefined : await findStoryPlace(trx, scope, entry);
	const filter = entry === undefined ? parseStoryFilter(query) : filterForPlace(counts, place);
	const shown = windowOf(counts, filter);
	const kinds = filter.kind === null ? scope.kinds : scope.kinds.filter((kind) => kind === filter.kind);
	const entries = kinds.length === 0 ? [] : await listStory(trx, { ...scope, kinds }, shown);
	const page = `/${language}/office/story-line`;
	const reader = {
		language,
		catalogue: currentCatalogue(),
		hrefOf: (source: StorySource) => `/${language}/office${storySourcePath(source)}`,
		entryPath: (id: string) => `${page}?${new URLSearchParams({ partnership: slug, entry: id })}`,
	};
	return {
		slug,
		name: readableText(partnership.names, language),
		isEmpty: counts.length === 0,
		isEntryGone: entry !== undefined && place === undefined,
		filter: { kind: filter.kind, year: shown.year, theme: scope.theme },
		choices: { kinds: kindChoices(counts, language), years: yearChoices(counts), themes: choicesIn(themes, language) },
		years: storyYears(entries, reader),
		shown,
		...neighbours(counts, filter, shown, { partnership: slug, ...(scope.theme ? { theme: scope.theme } : {}) }),
	};
}
