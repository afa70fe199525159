/** A piece of HTML as it comes: an element begins or ends, or there are words. Everything else is left out. */
export type HtmlPiece =
	| { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
	| { readonly kind: 'close'; readonly name: string }
	| { readonly kind: 'words'; readonly text: string };

/** Elements whose content is no markup, or is none of the text. */
const silent = new Set(
	'head script style title textarea xmp iframe noembed noframes noscript template svg math object'.split(' '),
);

/** Named characters that word processors and websites write; others stay as they were typed. */
const named: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
	shy: '\u00ad',
	ndash: '–',
	mdash: '—',
	hellip: '…',
	bdquo: '„',
	ldquo: '“',
	rdquo: '”',
	sbquo: '‚',
	lsquo: '‘',
	rsquo: '’',
	laquo: '«',
	raquo: '»',
	middot: '·',
	bull: '•',
	euro: '€',
	sect: '§',
	copy: '©',
	reg: '®',
	deg: '°',
	times: '×',
	auml: 'ä',
	ouml: 'ö',
	uuml: 'ü',
	szlig: 'ß',
	Auml: 'Ä',
	Ouml: 'Ö',
	Uuml: 'Ü',
};

function decode(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,6}));/g, (whole, decimal, hex, name) => {
		if (name !== undefined) return Object.hasOwn(named, name) ? named[name]! : whole;
		const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
		return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
	});
}

/**
 * Takes HTML apart without a browser, in one pass over it: nothing is made of it that could run, load or be clicked. It need
 * not be well-formed, and what browsers would make of broken markup does not matter: only words and the names of a few elements
 * are taken on.
 */
export function htmlPieces(html: string): readonly HtmlPiece[] {
	const pieces: HtmlPiece[] = [];
	const tag = /<(?:!--[\s\S]*?(?:-->|$)|[!?][^>]*>?|(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>?)/g;
	let at = 0;
	for (let found = tag.exec(html); found; found = tag.exec(html)) {
		if (found.index > at) pieces.push({ kind: 'words', text: decode(html.slice(at, found.index)) });
		at = tag.lastIndex;
		const name = found[2]?.toLowerCase();
		if (name === undefined) continue;
		if (found[1] === '/') pieces.push({ kind: 'close', name });
		else if (silent.has(name)) at = tag.lastIndex = endOf(name, html, at);
		else pieces.push({ kind: 'open', name, attributes: attributesOf(found[3] ?? '') });
	}
	if (at < html.length) pieces.push({ kind: 'words', text: decode(html.slice(at)) });
	return pieces;
}

/** Behind the end of an element that says nothing; the end of everything where it has none. */
function endOf(name: string, html: string, from: number): number {
	const end = new RegExp(`</${name}[\\s/>]`, 'gi');
	end.lastIndex = from;
	const found = end.exec(html);
	return found ? found.index : html.length;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
	const attributes = new Map<string, string>();
	for (const [, name, double, single, bare] of text.matchAll(
		/([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
	)) {
		const key = name!.toLowerCase();
		if (!attributes.has(key)) attributes.set(key, decode(double ?? single ?? bare ?? ''));
	}
	return attributes;
}
