import fc from 'fast-check';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { pdfSource, zipText } from '#test/fixtures/paper-files.ts';
import { renderDocx } from './docx.server.ts';
import { type Paper, type PaperBlock, printable, printableRanges } from './paper.ts';
import { hasSoundOutline, linkPaper } from './paper-layout.ts';
import { renderPdf } from './pdf.server.ts';
import { renderPaper } from './render-paper.server.ts';

const at = instant('2025-07-09T10:00:00Z');
const texts: Record<Language, string> = {
	de: 'Größe, Maße, Übergabe – „Zuständigkeit“ für 1.234,50 €',
	uk: 'Ґанок, єдність, їжа, м’ята – «звіт» на 1 234,50 €',
	en: 'Resolution, receipt and ledger – ‘as of’ €1,234.50',
};

function aPaper(language: Language, extra: readonly PaperBlock[] = []): Paper {
	const text = texts[language];
	return {
		language,
		title: text,
		subtitle: text,
		author: 'Dortmund',
		footer: text,
		words: { contents: 'Contents', table: 'Table', page: 'Page' },
		blocks: [
			{ kind: 'heading', level: 1, text: 'One' },
			{ kind: 'paragraph', text, ...(language === 'de' ? { language: 'uk' as const } : {}) },
			{ kind: 'heading', level: 2, text: 'One and a half' },
			{ kind: 'note', text: `${text}\nsecond line` },
			{ kind: 'heading', level: 1, text: 'Two' },
			{ kind: 'list', items: [text, 'second'] },
			{ kind: 'heading', level: 1, text: 'Three' },
			{ kind: 'terms', entries: [{ term: 'Leverage', text: '1 : 5', figure: 'leverage' }] },
			{ kind: 'heading', level: 1, text: 'Four' },
			{
				kind: 'table',
				caption: 'What was given',
				columns: [
					{ label: 'Measure', numeric: false, width: 3 },
					{ label: 'Pieces', numeric: true, width: 1 },
				],
				rows: [[{ text }, { text: '25', figure: 'measure/1' }]],
				total: [{ text: 'Sum' }, { text: '25' }],
			},
			...extra,
		],
	};
}

/** Any code points, halves of pairs included. */
const anyText = (longest: number) =>
	fc
		.array(fc.integer({ min: 0, max: 0x1_ffff }), { maxLength: longest })
		.map((points) => String.fromCodePoint(...points));

const addressOf = (figure: string) => `https://tandem.example/${figure}`;
const hexOf = (character: string) => `<${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;

describe('a paper as PDF', () => {
	it.each([
		['de', 'de-DE', 'ß'],
		['uk', 'uk-UA', 'Ґ'],
		['en', 'en-GB', '€'],
	] as const)('is tagged, named and in its language: %s', (language, tag, character) => {
		const source = pdfSource(renderPdf(linkPaper(aPaper(language), addressOf), at));
		expect(source).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/);
		expect(source).toContain('/StructTreeRoot');
		expect(source).toContain(`/Lang (${tag})`);
		expect(source).toContain('/DisplayDocTitle true');
		expect(source).toMatch(/pdfuaid:part>1</);
		expect(source).toMatch(/\/S \/Table\b/);
		expect(source).toMatch(/\/S \/TH\b/);
		expect(source).toMatch(/\/S \/H1\b/);
		expect(source).toMatch(/\/S \/Link\b/);
		expect(source).toContain('https://tandem.example/measure/1');
		expect(source).toMatch(/\/FontFile[23]/);
		expect(source.includes(hexOf(character))).toBe(true);
	});

	it('is the same file for the same paper and moment', () => {
		const draw = () => renderPdf(linkPaper(aPaper('de')), at);
		expect(Buffer.from(draw()).equals(Buffer.from(draw()))).toBe(true);
	});

	it('shows every character the printable ranges promise, and hollow squares for all others', () => {
		const every = printableRanges.flatMap(([from, until]) =>
			Array.from({ length: until - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
		);
		const rows = every.map((character) => ({ kind: 'paragraph', text: `${character} 😀 漢` }) as const);
		expect(renderPdf(linkPaper(aPaper('en', rows)), at).length).toBeGreaterThan(1000);
	});

	it('takes what looks like markup or code for what it is: text', () => {
		const text = '#panic("read me") $x$ *bold* [link] </w:t> & \\end{document} @label ```raw';
		const paper = aPaper('en', [{ kind: 'paragraph', text }]);
		expect(() => renderPdf(linkPaper({ ...paper, title: text, footer: text }), at)).not.toThrow();
	});
});

