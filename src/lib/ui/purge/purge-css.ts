/** What the sources mention: whole names (`kern-btn`), beginnings of computed names (`kern-alert--`) and `var(--…)` names. */
export interface Mentions {
	readonly names: ReadonlySet<string>;
	readonly beginnings: readonly string[];
	readonly properties: ReadonlySet<string>;
}

type Node =
	| { readonly kind: 'rule'; readonly selectors: readonly string[]; readonly declarations: readonly string[] }
	| { readonly kind: 'group'; readonly prelude: string; readonly nodes: readonly Node[] }
	| { readonly kind: 'verbatim'; readonly text: string };

/** Collects the class names with one of the prefixes and the custom properties that a source text mentions. */
export function mentionsIn(sources: Iterable<string>, prefix: string): Mentions {
	const names = new Set<string>();
	const beginnings = new Set<string>();
	const properties = new Set<string>();
	const className = new RegExp(`(?<![\\w-])${prefix}[a-z0-9_-]*`, 'g');
	for (const source of sources) {
		for (const [name] of source.matchAll(className)) (/[-_]$/.test(name) ? beginnings : names).add(name);
		for (const [property] of source.matchAll(/--[a-z][a-z0-9-]*/g)) properties.add(property);
	}
	return { names, beginnings: [...beginnings].filter((each) => each !== prefix), properties };
}

/**
 * Leaves out the rules whose classes nobody mentions and the custom properties nobody reads, and keeps every other
 * character as it was. Only classes with the prefix are judged; a class inside `:is`, `:where` or `:not` never drops a rule.
 */
export function purgeCss(css: string, prefix: string, mentions: Mentions): string {
	const nodes = withoutUnusedRules(parse(withoutComments(css)), prefix, mentions);
	const read = propertiesRead(nodes, mentions.properties);
	return print(withoutUnusedProperties(nodes, prefix, read));
}

function withoutComments(css: string): string {
	return css.replace(
		/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\/\*[\s\S]*?\*\//g,
		(_, string: string | undefined) => string ?? '',
	);
}

/** The index of the first of `ends` at or after `from` that stands outside strings and brackets. */
function findOutside(css: string, from: number, ends: string): number {
	let depth = 0;
	for (let at = from; at < css.length; at++) {
		const character = css[at]!;
		if (character === '"' || character === "'") {
			for (at++; at < css.length && css[at] !== character; at++) if (css[at] === '\\') at++;
		} else if (depth === 0 && ends.includes(character)) return at;
		else if (character === '(' || character === '[') depth++;
		else if (character === ')' || character === ']') depth--;
	}
	return css.length;
}

function closingBrace(css: string, open: number): number {
	let at = open + 1;
	for (let depth = 1; depth > 0 && at < css.length; at++) {
		at = findOutside(css, at, '{}');
		depth += css[at] === '{' ? 1 : -1;
	}
	return at - 1;
}

function splitOutside(text: string, separator: string): string[] {
	const parts: string[] = [];
	for (let from = 0; from <= text.length; ) {
		const end = findOutside(text, from, separator);
		const part = text.slice(from, end).trim();
		if (part) parts.push(part);
		from = end + 1;
	}
	return parts;
}

function parse(css: string): Node[] {
	const nodes: Node[] = [];
	for (let at = 0; at < css.length; ) {
		const open = findOutside(css, at, '{;');
		const prelude = css.slice(at, open).trim();
		if (css[open] !== '{') {
			if (prelude) nodes.push({ kind: 'verbatim', text: `${prelude};` });
			at = open + 1;
			continue;
		}
		const close = closingBrace(css, open);
		const body = css.slice(open + 1, close);
		if (/^@(media|supports|layer|container)\b/.test(prelude))
			nodes.push({ kind: 'group', prelude, nodes: parse(body) });
		else if (prelude.startsWith('@')) nodes.push({ kind: 'verbatim', text: `${prelude}{${body}}` });
		else nodes.push({ kind: 'rule', selectors: splitOutside(prelude, ','), declarations: splitOutside(body, ';') });
		at = close + 1;
	}
	return nodes;
}

function withoutUnusedRules(nodes: readonly Node[], prefix: string, mentions: Mentions): Node[] {
	return nodes.flatMap((node): Node[] => {
		if (node.kind === 'verbatim') return [node];
		if (node.kind === 'group') {
			const kept = withoutUnusedRules(node.nodes, prefix, mentions);
			return kept.length > 0 ? [{ ...node, nodes: kept }] : [];
		}
		const selectors = node.selectors.filter((selector) => isUsed(selector, prefix, mentions));
		return selectors.length > 0 ? [{ ...node, selectors }] : [];
	});
}

function isUsed(selector: string, prefix: string, mentions: Mentions): boolean {
	const required = selector.replace(/:(?:is|where|not)\((?:[^()]|\([^()]*\))*\)/g, '');
	const classes = [...required.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name!);
	return classes
		.filter((name) => name.startsWith(prefix))
		.every((name) => mentions.names.has(name) || mentions.beginnings.some((beginning) => name.startsWith(beginning)));
}

function isCustomProperty(declaration: string): boolean {
	return declaration.startsWith('--');
}

function propertyName(declaration: string): string {
	return declaration.slice(0, declaration.indexOf(':')).trim();
}

function propertiesRead(nodes: readonly Node[], mentioned: ReadonlySet<string>): ReadonlySet<string> {
	const read = new Set(mentioned);
	const definitions = new Map<string, Set<string>>();
	const visit = (node: Node): void => {
		if (node.kind === 'group') node.nodes.forEach(visit);
		if (node.kind !== 'rule') return;
		for (const declaration of node.declarations) {
			const used = [...declaration.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name!);
			if (!isCustomProperty(declaration)) for (const name of used) read.add(name);
			else {
				const known = definitions.get(propertyName(declaration)) ?? new Set();
				for (const name of used) known.add(name);
				definitions.set(propertyName(declaration), known);
			}
		}
	};
	nodes.forEach(visit);
	const open = [...read];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		for (const needed of definitions.get(name) ?? []) {
			if (!read.has(needed)) open.push(needed);
			read.add(needed);
		}
	}
	return read;
}

function withoutUnusedProperties(nodes: readonly Node[], prefix: string, read: ReadonlySet<string>): Node[] {
	return nodes.flatMap((node): Node[] => {
		if (node.kind === 'verbatim') return [node];
		if (node.kind === 'group') {
			const kept = withoutUnusedProperties(node.nodes, prefix, read);
			return kept.length > 0 ? [{ ...node, nodes: kept }] : [];
		}
		const declarations = node.declarations.filter(
			(each) => !isCustomProperty(each) || !each.startsWith(`--${prefix}`) || read.has(propertyName(each)),
		);
		return declarations.length > 0 ? [{ ...node, declarations }] : [];
	});
}

function print(nodes: readonly Node[]): string {
	return nodes
		.map((node) => {
			if (node.kind === 'verbatim') return node.text;
			if (node.kind === 'group') return `${node.prelude}{${print(node.nodes)}}`;
			return `${node.selectors.join(',')}{${node.declarations.join(';')}}`;
		})
		.join('\n');
}
