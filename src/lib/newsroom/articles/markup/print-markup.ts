import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import type { Block, FigureQuery, Mark, Runs, TextRun } from '../block.ts';

/**
 * The written form of an article's text: what the form shows where no editor runs. Every block begins on a line of its own and
 * an empty line stands between two.
 *
 *     A paragraph with **strong** and __emphasised__ words, a [link](https://…) and [[figure: received PWR-GEN operation/x]].
 *     ## Heading            ### Smaller heading
 *     - item                1. numbered item
 *     > Words of a quote
 *     -- Speaker | role
 *     @ 2023-02: what happened then
 *     [[image: id | caption]]   [[gallery: id, id]]   [[downloads: id, id]]
 *     [[figure: received PWR-GEN operation/x from 2023-01-01 to 2023-12-31 | label]]
 *     [[map: operation]]        [[story-line: partnership 2022-2025]]
 *
 * A backslash takes the meaning from the character behind it. `parseMarkup` reads back exactly what this writes; only ids are
 * not written: who reads keeps them where the block is still there.
 */
export function printMarkup(blocks: readonly Block[]): string {
	return blocks.map(printBlock).join('\n\n');
}

function printBlock(block: Block): string {
	switch (block.kind) {
		case 'paragraph':
			return printRuns(block.text).split('\n').map(guardStart).join('\n');
		case 'heading':
			return `${'#'.repeat(block.level)} ${printRuns(block.text)}`;
		case 'list':
			return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${printRuns(item)}`).join('\n');
		case 'quote': {
			const said = printRuns(block.text).split('\n');
			const role = block.role === null ? '' : ` | ${escapePart(block.role)}`;
			return [...said.map((line) => `> ${line}`), `-- ${escapePart(block.speaker)}${role}`].join('\n');
		}
		case 'timeline':
			return block.entries.map(({ on, text }) => `@ ${fuzzyDateText(on)}: ${printRuns(text)}`).join('\n');
		case 'image':
			return sign('image', block.imageId, block.caption);
		case 'gallery':
			return sign('gallery', block.imageIds.join(', '));
		case 'figure':
			return sign('figure', printQuery(block.query), block.label);
		case 'map':
			return sign('map', block.operation);
		case 'downloads':
			return sign('downloads', block.documentIds.join(', '));
		default: {
			const { partnership, fromYear, toYear } = block;
			const years = fromYear === null && toYear === null ? '' : ` ${fromYear ?? ''}-${toYear ?? ''}`;
			return sign('story-line', `${partnership}${years}`);
		}
	}
}

function sign(name: string, content: string, label: string | null = null): string {
	return `[[${name}: ${content}${label === null ? '' : ` | ${escapePart(label)}`}]]`;
}

/** The query of a figure as a text writes it: one way for each. */
export function printQuery({ measure, itemCode, scope, from, to }: FigureQuery): string {
	const days = `${from ? ` from ${from}` : ''}${to ? ` to ${to}` : ''}`;
	return `${measure} ${itemCode} ${scope.kind}/${scope.slug}${days}`;
}

const escapePart = (text: string) => text.replace(/[\\|[\]]/g, '\\$&');

/** Keeps a line of a paragraph from being taken for the beginning of another block. */
function guardStart(line: string): string {
	return /^(?:[#>@•-]|\* |\d{1,3}[.)] )/.test(line) ? `\\${line}` : line;
}

const signOf = { strong: '**', emphasis: '__' } as const satisfies Record<Mark, string>;

/** A line of text with its marks, links and figures, as {@link printMarkup} writes it. */
export function printRuns(runs: Runs): string {
	let printed = '';
	let open: readonly Mark[] = [];
	let link: string | null = null;
	const endLink = () => {
		printed += link === null ? '' : `](${link})`;
		link = null;
	};
	const turn = (wanted: readonly Mark[]) => {
		const changed = (['strong', 'emphasis'] as const).filter((mark) => open.includes(mark) !== wanted.includes(mark));
		printed += changed.map((mark) => signOf[mark]).join('');
		open = wanted;
	};
	for (const run of runs) {
		if (run.kind === 'figure') {
			endLink();
			printed += sign('figure', printQuery(run.query));
			continue;
		}
		if (run.link !== link) {
			endLink();
			printed += run.link === null ? '' : '[';
			link = run.link;
		}
		turn(run.marks);
		printed += escapeText(run);
	}
	turn([]);
	endLink();
	return printed;
}

/** A single `*` or `_` means nothing; two mean a mark, also where the second belongs to what follows. */
function escapeText({ text }: TextRun): string {
	return text.replace(/[\\[\]]|[*_]/g, (character, at: number) => {
		if (character !== '*' && character !== '_') return `\\${character}`;
		const [before, after] = [text[at - 1], text[at + 1]];
		const alone = before !== undefined && after !== undefined && before !== character && after !== character;
		return alone && after !== '\n' && before !== '\n' ? character : `\\${character}`;
	});
}
