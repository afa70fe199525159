import { type RawBuilder, sql } from 'kysely';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { type ImageWithFiles, listImages } from '#lib/media/images/image-queries.server.ts';
import { pictureOf } from '#lib/media/images/picture.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { proposals } from '#lib/relief/catalogue-search/search-page.server.ts';
import { type Choice, type ChoiceKind, choiceKinds } from './choice.ts';

const most = 12;
const mostNamed = 200;

/** What is looked for: words, or the very things a text names. */
interface Wanted {
	readonly words: readonly string[];
	/** Null where words are given. */
	readonly named: readonly string[] | null;
	readonly language: Language;
}

/**
 * What a block can name of a kind: `?q=` by words, the newest first where there are none; `?ids=` by what a text names already.
 * Nothing a block of that kind could not show is among it. Undefined for an unknown kind.
 */
export async function findChoices(
	desk: OfficeDesk,
	kindText: string,
	query: URLSearchParams,
): Promise<readonly Choice[] | undefined> {
	const kind = choiceKinds.find((each) => each === kindText);
	if (!kind) return undefined;
	const words = (query.get('q') ?? '').slice(0, 100).split(/\s+/u).filter(Boolean).slice(0, 6);
	const named = query.get('ids')?.split(',').slice(0, mostNamed) ?? null;
	const wanted = { words, named, language: desk.language };
	if (kind === 'items') return itemChoices(wanted);
	return readForPage(desk, (trx) => read[kind](trx, wanted));
}

const read: Readonly<Record<Exclude<ChoiceKind, 'items'>, (trx: Trx, wanted: Wanted) => Promise<readonly Choice[]>>> = {
	images: imageChoices,
	documents: documentChoices,
	operations: (trx, wanted) => slugChoices(trx, 'operation', wanted),
	partnerships: (trx, wanted) => slugChoices(trx, 'partnership', wanted),
	scopes: async (trx, wanted) => {
		const kinds = ['operation', 'partnership'] as const;
		const found = await Promise.all(
			kinds.map(async (kind) => {
				const named = wanted.named?.flatMap((value) =>
					value.startsWith(`${kind}/`) ? [value.slice(kind.length + 1)] : [],
				);
				const choices = await slugChoices(trx, kind, { ...wanted, named: named ?? null });
				return choices.map((choice) => ({ ...choice, value: `${kind}/${choice.value}` }));
			}),
		);
		return found.flat();
	},
};

function itemChoices({ words, named, language }: Wanted): readonly Choice[] {
	const catalogue = currentCatalogue();
	if (named) {
		return named.flatMap((code) => {
			const item = catalogue.byCode.get(code);
			return item ? [{ value: code, label: item.names[language], note: code, picture: null }] : [];
		});
	}
	const found = words.length > 0 ? proposals(catalogue, words.join(' '), language) : [];
	return found.map(({ value, label, note }) => ({ value, label, note: note ?? null, picture: null }));
}

async function imageChoices(trx: Trx, { words, named, language }: Wanted): Promise<readonly Choice[]> {
	const only = named?.flatMap((id) => parseId<'image'>(id) ?? []) ?? null;
	const limit = named ? mostNamed : most;
	const images = await listImages(trx, { words, gap: null, only, offset: 0, limit });
	return images.map((image) => imageChoice(image, language));
}

function imageChoice(image: ImageWithFiles, language: Language): Choice {
	const picture = pictureOf(image, { shape: 'square', language, place: 'office', upTo: 320 });
	const alt = readableText(image.alt ?? {}, language).text;
	return { value: image.id, label: alt || image.fileName, note: image.credit, picture: picture?.src ?? null };
}

/** Need-to-know documents are no downloads, whoever may read them in the office. */
async function documentChoices(trx: Trx, { words, named, language }: Wanted): Promise<readonly Choice[]> {
	const ids = named?.flatMap((id) => parseId<'document'>(id) ?? []);
	const said = sql`lower(concat_ws(' ', file_name, (select string_agg(value, ' ') from jsonb_each_text(title))))`;
	const found = await sql<{ id: string; title: LocalizedText; fileName: string }>`
		select id, title, file_name from document
		where disclosure = 'partners' and erased_at is null
			and ${ids ? sql`id = any(${[...ids]}::uuid[])` : allIn(said, words)}
		order by stored_at desc, id limit ${ids ? mostNamed : most}`.execute(trx);
	return found.rows.map(({ id, title, fileName }) => {
		const { text } = readableText(title, language);
		return { value: id, label: text || fileName, note: fileName, picture: null };
	});
}

async function slugChoices(
	trx: Trx,
	table: 'operation' | 'partnership',
	{ words, named, language }: Wanted,
): Promise<readonly Choice[]> {
	const said = sql`lower(concat_ws(' ', slug, (select string_agg(value, ' ') from jsonb_each_text(names))))`;
	const found = await sql<{ slug: string; names: LocalizedText }>`select slug, names from ${sql.table(table)}
		where ${named ? sql`slug = any(${[...named]}::text[])` : allIn(said, words)}
		order by slug limit ${named ? mostNamed : most}`.execute(trx);
	return found.rows.map(({ slug, names }) => ({
		value: slug,
		label: readableText(names, language).text,
		note: slug,
		picture: null,
	}));
}

function allIn(said: RawBuilder<unknown>, words: readonly string[]): RawBuilder<unknown> {
	const conditions = words.map((word) => sql`position(lower(${word}) in ${said}) > 0`);
	return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}
