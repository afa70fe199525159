import { type FuzzyDate, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { parsePlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type Block,
	type BlockId,
	type BlockKind,
	bounds,
	type FigureQuery,
	measures,
	plainText,
	type Run,
	type Runs,
	textsOf,
} from './block.ts';
import type { BlockFault, BlockPart, BlockRefusal } from './block-refusal.ts';
import { parseLink } from './link.ts';
import { forbiddenCharacter, orderedMarks, tidyRuns } from './run.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Collects what is wrong with one block while it is read. */
interface Reader {
	readonly fault: (part: BlockPart, fault: BlockFault) => undefined;
}

/**
 * Reads blocks from anything: stored JSON, what an editor sends, what the written form was taken for. Answers them tidied
 * (see tidyRuns), or everything that is wrong, each with the number of its block. What a block does not know is refused
 * rather than dropped, so that nothing is lost in silence.
 */
export function parseBlocks(input: unknown): Result<readonly Block[], readonly BlockRefusal[]> {
	if (!Array.isArray(input)) return refused([{ block: 0, part: 'text', fault: { kind: 'not-blocks' } }]);
	if (input.length > bounds.blocks) {
		return refused([{ block: bounds.blocks + 1, part: 'text', fault: { kind: 'too-many', most: bounds.blocks } }]);
	}
	const refusals: BlockRefusal[] = [];
	const blocks = (input as readonly unknown[]).flatMap((raw, index) => {
		const fault = (part: BlockPart, what: BlockFault) => {
			refusals.push({ block: index + 1, part, fault: what });
			return undefined;
		};
		return readBlock(raw, { fault }) ?? [];
	});
	refusals.push(...doubledIds(blocks));
	const length = blocks.reduce((sum, block) => sum + charactersIn(block), 0);
	if (length > bounds.characters) {
		refusals.push({ block: blocks.length, part: 'text', fault: { kind: 'too-long', longest: bounds.characters } });
	}
	return refusals.length > 0 ? refused(refusals) : ok(blocks);
}

function doubledIds(blocks: readonly Block[]): readonly BlockRefusal[] {
	return blocks.flatMap(({ id }, index) =>
		blocks.findIndex((other) => other.id === id) === index
			? []
			: [{ block: index + 1, part: 'id', fault: { kind: 'id-twice' } } as const],
	);
}

function charactersIn(block: Block): number {
	return textsOf(block).reduce((sum, runs) => sum + plainText(runs).length, 0);
}

/** The fields of each kind besides `id` and `kind`. */
const fieldsOf = {
	paragraph: ['text'],
	heading: ['level', 'text'],
	list: ['ordered', 'items'],
	quote: ['text', 'speaker', 'role'],
	image: ['imageId', 'caption'],
	gallery: ['imageIds'],
	figure: ['query', 'label'],
	timeline: ['entries'],
	map: ['operation'],
	downloads: ['documentIds'],
	'story-line': ['partnership', 'fromYear', 'toYear'],
} as const satisfies Record<BlockKind, readonly string[]>;

function readBlock(input: unknown, reader: Reader): Block | undefined {
	const raw = rawOf(input);
	const kind = (Object.keys(fieldsOf) as BlockKind[]).find((each) => each === raw?.['kind']);
	if (!raw || !kind) return reader.fault('kind', { kind: 'unknown-kind' });
	const id = raw['id'];
	if (typeof id !== 'string' || !/^[a-z0-9]{1,12}$/.test(id)) return reader.fault('id', { kind: 'malformed' });
	const known: readonly string[] = ['id', 'kind', ...fieldsOf[kind]];
	if (Object.keys(raw).some((key) => !known.includes(key))) return reader.fault('kind', { kind: 'unknown-field' });
	const content = contentOf(kind, raw, reader);
	return content ? ({ id: id as BlockId, kind, ...content } as Block) : undefined;
}

function contentOf(kind: BlockKind, raw: Raw, reader: Reader): object | undefined {
	switch (kind) {
		case 'paragraph':
			return all({ text: readRuns(raw['text'], bounds.paragraph, reader) });
		case 'heading': {
			const level =
				raw['level'] === 2 || raw['level'] === 3 ? raw['level'] : reader.fault('level', { kind: 'malformed' });
			return all({ level, text: readRuns(raw['text'], bounds.heading, reader, { oneLine: true }) });
		}
		case 'list': {
			const ordered =
				typeof raw['ordered'] === 'boolean' ? raw['ordered'] : reader.fault('items', { kind: 'malformed' });
			const item = (each: unknown) => readRuns(each, bounds.item, reader, { part: 'items', oneLine: true });
			return all({ ordered, items: readList(raw['items'], 'items', bounds.items, reader, item) });
		}
		case 'quote':
			return all({
				text: readRuns(raw['text'], bounds.paragraph, reader),
				speaker: readText(raw['speaker'], 'speaker', bounds.speaker, reader),
				role: readOptional(raw['role'], 'role', bounds.speaker, reader),
			});
		case 'figure':
			return all({
				query: readQuery(raw['query'], reader),
				label: readText(raw['label'], 'label', bounds.label, reader),
			});
		case 'timeline':
			return all({
				entries: readList(raw['entries'], 'entries', bounds.entries, reader, (each) => readEntry(each, reader)),
			});
		default:
			return referenceOf(kind, raw, reader);
	}
}

function referenceOf(
	kind: 'image' | 'gallery' | 'map' | 'downloads' | 'story-line',
	raw: Raw,
	reader: Reader,
): object | undefined {
	switch (kind) {
		case 'image':
			return all({
				imageId: readId<'image'>(raw['imageId'], 'image', reader),
				caption: readOptional(raw['caption'], 'caption', bounds.caption, reader),
			});
		case 'gallery': {
			const image = (each: unknown) => readId<'image'>(each, 'image', reader);
			return all({ imageIds: readList(raw['imageIds'], 'image', bounds.images, reader, image) });
		}
		case 'map':
			return all({ operation: readSlug(raw['operation'], 'operation', reader) });
		case 'downloads': {
			const document = (each: unknown) => readId<'document'>(each, 'document', reader);
			return all({ documentIds: readList(raw['documentIds'], 'document', bounds.documents, reader, document) });
		}
		default: {
			const [fromYear, toYear] = [readYear(raw['fromYear'], reader), readYear(raw['toYear'], reader)];
			if (typeof fromYear === 'number' && typeof toYear === 'number' && fromYear > toYear) {
				return reader.fault('years', { kind: 'ends-before-it-begins' });
			}
			return all({ partnership: readSlug(raw['partnership'], 'partnership', reader), fromYear, toYear });
		}
	}
}

/** The fields if all could be read; what could not has been noted already. */
function all<Fields extends object>(fields: Fields): Fields | undefined {
	return Object.values(fields).includes(undefined) ? undefined : fields;
}

const rawOf = (input: unknown): Raw | undefined =>
	typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as Raw) : undefined;

