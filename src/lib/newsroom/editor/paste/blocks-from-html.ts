import type { Mark, Run } from '../../articles/block.ts';
import { parseLink } from '../../articles/link.ts';
import type { DraftBlock } from '../../articles/markup/parse-markup.ts';
import { orderedMarks, tidyRuns, withoutForbidden } from '../../articles/run.ts';
import { type HtmlPiece, htmlPieces } from './html-pieces.ts';

/** Elements that end a line of text where they begin and where they end. */
const lines = new Set(
	(
		'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer ' +
		'form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot ' +
		'thead tr ul'
	).split(' '),
);
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** What an element that is open says of the words in it. */
interface Frame {
	readonly name: string;
	readonly marks: readonly Mark[];
	readonly link: string | null;
	readonly heading: 2 | 3 | null;
	readonly hidden: boolean;
	/** The bullet or number that a word processor writes before an item: it says which list it is of. */
	readonly isBullet: boolean;
}

const outside: Frame = { name: '', marks: [], link: null, heading: null, hidden: false, isBullet: false };
const deepest = 200;

/**
 * The blocks of HTML from a word processor or a website: words, headings, lists, quotes, what is bold, emphasised or linked. All
 * else is left behind: fonts, colours, pictures, scripts, links that lead nowhere an article may link to. A quote whose speaker
 * nobody named is left without one, for its writer to fill in.
 */
export function blocksFromHtml(html: string): readonly DraftBlock[] {
	const reader = new PasteReader();
	for (const piece of htmlPieces(html)) reader.take(piece);
	return reader.finish();
}

class PasteReader {
	readonly #blocks: DraftBlock[] = [];
	readonly #frames: Frame[] = [outside];
	#runs: Run[] = [];
	#items: { readonly ordered: boolean; readonly written: (readonly Run[])[] } | undefined;
	#quote: { readonly said: Run[]; speaker: string } | undefined;
	/** A paragraph that a word processor means as an item of a list. */
	#isItem: 'bullet' | 'number' | undefined;

	take(piece: HtmlPiece): void {
		if (piece.kind === 'words') this.#write(piece.text);
		else if (piece.kind === 'open') this.#open(piece.name, piece.attributes);
		else this.#close(piece.name);
	}

	finish(): readonly DraftBlock[] {
		this.#endLine();
		this.#endList();
		this.#endQuote();
		return this.#blocks;
	}

