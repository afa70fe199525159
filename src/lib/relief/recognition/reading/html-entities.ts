const named: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	shy: '',
	auml: 'ä',
	ouml: 'ö',
	uuml: 'ü',
	Auml: 'Ä',
	Ouml: 'Ö',
	Uuml: 'Ü',
	szlig: 'ß',
	eacute: 'é',
	oacute: 'ó',
	ndash: '–',
	mdash: '—',
	bull: '•',
	middot: '·',
	hellip: '…',
	laquo: '«',
	raquo: '»',
	bdquo: '„',
	ldquo: '“',
	rdquo: '”',
	sbquo: '‚',
	lsquo: '‘',
	rsquo: '’',
	deg: '°',
	sup2: '²',
	sup3: '³',
	times: '×',
	frac12: '½',
	euro: '€',
	sect: '§',
	ensp: ' ',
	emsp: ' ',
	thinsp: ' ',
	zwnj: '',
	zwj: '',
	plusmn: '±',
	le: '≤',
	ge: '≥',
	numero: '№',
};

/** Character references as text: numbered ones and the named ones mail programs write. Unknown ones stay as they are. */
export function decodeEntities(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,12});/gi, (whole, name: string) => {
		if (!name.startsWith('#')) return named[name] ?? whole;
		const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
		return point > 31 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : ' ';
	});
}
