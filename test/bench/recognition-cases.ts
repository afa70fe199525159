import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Unit } from '#lib/relief/recognition/recognised-line.ts';
import type { SourceLine } from '#lib/relief/recognition/source-line.ts';
import { unitNamed } from '#lib/relief/recognition/written-units.ts';

/** What a line must be read as. `codes` of the first item only where the list labels no more. */
export interface Case {
	readonly source: SourceLine;
	readonly codes: readonly (string | null)[];
	/** How many things the line names, where the label tells. */
	readonly count: number | null;
	/** Undefined: the label doesn't say. Null: unknown. */
	readonly quantity: number | null | undefined;
	readonly unit: Unit | null | undefined;
}

export interface CaseList {
	readonly name: string;
	readonly language: string;
	readonly cases: readonly Case[];
}

/** How a quantity stands beside its phrase. */
export type Rendering = 'column' | 'leading' | 'trailing';

interface LabelledItem {
	readonly raw: string;
	readonly quantity: number | null;
	readonly unit_raw: string | null;
	readonly gold_code: string | null;
	readonly note?: string;
}

const fixtures = join(import.meta.dirname, '..', 'fixtures');
const counts: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, seven: 7, eight: 8 };

/** The labelled real lists, their quantities written in the given manner. */
export function realLists(rendering: Rendering): CaseList[] {
	return ['needs', 'offers'].flatMap((kind) =>
		readdirSync(join(fixtures, 'lists', kind))
			.filter((file) => file.endsWith('.json'))
			.map((file) => {
				const list = JSON.parse(readFileSync(join(fixtures, 'lists', kind, file), 'utf8')) as {
					readonly id: string;
					readonly language: string;
					readonly items: readonly LabelledItem[];
				};
				const cases = list.items.map((item, at) => realCase(item, at + 1, rendering));
				return { name: list.id, language: list.language, cases };
			}),
	);
}

function realCase(item: LabelledItem, line: number, rendering: Rendering): Case {
	const thousands = item.unit_raw?.startsWith('тис') ?? false;
	const unitWords = item.unit_raw?.replace(/^тис(\.|ячі?)\s?/u, '') || null;
	const written = unitWords === null ? undefined : unitNamed(unitWords.replace(/\s/gu, ''));
	const negative = item.note === 'negative need';
	const figures = item.quantity === null || negative ? null : figuresOf(item.quantity, thousands);
	const inColumn = rendering === 'column' || figures === null;
	const amount = [figures, unitWords].filter((part) => part !== null).join(' ');
	const phrase = inColumn ? item.raw : rendering === 'leading' ? `${amount} ${item.raw}` : `${item.raw} – ${amount}`;
	const count = /^(two|three|four|five|seven|eight) items/u.exec(item.note ?? '');
	return {
		source: {
			line,
			sheet: null,
			phrase,
			quantityText: inColumn ? figures : null,
			unitText: inColumn && figures !== null ? unitWords : null,
			noteText: null,
			section: null,
		},
		codes: [item.gold_code],
		count: count ? counts[count[1]!]! : null,
		quantity: item.quantity === null ? null : item.quantity * (written?.factor ?? 1),
		unit: item.quantity === null || negative ? undefined : written?.unit,
	};
}

function figuresOf(quantity: number, thousands: boolean): string {
	return thousands ? `${String(quantity / 1000).replace('.', ',')} тис.` : String(quantity).replace('.', ',');
}

interface HeldOutFile {
	readonly language: string;
	readonly lines: readonly {
		readonly raw: string;
		readonly items: readonly {
			readonly code: string | null;
			readonly quantity: number | null;
			readonly unit: Unit | null;
		}[];
	}[];
}

/** The lists written for measuring: one file per language, every item of every line labelled. */
export function heldOutLists(): CaseList[] {
	const directory = join(fixtures, 'recognition');
	return readdirSync(directory)
		.filter((file) => /^heldout-.*\.json$/u.test(file))
		.map((file) => {
			const list = JSON.parse(readFileSync(join(directory, file), 'utf8')) as HeldOutFile;
			const cases = list.lines.map(({ raw, items }, at): Case => {
				const source = {
					line: at + 1,
					sheet: null,
					phrase: raw,
					quantityText: null,
					unitText: null,
					noteText: null,
					section: null,
				};
				const first = items[0]!;
				const last = items.at(-1)!;
				return {
					source,
					codes: items.map(({ code }) => code),
					count: items.length,
					quantity: items.length > 1 && first.quantity === null && last.quantity !== null ? undefined : first.quantity,
					unit: first.unit ?? undefined,
				};
			});
			return { name: file.replace('.json', ''), language: list.language, cases };
		});
}