	get #frame(): Frame {
		return this.#frames.at(-1) ?? outside;
	}

	#isIn(...names: readonly string[]): boolean {
		return this.#frames.some(({ name }) => names.includes(name));
	}

	#write(text: string): void {
		const { marks, link, heading, hidden, isBullet } = this.#frame;
		if (isBullet) {
			if (/^\s*(?:\d+|[a-z]{1,3})[.)]/i.test(text)) this.#isItem = 'number';
			return;
		}
		const last = this.#runs.at(-1);
		const spaced = last === undefined || (last.kind === 'text' && /[ \n]$/.test(last.text));
		const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ').replace(spaced ? /^ / : /$^/, '');
		const clean = withoutForbidden(this.#isIn('pre') ? text : collapsed);
		if (hidden || clean === '') return;
		this.#runs.push({ kind: 'text', text: clean, marks: heading ? [] : marks, link });
	}

	#open(name: string, attributes: ReadonlyMap<string, string>): void {
		if (name === 'br') this.#runs.push({ kind: 'text', text: '\n', marks: [], link: null });
		this.#breakLine(name);
		if (empty.has(name)) return;
		const style = (attributes.get('style') ?? '').toLowerCase().replace(/\s+/g, '');
		if (name === 'blockquote') this.#quote ??= { said: [], speaker: '' };
		if (name === 'ol' || name === 'ul' || name === 'menu') this.#items ??= { ordered: name === 'ol', written: [] };
		if (name === 'p') this.#isItem = /mso-list:(?!none|ignore)/.test(style) ? 'bullet' : undefined;
		if ((name === 'td' || name === 'th') && this.#runs.length > 0) this.#bar();
		if (this.#frames.length < deepest) this.#frames.push(frameOf(this.#frame, name, attributes, style));
	}

	#close(name: string): void {
		this.#breakLine(name);
		const at = this.#frames.findLastIndex((frame) => frame.name === name);
		if (at > 0) this.#frames.length = at;
		if (/^(?:ol|ul|menu)$/.test(name) && !this.#isIn('ol', 'ul', 'menu')) this.#endList();
		if (name === 'blockquote' && !this.#isIn('blockquote')) this.#endQuote();
	}

	/** A row of a table is one line, whatever stands in its cells. */
	#breakLine(name: string): void {
		if (!lines.has(name)) return;
		if (this.#isIn('td', 'th') && !/^t(?:able|body|foot|head|r)$/.test(name)) this.#write(' ');
		else this.#endLine();
	}

	#bar(): void {
		this.#write(' | ');
	}

	/** What was written so far becomes a block, an item or a line of a quote. */
	#endLine(): void {
		const runs = tidyRuns(this.#runs);
		const [{ heading }, item] = [this.#frame, this.#isItem];
		this.#runs = [];
		if (runs.every((run) => run.kind === 'text' && run.text.trim() === '')) return;
		this.#isItem = undefined;
		if (this.#quote) this.#quoteLine(this.#quote, runs);
		else if (item) this.#itemOfWord(item === 'number', runs);
		else if (this.#items && this.#isIn('li')) this.#items.written.push(runs);
		else {
			this.#endList();
			this.#blocks.push(heading ? { kind: 'heading', level: heading, text: runs } : { kind: 'paragraph', text: runs });
		}
	}

	#quoteLine(quote: { readonly said: Run[]; speaker: string }, runs: readonly Run[]): void {
		if (this.#isIn('cite', 'footer')) {
			const said = runs.map((run) => (run.kind === 'text' ? run.text : '')).join('');
			quote.speaker = `${quote.speaker} ${said.replace(/^[\s–—-]+/, '')}`.trim().slice(0, 200);
			return;
		}
		if (quote.said.length > 0) quote.said.push({ kind: 'text', text: '\n', marks: [], link: null });
		quote.said.push(...runs);
	}

	#itemOfWord(ordered: boolean, runs: readonly Run[]): void {
		if (this.#items && this.#items.ordered !== ordered) this.#endList();
		this.#items ??= { ordered, written: [] };
		this.#items.written.push(runs);
	}

	#endList(): void {
		const items = this.#items;
		this.#items = undefined;
		if (items && items.written.length > 0) {
			this.#blocks.push({ kind: 'list', ordered: items.ordered, items: items.written });
		}
	}

	#endQuote(): void {
		const quote = this.#quote;
		this.#quote = undefined;
		if (!quote || (quote.said.length === 0 && quote.speaker === '')) return;
		this.#blocks.push({ kind: 'quote', text: quote.said, speaker: quote.speaker, role: null });
	}
}

function frameOf(around: Frame, name: string, attributes: ReadonlyMap<string, string>, style: string): Frame {
	const marks = new Set(around.marks);
	if (name === 'b' || name === 'strong') marks.add('strong');
	if (name === 'i' || name === 'em') marks.add('emphasis');
	const weight = /(?:^|;)font-weight:(\w+)/.exec(style)?.[1];
	if (weight !== undefined) setMark(marks, 'strong', /^(?:bold|bolder|[6-9]00)$/.test(weight));
	const slant = /(?:^|;)font-style:(\w+)/.exec(style)?.[1];
	if (slant !== undefined) setMark(marks, 'emphasis', slant === 'italic' || slant === 'oblique');
	const title = (attributes.get('class') ?? '').includes('MsoTitle');
	const level = /^h([1-6])$/.exec(name)?.[1] ?? (title ? '1' : undefined);
	return {
		name,
		marks: orderedMarks([...marks]),
		link: name === 'a' ? (parseLink(attributes.get('href') ?? '') ?? null) : around.link,
		heading: level === undefined ? around.heading : Number(level) > 2 ? 3 : 2,
		hidden: around.hidden || /display:none|visibility:hidden|mso-hide:all/.test(style),
		isBullet: around.isBullet || /mso-list:ignore/.test(style),
	};
}

function setMark(marks: Set<Mark>, mark: Mark, on: boolean): void {
	if (on) marks.add(mark);
	else marks.delete(mark);
}
