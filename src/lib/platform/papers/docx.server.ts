import {
	AlignmentType,
	BorderStyle,
	convertMillimetersToTwip,
	Document,
	ExternalHyperlink,
	Footer,
	HeadingLevel,
	type IRunOptions,
	LevelFormat,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableOfContents,
	TableRow,
	TabStopType,
	TextRun,
	WidthType,
} from 'docx';
import { locales } from '#lib/kernel/language.ts';
import type { PaperColumn, PaperProse } from './paper.ts';
import type { LinkedBlock, LinkedPaper, LinkedTable } from './paper-layout.ts';

type Shown = { readonly text: string; readonly href?: string };

/** The width of the text on A4 between its margins, in twentieths of a point. */
const textWidth = convertMillimetersToTwip(210 - 2 * 22);
const bullets = 'bullets';
const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

/**
 * A paper as an editable document (Office Open XML, ISO/IEC 29500): headings, lists, captions and table headers are what they
 * are called in the file too, so that an office can go on working with it and a screen reader finds its way.
 */
export async function renderDocx(paper: LinkedPaper): Promise<Uint8Array> {
	const document = new Document({
		title: paper.title,
		creator: paper.author,
		lastModifiedBy: paper.author,
		...(paper.subtitle ? { subject: paper.subtitle } : {}),
		features: { updateFields: false },
		styles: stylesIn(paper),
		numbering: { config: [{ reference: bullets, levels: [bulletLevel] }] },
		sections: [{ properties: page, footers: { default: footer(paper) }, children: body(paper) }],
	});
	return new Uint8Array(await Packer.toBuffer(document));
}

const bulletLevel = {
	level: 0,
	format: LevelFormat.BULLET,
	text: '•',
	alignment: AlignmentType.LEFT,
	style: { paragraph: { indent: { left: 360, hanging: 260 } } },
};

const margin = { top: '22mm', bottom: '24mm', left: '22mm', right: '22mm', footer: '12mm' } as const;
const page = { page: { margin, size: { width: '210mm', height: '297mm' } } } as const;

function stylesIn({ language }: LinkedPaper) {
	const heading = (size: number, before: number) => ({
		run: { size, bold: true, color: '1A1A1A', font: 'Calibri' },
		paragraph: { spacing: { before, after: 120 }, keepNext: true },
	});
	return {
		default: {
			document: {
				run: { size: 22, font: 'Calibri', language: { value: locales[language] } },
				paragraph: { spacing: { after: 140, line: 276 } },
			},
			title: { run: { size: 40, bold: true, font: 'Calibri' }, paragraph: { spacing: { after: 120 } } },
			heading1: heading(30, 360),
			heading2: heading(26, 280),
			heading3: heading(23, 220),
		},
		paragraphStyles: [
			{
				id: 'Caption',
				name: 'caption',
				basedOn: 'Normal',
				next: 'Normal',
				quickFormat: true,
				run: { bold: true, size: 20 },
				paragraph: { keepNext: true, spacing: { before: 200, after: 80 } },
			},
			{
				id: 'Note',
				name: 'Note',
				basedOn: 'Normal',
				quickFormat: true,
				paragraph: {
					indent: { left: 240 },
					border: { left: { style: BorderStyle.SINGLE, size: 18, space: 8, color: '7A7A7A' } },
				},
			},
			{
				id: 'TableText',
				name: 'Table Text',
				basedOn: 'Normal',
				quickFormat: true,
				run: { size: 19 },
				paragraph: { spacing: { before: 30, after: 30, line: 240 } },
			},
		],
	};
}

function footer(paper: LinkedPaper): Footer {
	const number = [paper.words.page, ' ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES];
	return new Footer({
		children: [
			new Paragraph({
				tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
				children: [
					new TextRun({ text: paper.footer, size: 17, color: '505050' }),
					new TextRun({ children: ['\t', ...number], size: 17, color: '505050' }),
				],
			}),
		],
	});
}

function body(paper: LinkedPaper): (Paragraph | Table | TableOfContents)[] {
	const front: (Paragraph | TableOfContents)[] = [
		new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(paper.title)] }),
	];
	if (paper.subtitle) front.push(new Paragraph({ children: runs(paper.subtitle, { size: 26 }) }));
	if (paper.contents)
		front.push(new Paragraph({ children: runs(paper.words.contents, { bold: true, size: 26 }) }), contents());
	let tables = 0;
	return [
		...front,
		...paper.blocks.flatMap((block) => {
			if (block.kind === 'table') tables += 1;
			return drawn(block, paper, tables);
		}),
	];
}