function readText(input: unknown, part: BlockPart, longest: number, { fault }: Reader): string | undefined {
	if (typeof input !== 'string') return fault(part, { kind: 'malformed' });
	const text = input.normalize('NFC').replace(/\s+/gu, ' ').trim();
	if (text === '') return fault(part, { kind: 'missing' });
	if (text.length > longest) return fault(part, { kind: 'too-long', longest });
	const character = forbiddenCharacter(text);
	return character ? fault(part, { kind: 'forbidden-character', character }) : text;
}

function readOptional(input: unknown, part: BlockPart, longest: number, reader: Reader): string | null | undefined {
	return input === null || input === '' ? null : readText(input, part, longest, reader);
}

function readSlug(input: unknown, part: BlockPart, { fault }: Reader): string | undefined {
	return typeof input === 'string' && /^[a-z0-9-]{1,80}$/.test(input) ? input : fault(part, { kind: 'malformed' });
}

function readId<Kind extends string>(input: unknown, part: BlockPart, { fault }: Reader): Id<Kind> | undefined {
	return (typeof input === 'string' ? parseId<Kind>(input) : undefined) ?? fault(part, { kind: 'malformed' });
}

function readYear(input: unknown, { fault }: Reader): number | null | undefined {
	if (input === null) return null;
	const year = typeof input === 'number' && Number.isInteger(input) ? input : 0;
	return year >= 1900 && year <= 2999 ? year : fault('years', { kind: 'malformed' });
}

function readList<Value>(
	input: unknown,
	part: BlockPart,
	most: number,
	{ fault }: Reader,
	read: (each: unknown) => Value | undefined,
): readonly Value[] | undefined {
	if (!Array.isArray(input)) return fault(part, { kind: 'malformed' });
	if (input.length === 0) return fault(part, { kind: 'missing' });
	if (input.length > most) return fault(part, { kind: 'too-many', most });
	const values = (input as readonly unknown[]).map(read);
	return values.includes(undefined) ? undefined : (values as readonly Value[]);
}

