import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { mentionsIn, purgeCss } from './purge-css.ts';

const purge = (css: string, ...sources: string[]): string => purgeCss(css, 'kern-', mentionsIn(sources, 'kern-'));

describe('purging a style sheet', () => {
	it.each([
		['keeps what a source mentions', '.kern-btn{color:red}', 'class="kern-btn"', '.kern-btn{color:red}'],
		['drops what no source mentions', '.kern-btn{color:red}', 'class="kern-card"', ''],
		[
			'keeps names that begin as a template does',
			'.kern-alert--info{top:0}',
			'class="kern-alert--{tone}"',
			'.kern-alert--info{top:0}',
		],
		['does not take a longer name for a shorter one', '.kern-b{top:0}', 'class="kern-btn"', ''],
		['drops a rule that needs one unmentioned class', '.kern-btn .kern-x{top:0}', 'kern-btn', ''],
		['drops single selectors of a list', '.kern-a,.kern-b{top:0}', 'kern-b', '.kern-b{top:0}'],
		['never judges classes inside :not, :is and :where', 'p:not(.kern-x){top:0}', '', 'p:not(.kern-x){top:0}'],
		['keeps foreign classes and elements', 'body,.ui-x{top:0}', '', 'body,.ui-x{top:0}'],
		['drops groups that end up empty', '@media print{.kern-x{top:0}}', '', ''],
		['keeps groups inside layers', '@layer kern{@media print{a{top:0}}}', '', '@layer kern{@media print{a{top:0}}}'],
		['keeps statements', '@layer a,b;a{top:0}', '', '@layer a,b;\na{top:0}'],
		['keeps font faces and key frames as they are', '@keyframes kern-x{to{top:0}}', '', '@keyframes kern-x{to{top:0}}'],
		['does not stumble over braces in strings', `a{content:"}";top:0}`, '', `a{content:"}";top:0}`],
		['does not stumble over data addresses', `a{mask:url("data:a;b,{c}")}`, '', `a{mask:url("data:a;b,{c}")}`],
		['drops comments, but not in strings', `/* x */a{content:"/* y */"}`, '', `a{content:"/* y */"}`],
		[
			'drops tokens nobody reads',
			':root{--kern-a:1;--kern-b:2}a{top:var(--kern-a)}',
			'',
			':root{--kern-a:1}\na{top:var(--kern-a)}',
		],
		[
			'follows tokens through tokens',
			':root{--kern-a:var(--kern-b);--kern-b:2}a{top:var(--kern-a)}',
			'',
			':root{--kern-a:var(--kern-b);--kern-b:2}\na{top:var(--kern-a)}',
		],
		['keeps tokens a source reads', ':root{--kern-a:1}', 'style="top: var(--kern-a)"', ':root{--kern-a:1}'],
	])('%s', (_, css, source, expected) => {
		expect(purge(css, source)).toBe(expected);
	});

	it('changes nothing but order of blanks in KERN itself when everything is mentioned', () => {
		const kern = readFileSync(createRequire(import.meta.url).resolve('@kern-ux/native/dist/kern.min.css'), 'utf8');
		const everything = purge(kern, kern);
		const declarations = (css: string): number =>
			css
				.replace(/"[^"]*"/g, '')
				.split(/[;{}]/)
				.filter((part) => part.includes(':')).length;
		expect(declarations(everything)).toBe(declarations(kern.replace(/\/\*[\s\S]*?\*\//g, '')));
	});
});
