import type { FigureQuery, Mark } from '../block.ts';
import type { BlockFault, BlockPart } from '../block-refusal.ts';
import { orderedMarks } from '../run.ts';

/** Notes what is wrong with the block being read. */
export type Faulty = (part: BlockPart, fault: BlockFault) => void;

/** Runs as they were written, before their content is looked at. */
type DraftRun =
	| { readonly kind: 'text'; readonly text: string; readonly marks: readonly Mark[]; readonly link: string | null }
	| { readonly kind: 'figure'; readonly query: unknown };

export interface Sign {
	readonly name: string;
	readonly content: string;
	readonly label: string | null;
	/** Where the text goes on behind it. */
	readonly end: number;
}

/** The "[[name: content | label]]" that begins at a place of a text; undefined where none does. */
export function readSign(text: string, at: number): Sign | undefined {
	const found = /^\[\[([a-z-]+):((?:\\.|[^\\\]]|\](?!\]))*)\]\]/s.exec(text.slice(at));
	if (!found) return undefined;
	const [content, label] = splitLabel(found[2]!);
	return { name: found[1]!, content, label, end: at + found[0].length };
}

/** What stands before and behind the first "|" that no backslash takes the meaning from; null where there is none. */
export function splitLabel(text: string): readonly [string, string | null] {
	const found = /^((?:\\.|[^\\|])*)\|(.*)$/s.exec(text);
	const plain = (part: string) => part.trim().replace(/\\(.)/gs, '$1');
	return found ? [plain(found[1]!), plain(found[2]!)] : [plain(text), null];
}

/** Reads a line of text with its marks, links and figures. */
export function parseLine(text: string, fault: Faulty, part: BlockPart): readonly DraftRun[] {
	const runs: DraftRun[] = [];
	const open = new Set<Mark>();
	let link: Link | undefined;
	let words = '';
	const flush = () => {
		if (words !== '') runs.push({ kind: 'text', text: words, marks: orderedMarks([...open]), link: link?.to ?? null });
		words = '';
	};
	const turn = (mark: Mark) => {
		flush();
		if (!open.delete(mark)) open.add(mark);
	};
	for (let at = 0; at < text.length; ) {
		if (link && at === link.textEnd) {
			flush();
			at = link.end;
			link = undefined;
			continue;
		}
		const two = text.slice(at, at + 2);
		if (text[at] === '\\' && at + 1 < text.length) {
			words += text[at + 1];
			at += 2;
		} else if (two === '**' || two === '__') {
			turn(two === '**' ? 'strong' : 'emphasis');
			at += 2;
		} else if (two === '[[' && !link) {
			const sign = readSign(text, at);
			if (sign?.name !== 'figure' || sign.label !== null) {
				fault(part, { kind: 'unknown-sign', typed: text.slice(at, at + 60) });
				return runs;
			}
			flush();
			runs.push({ kind: 'figure', query: queryOf(sign.content) });
			at = sign.end;
		} else {
			const begins = text[at] === '[' && !link ? readLink(text, at) : undefined;
			if (begins) {
				flush();
				link = begins;
			} else words += text[at];
			at += 1;
		}
	}
	flush();
	for (const mark of open) fault(part, { kind: 'not-closed', sign: mark === 'strong' ? '**' : '__' });
	return runs;
}

interface Link {
	readonly to: string;
	readonly textEnd: number;
	readonly end: number;
}

/** No bracket opens within a link's words, so that a line of nothing but brackets is read in one go. */
function readLink(text: string, at: number): Link | undefined {
	const found = /^\[((?:\\.|[^\\[\]])+)\]\(([^()\s]*)\)/s.exec(text.slice(at));
	if (!found) return undefined;
	return { to: found[2]!, textEnd: at + 1 + found[1]!.length, end: at + found[0].length };
}

/** What a figure asks, as written: "received PWR-GEN operation/winter-2023 from 2023-01-01 to 2023-12-31". */
export function queryOf(content: string): { readonly [Key in keyof FigureQuery]: unknown } {
	const [measure, itemCode, scope = '', ...days] = content.split(/[ \t]+/);
	const [kind, slug] = scope.split('/');
	const day = (word: string) => (days.includes(word) ? (days[days.indexOf(word) + 1] ?? '') : null);
	const understood = days.length % 2 === 0 && days.every((each, at) => at % 2 === 1 || ['from', 'to'].includes(each));
	return { measure: understood ? measure : '', itemCode, scope: { kind, slug }, from: day('from'), to: day('to') };
}