function readEntry(input: unknown, reader: Reader): { on: FuzzyDate; text: Runs } | undefined {
	const raw = rawOf(input);
	const [date, precision] = [rawOf(raw?.['on'])?.['date'], rawOf(raw?.['on'])?.['precision']];
	const length = { year: 4, month: 7, day: 10 }[String(precision)];
	const on = typeof date === 'string' && length ? parseFuzzyDate(date.slice(0, length)) : undefined;
	if (on?.date !== date) return reader.fault('entries', { kind: 'not-a-day' });
	return all({ on, text: readRuns(raw?.['text'], bounds.item, reader, { part: 'entries', oneLine: true }) }) as
		| { on: FuzzyDate; text: Runs }
		| undefined;
}

function readRuns(
	input: unknown,
	longest: number,
	reader: Reader,
	{ part = 'text', oneLine = false }: { readonly part?: BlockPart; readonly oneLine?: boolean } = {},
): Runs | undefined {
	if (!Array.isArray(input)) return reader.fault(part, { kind: 'malformed' });
	if (input.length > bounds.runs) return reader.fault(part, { kind: 'too-many', most: bounds.runs });
	const read = (input as readonly unknown[]).map((each) => readRun(each, part, oneLine, reader));
	if (read.includes(undefined)) return undefined;
	const runs = tidyRuns(read as readonly Run[]);
	const text = plainText(runs);
	if (text.trim() === '' && runs.every(({ kind }) => kind === 'text')) return reader.fault(part, { kind: 'missing' });
	return text.length > longest ? reader.fault(part, { kind: 'too-long', longest }) : runs;
}

function readRun(input: unknown, part: BlockPart, oneLine: boolean, reader: Reader): Run | undefined {
	const raw = rawOf(input);
	if (raw?.['kind'] === 'figure') {
		const query = readQuery(raw['query'], reader);
		return query && { kind: 'figure', query };
	}
	const { text, marks, link } = raw ?? {};
	if (raw?.['kind'] !== 'text' || typeof text !== 'string' || !Array.isArray(marks)) {
		return reader.fault(part, { kind: 'malformed' });
	}
	const plain = text.replace(/\r\n?/g, '\n').replace(oneLine ? /[\t\n]/g : /\t/g, ' ');
	const character = forbiddenCharacter(plain);
	if (character) return reader.fault(part, { kind: 'forbidden-character', character });
	const known = orderedMarks(marks as readonly string[]);
	if (known.length !== marks.length) return reader.fault(part, { kind: 'malformed' });
	if (link === null) return { kind: 'text', text: plain, marks: known, link };
	const address = typeof link === 'string' ? parseLink(link) : undefined;
	if (!address) return reader.fault(part, { kind: 'no-link', typed: String(link).slice(0, 100) });
	return { kind: 'text', text: plain, marks: known, link: address };
}

function readQuery(input: unknown, { fault }: Reader): FigureQuery | undefined {
	const raw = rawOf(input);
	const scope = rawOf(raw?.['scope']);
	const measure = measures.find((each) => each === raw?.['measure']);
	const [itemCode, slug, scopeKind] = [raw?.['itemCode'], scope?.['slug'], scope?.['kind']];
	if (!measure) return fault('figure', { kind: 'unknown-measure' });
	if (typeof itemCode !== 'string' || !/^[A-Z]{3}(-[A-Z0-9]{1,8}){0,4}$/.test(itemCode)) {
		return fault('figure', { kind: 'no-item-code' });
	}
	if (scopeKind !== 'operation' && scopeKind !== 'partnership') return fault('figure', { kind: 'malformed' });
	if (typeof slug !== 'string' || !/^[a-z0-9-]{1,80}$/.test(slug)) return fault('figure', { kind: 'malformed' });
	const days = [raw?.['from'], raw?.['to']].map((day) =>
		day === null ? null : typeof day === 'string' ? parsePlainDate(day) : undefined,
	);
	const [from, to] = days;
	if (from === undefined || to === undefined) return fault('figure', { kind: 'not-a-day' });
	if (from !== null && to !== null && from > to) return fault('figure', { kind: 'ends-before-it-begins' });
	return { measure, itemCode, scope: { kind: scopeKind, slug }, from, to };
}
