import { languages } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';

/** What goes with a picture that the press takes away. */
export interface ImageRights {
	readonly credit: string;
	readonly rightsHolder: string | null;
	readonly licenceUrl: string | null;
	readonly caption: LocalizedText | null;
	readonly alt: LocalizedText | null;
}

const escaped = (text: string) =>
	text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[\p{Cc}]+/gu, ' ');

function alternatives(element: string, text: LocalizedText | null): string {
	if (text === null) return '';
	const items = languages.flatMap((language) =>
		text[language] ? [`<rdf:li xml:lang="${language}">${escaped(text[language])}</rdf:li>`] : [],
	);
	const fallback = `<rdf:li xml:lang="x-default">${escaped(readableText(text, 'en').text)}</rdf:li>`;
	return `<${element}><rdf:Alt>${fallback}${items.join('')}</rdf:Alt></${element}>`;
}

/** Credit, rights and words of a picture as an XMP packet (ISO 16684-1, IPTC Photo Metadata 2023.2). */
export function rightsPacket({ credit, rightsHolder, licenceUrl, caption, alt }: ImageRights): string {
	const attributes = [
		'xmlns:dc="http://purl.org/dc/elements/1.1/"',
		'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"',
		'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"',
		'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"',
		`photoshop:Credit="${escaped(credit)}"`,
		'xmpRights:Marked="True"',
		...(licenceUrl ? [`xmpRights:WebStatement="${escaped(licenceUrl)}"`] : []),
	];
	const elements = [
		alternatives('dc:rights', { en: rightsHolder ?? credit }),
		alternatives('dc:description', caption),
		alternatives('Iptc4xmpCore:AltTextAccessibility', alt),
	];
	return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${attributes.join(' ')}>${elements.join('')}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}

/** A JPEG of ours with a packet of metadata behind its first segment. It has none before. */
export function withPacket(jpeg: Uint8Array, packet: string): Uint8Array<ArrayBuffer> {
	const content = new TextEncoder().encode(`http://ns.adobe.com/xap/1.0/\0${packet}`);
	const length = content.length + 2;
	const isJfif = jpeg[2] === 0xff && jpeg[3] === 0xe0;
	const at = isJfif ? 4 + (jpeg[4]! << 8) + jpeg[5]! : 2;
	const result = new Uint8Array(jpeg.length + length + 2);
	result.set(jpeg.subarray(0, at));
	result.set([0xff, 0xe1, length >> 8, length & 0xff], at);
	result.set(content, at + 4);
	result.set(jpeg.subarray(at), at + length + 2);
	return result;
}
