import { decodeAs } from './decode-text.ts';

export interface MailAttachment {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** The readable parts of a stored mail. */
export interface Mail {
	readonly subject: string | null;
	readonly plain: string | null;
	readonly html: string | null;
	readonly attachments: readonly MailAttachment[];
}

const deepest = 8;
const mostParts = 100;

interface Part {
	readonly headers: ReadonlyMap<string, string>;
	/** The body as Latin-1: one character per byte. */
	readonly body: string;
}

/**
 * Reads a stored mail (RFC 5322, MIME RFC 2045–2047): the first plain and the first HTML body and the attachments.
 * Nothing is fetched; a part that can't be decoded is left out. Nesting beyond eight levels is ignored.
 */
export function parseMail(bytes: Uint8Array): Mail {
	const root = splitPart(latin1(bytes));
	const found: { plain: string | null; html: string | null; attachments: MailAttachment[]; parts: number } = {
		plain: null,
		html: null,
		attachments: [],
		parts: 0,
	};
	const walk = (part: Part, depth: number): void => {
		if (depth > deepest || ++found.parts > mostParts) return;
		const type = part.headers.get('content-type') ?? 'text/plain';
		const boundary = parameter(type, 'boundary');
		if (/^multipart\//i.test(type) && boundary) {
			for (const piece of splitMultipart(part.body, boundary)) walk(splitPart(piece), depth + 1);
			return;
		}
		if (/^message\/rfc822/i.test(type)) {
			walk(splitPart(part.body), depth + 1);
			return;
		}
		const disposition = part.headers.get('content-disposition') ?? '';
		const name = decodeWords(parameter(disposition, 'filename') ?? parameter(type, 'name') ?? '');
		const content = decodeTransfer(part);
		if (/^attachment/i.test(disposition) || (name !== '' && !/^text\//i.test(type))) {
			if (!/^image\//i.test(type)) found.attachments.push({ name: name || 'attachment', bytes: content });
			return;
		}
		const text = () => decodeAs(content, parameter(type, 'charset'));
		if (/^text\/html/i.test(type)) found.html ??= text();
		else if (/^text\//i.test(type)) found.plain ??= text();
	};
	walk(root, 0);
	const subject = root.headers.get('subject');
	return { ...found, subject: subject ? decodeWords(subject) : null };
}

function latin1(bytes: Uint8Array): string {
	// Not TextDecoder('latin1'): the WHATWG means windows-1252 by it, which changes bytes 80 to 9F.
	let text = '';
	for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return text;
}

function bytesOf(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length);
	for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
	return bytes;
}

function splitPart(text: string): Part {
	const gap = /\r?\n\r?\n/.exec(text);
	const head = gap ? text.slice(0, gap.index) : text;
	const headers = new Map<string, string>();
	for (const field of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
		const colon = field.indexOf(':');
		const name = field.slice(0, Math.max(0, colon)).trim().toLowerCase();
		if (name && !headers.has(name)) headers.set(name, field.slice(colon + 1).trim());
	}
	return { headers, body: gap ? text.slice(gap.index + gap[0].length) : '' };
}

function splitMultipart(body: string, boundary: string): readonly string[] {
	const pieces = `\n${body}`.split(`\n--${boundary}`).slice(1);
	return pieces.filter((piece) => !piece.startsWith('--')).map((piece) => piece.replace(/^[ \t]*\r?\n/, ''));
}

/** A parameter of a header field, also in the continued and percent-encoded form of RFC 2231. */
function parameter(field: string, name: string): string | null {
	const plain = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(field);
	if (plain) return plain[1] ?? plain[2] ?? null;
	const pieces = [...field.matchAll(new RegExp(`;\\s*${name}\\*(?:\\d+\\*?)?\\s*=\\s*(?:"([^"]*)"|([^;\\s]*))`, 'gi'))];
	if (pieces.length === 0) return null;
	const joined = pieces.map((piece) => piece[1] ?? piece[2] ?? '').join('');
	const [, charset, encoded] = /^([^']*)'[^']*'(.*)$/.exec(joined) ?? [null, 'utf-8', joined];
	const raw = (encoded ?? '').replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
	return decodeAs(bytesOf(raw), charset || 'utf-8');
}

function decodeTransfer(part: Part): Uint8Array {
	const encoding = (part.headers.get('content-transfer-encoding') ?? '').toLowerCase();
	if (encoding.startsWith('base64')) return decodeBase64(part.body);
	if (encoding.startsWith('quoted-printable')) return bytesOf(decodeQuoted(part.body));
	return bytesOf(part.body);
}

function decodeBase64(text: string): Uint8Array {
	const clean = text.replace(/[^A-Za-z0-9+/]/g, '');
	try {
		return bytesOf(atob(clean.slice(0, clean.length - (clean.length % 4 === 1 ? 1 : 0))));
	} catch {
		return new Uint8Array();
	}
}

function decodeQuoted(text: string): string {
	return text
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/=\n/g, '')
		.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Encoded words of a field, "=?utf-8?B?…?=", as text. */
export function decodeWords(field: string): string {
	const joined = field.replace(/\?=\s+=\?/g, '?==?');
	const decoded = joined.replace(
		/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi,
		(_, charset: string, way: string, text: string) => {
			const bytes = way.toLowerCase() === 'b' ? decodeBase64(text) : bytesOf(decodeQuoted(text.replaceAll('_', ' ')));
			return decodeAs(bytes, charset);
		},
	);
	return decoded === joined && /[\x80-\xff]/.test(decoded) ? decodeAs(bytesOf(decoded), null) : decoded;
}
