import fc from 'fast-check';
import { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { parseLink } from '../../articles/link.ts';
import { parseMarkup } from '../../articles/markup/parse-markup.ts';
import { blocksOf, documentOf } from '../document.ts';
import { schema } from '../schema.browser.ts';
import { writtenBlocks } from '../written-form.ts';
import { blocksFromHtml } from './blocks-from-html.ts';
import { blocksFromText } from './blocks-from-text.ts';

/** What the editor would hold after pasting, in the written form. */
function pasted(html: string): string {
	const document = documentOf(blocksFromHtml(html));
	Node.fromJSON(schema, document).check();
	return writtenBlocks(document).blocks;
}

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @list l0:level1 {mso-level-number-format:bullet;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoTitle><span style='font-size:28.0pt'>Hilfe für Schytomyr<o:p></o:p></span></p>
<p class=MsoNormal><span lang=DE>Am Dienstag <b style='mso-bidi-font-weight:normal'>fuhren 23
Generatoren</b> nach <i>Schytomyr</i>;&nbsp;mehr <a href="https://www.dortmund.de/a">dazu</a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Strom<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Wärme<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>zuerst</p>
<h3><b>Wie es weitergeht</b></h3>
<table><tr><td><p class=MsoNormal>Jahr</p></td><td>Stück</td></tr></table>
<p class=MsoNormal style='mso-hide:all'>verborgen</p>
<!--EndFragment--></body></html>`;

const libreOffice = `<!DOCTYPE html><html><head><style type="text/css">p { margin-bottom: 0.25cm; }</style></head><body lang="uk-UA">
<h1 class="western">Допомога</h1><p align="left" style="margin-bottom: 0cm"><font face="Arial"><font size="3">Перший <b>рядок</b><br/>
другий</font></font></p><ol><li><p>раз</p></li><li><p>два</p><ul><li>два й пів</li></ul></li></ol></body></html>`;

const website = `<meta charset='utf-8'><article><header><h1>Winter</h1></header><nav><a href="javascript:void(0)">Menü</a></nav>
<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700">Fett</span> und <span style="font-style:italic">schräg</span></p></b>
<blockquote><p>Wir helfen.</p><p>Heute.</p><footer>— <cite>Thomas Westphal</cite></footer></blockquote>
<figure><img src=x onerror=alert(1)><figcaption>Ein Lkw</figcaption></figure></article>`;

describe('what is pasted', () => {
	it('from Word becomes headings, paragraphs and lists', () => {
		expect(pasted(word).split('\n\n')).toEqual([
			'## Hilfe für Schytomyr',
			'Am Dienstag **fuhren 23 Generatoren** nach __Schytomyr__;\u00a0mehr [dazu](https://www.dortmund.de/a).',
			'- Strom\n- Wärme',
			'1. zuerst',
			'### Wie es weitergeht',
			'Jahr | Stück',
		]);
	});

	it('from LibreOffice keeps line breaks and numbered lists', () => {
		expect(pasted(libreOffice).split('\n\n')).toEqual([
			'## Допомога',
			'Перший **рядок**\nдругий',
			'1. раз\n2. два\n3. два й пів',
		]);
	});

	it('from a website loses what is no text, and a quote keeps its speaker', () => {
		expect(pasted(website).split('\n\n')).toEqual([
			'## Winter',
			'Menü',
			'**Fett** und __schräg__',
			'> Wir helfen.\n> Heute.\n-- Thomas Westphal',
			'Ein Lkw',
		]);
	});

	it('as plain text is paragraphs, whatever its signs', () => {
		expect(writtenBlocks(documentOf(blocksFromText('# Kein Titel\r\nzweite\r\n\r\n[[map: x]]'))).blocks).toBe(
			'\\# Kein Titel\nzweite\n\n\\[\\[map: x\\]\\]',
		);
	});

	const vectors = [
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'<svg onload=alert(1)><script>alert(1)</script></svg>',
		'<a href="javascript:alert(1)">x</a>',
		'<a href="java\nscript:alert(1)">x</a>',
		'<a href=" &#106;avascript:alert(1)">x</a>',
		'<a href="data:text/html,<script>alert(1)</script>">x</a>',
		'<a href="//evil.example/">x</a>',
		'<a href="https://a:b@evil.example/">x</a>',
		'<iframe src="javascript:alert(1)"></iframe>',
		'<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
		'<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
		'<!--><img src=x onerror=alert(1)>-->',
		'<!--[if IE]><script>alert(1)</script><![endif]-->',
		'<p style="background:url(javascript:alert(1))">x</p>',
		'<b onmouseover=alert(1)>x</b>',
		'<details open ontoggle=alert(1)>x</details>',
		'<form action="javascript:alert(1)"><button>x</button></form>',
		'<object data="javascript:alert(1)"></object>',
		'<template><script>alert(1)</script></template>',
		'<p>\u202eabc\u2066</p>',
		'<p>&#x202e;abc&#0;&#8232;</p>',
		'<p>\ud800</p>',
		'<title><img src=x onerror=alert(1)></title>',
		'<xmp><p></xmp><img src=x onerror=alert(1)>',
	];
	const wrappings: readonly ((payload: string) => string)[] = [
		(payload) => payload,
		(payload) => `<p>davor ${payload} danach</p>`,
		(payload) => `<ul><li>${payload}</li></ul>`,
		(payload) => `<blockquote>${payload}<cite>${payload}</cite></blockquote>`,
		(payload) => `<h2>${payload}</h2>`,
		(payload) => `<table><tr><td>${payload}</td><td>x</td></tr></table>`,
		(payload) => payload.toUpperCase(),
		(payload) => payload.replaceAll('<', '<\u0000'),
		(payload) => `<div title="${payload}">x</div>`,
		(payload) => `<div title='${payload}'>x</div>`,
		(payload) => payload.replaceAll('>', ''),
		(payload) => `<a href="https://a.example/">${payload}`,
	];

	it(`leaves nothing behind but words and links an article may have, in ${vectors.length * wrappings.length} hostile ways`, () => {
		for (const wrap of wrappings) {
			for (const vector of vectors) {
				const written = pasted(wrap(vector));
				const parsed = parseMarkup(written);
				// Only a quote of nobody may wait for its writer; nothing else of it is refused.
				const faults = parsed.ok ? [] : parsed.refusal.map(({ part, fault }) => `${part} ${fault.kind}`);
				expect(faults.filter((fault) => fault !== 'speaker missing' && fault !== 'text missing')).toEqual([]);
				for (const [, link] of written.matchAll(/\]\(([^)]*)\)/g)) expect(parseLink(link!)).toBe(link);
			}
		}
	});

	it('is read whatever it is, and can be stored unless a speaker is missing', () => {
		const soup = fc.array(
			fc.constantFrom(
				...'<p> </p> <li> <ul> </ul> <b> </b> <blockquote> </blockquote> <td> <tr> <br> <h2> </h2> <cite> <a href=/de/x> </a> <!-- --> <![if <script> </script> < > " \' & &amp; wort \u00a0 \n'.split(
					' ',
				),
			),
			{ maxLength: 40 },
		);
		fc.assert(
			fc.property(soup, (pieces) => {
				const document = documentOf(blocksFromHtml(pieces.join(' ')));
				Node.fromJSON(schema, document).check();
				const parsed = parseMarkup(writtenBlocks(document).blocks);
				const faults = parsed.ok ? [] : parsed.refusal.map(({ part, fault }) => `${part} ${fault.kind}`);
				expect(faults.filter((fault) => !/^(?:speaker|text) missing$/.test(fault))).toEqual([]);
				expect(blocksOf(document).length).toBeLessThanOrEqual(pieces.length);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});