/** Filled in with the headings, so that it can be read before a word processor has counted the pages. */
function contents(): TableOfContents {
	return new TableOfContents('contents', { hyperlink: true, headingStyleRange: '1-2', beginDirty: false });
}

function drawn(block: LinkedBlock, paper: LinkedPaper, tables: number): (Paragraph | Table)[] {
	switch (block.kind) {
		case 'heading':
			return [new Paragraph({ heading: headings[block.level - 1]!, children: runs(block.text) })];
		case 'paragraph':
		case 'note':
			return [prose(block)];
		case 'list':
			return block.items.map(
				(item) => new Paragraph({ numbering: { reference: bullets, level: 0 }, children: runs(item) }),
			);
		case 'terms':
			return block.entries.map(
				(entry) => new Paragraph({ children: [...runs(`${entry.term}: `, { bold: true }), ...shown(entry)] }),
			);
		case 'table':
			return [
				new Paragraph({ style: 'Caption', children: runs(`${paper.words.table} ${tables}: ${block.caption}`) }),
				table(block),
				new Paragraph({ children: [] }),
			];
	}
}

function prose(block: PaperProse): Paragraph {
	const language = block.language ? { language: { value: locales[block.language] } } : {};
	return new Paragraph({ children: runs(block.text, language), ...(block.kind === 'note' ? { style: 'Note' } : {}) });
}

function table(block: LinkedTable): Table {
	const whole = block.columns.reduce((sum, column) => sum + column.width, 0);
	const widths = block.columns.map((column) => Math.floor((textWidth * column.width) / whole));
	const row = (cells: readonly Shown[], look: 'header' | 'plain' | 'total'): TableRow =>
		new TableRow({
			tableHeader: look === 'header',
			cantSplit: true,
			children: cells.map((cell, index) => tableCell(cell, block.columns[index]!, widths[index]!, look)),
		});
	return new Table({
		columnWidths: widths,
		width: { size: textWidth, type: WidthType.DXA },
		layout: TableLayoutType.FIXED,
		borders: lines,
		rows: [
			row(
				block.columns.map(({ label }) => ({ text: label })),
				'header',
			),
			...block.rows.map((cells) => row(cells, 'plain')),
			...(block.total ? [row(block.total, 'total')] : []),
		],
	});
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const hair = { style: BorderStyle.SINGLE, size: 3, color: '969696' };
const lines = { top: none, left: none, right: none, insideVertical: none, bottom: hair, insideHorizontal: hair };

function tableCell(cell: Shown, column: PaperColumn, width: number, look: 'header' | 'plain' | 'total'): TableCell {
	const thick = { style: BorderStyle.SINGLE, size: 8, color: '1A1A1A' };
	const borders = { header: { bottom: thick }, plain: {}, total: { top: thick } }[look];
	return new TableCell({
		width: { size: width, type: WidthType.DXA },
		margins: { left: 60, right: 60 },
		borders,
		children: [
			new Paragraph({
				style: 'TableText',
				alignment: column.numeric ? AlignmentType.RIGHT : AlignmentType.LEFT,
				keepNext: look === 'header',
				children: shown(cell, { bold: look !== 'plain' }),
			}),
		],
	});
}

function shown(cell: Shown, look: IRunOptions = {}): (TextRun | ExternalHyperlink)[] {
	if (!cell.href) return runs(cell.text, look);
	return [new ExternalHyperlink({ link: cell.href, children: runs(cell.text, { ...look, style: 'Hyperlink' }) })];
}

function runs(text: string, look: IRunOptions = {}): TextRun[] {
	return text
		.split('\n')
		.map((line, index) => new TextRun({ ...look, text: line, ...(index > 0 ? { break: 1 } : {}) }));
}