describe('a paper as DOCX', () => {
	it('opens again with its headings, lists, links and tables', async () => {
		const file = Buffer.from(await renderDocx(linkPaper(aPaper('uk'), addressOf)));
		const { value: html } = await mammoth.convertToHtml({ buffer: file });
		expect(html).toContain('<h1>');
		expect(html).toContain('One and a half</h2>');
		expect(html).toContain(`<ul><li>${texts.uk}</li>`);
		expect(html).toContain('<thead>');
		expect(html).toContain('href="https://tandem.example/measure/1"');
		expect(html).toContain('Table 1: What was given');
	});

	it('says its language, repeats the header row and keeps numbers flush right', async () => {
		const file = await renderDocx(linkPaper(aPaper('de'), addressOf));
		const body = zipText(file, 'word/document.xml')!;
		expect(zipText(file, 'word/styles.xml')).toContain('w:lang w:val="de-DE"');
		expect(body).toContain('<w:tblHeader/>');
		expect(body).toContain('w:lang w:val="uk-UA"');
		expect(body).toMatch(/w:jc w:val="(right|end)"/);
		expect(body).toContain('TOC \\h');
		expect(zipText(file, 'word/footer1.xml')).toContain('NUMPAGES');
		expect(zipText(file, 'docProps/core.xml')).toContain(`<dc:title>${texts.de}</dc:title>`);
	});
});

describe('printable text', () => {
	it.each([
		['keeps German, Ukrainian and typographic marks', 'ß Ґ „“ – € № ’', 'ß Ґ „“ – € № ’'],
		['shows what no font holds as a square', 'a😀b漢c', 'a□b□c'],
		['drops what cannot be seen', 'a\u200bb\u00adc\u0000d\u202ee', 'abcde'],
		['has one kind of line end', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
		['composes letters', 'u\u0308', 'ü'],
		['names the hryvnia', '5 ₴', '5 UAH'],
		['keeps numbers together', '1\u202f234', '1\u00a0234'],
	])('%s', (_, given, printed) => expect(printable(given)).toBe(printed));

	it('is printable already', () => {
		fc.assert(
			fc.property(anyText(30), (text) => printable(printable(text)) === printable(text)),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('makes a PDF and a DOCX of any text whatever', async () => {
		await fc.assert(
			fc.asyncProperty(anyText(60), async (text) => {
				const paper = linkPaper(aPaper('uk', [{ kind: 'paragraph', text }]));
				renderPdf(paper, at);
				const opened = await mammoth.extractRawText({ buffer: Buffer.from(await renderDocx(paper)) });
				expect(opened.messages).toEqual([]);
			}),
			{ seed: 42, numRuns: 8 },
		);
	}, 30_000);
});

describe('the outline', () => {
	const heading = (level: 1 | 2 | 3): PaperBlock => ({ kind: 'heading', level, text: 'x' });
	it.each([
		['goes down step by step', [1, 2, 3, 1], true],
		['begins with the first level', [2], false],
		['leaves no level out', [1, 3], false],
	] as const)('%s', (_, levels, sound) => expect(hasSoundOutline(levels.map(heading))).toBe(sound));
});

describe('the thread', () => {
	it('draws both files and ends', async () => {
		const files = await renderPaper(aPaper('de'), ['docx', 'pdf'], at, addressOf);
		expect(files.ok && Buffer.from(files.value.pdf!).subarray(0, 5).toString()).toBe('%PDF-');
		expect(files.ok && Buffer.from(files.value.docx!).subarray(0, 2).toString()).toBe('PK');
	}, 30_000);
});
