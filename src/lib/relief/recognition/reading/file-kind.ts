import type { ForeignKind, ReadableKind } from './reading-refusal.ts';

/** What the first bytes say. A `package` is a zip whose directory decides, a `compound` an OLE file whose entries do. */
export type Container = 'package' | 'compound' | 'biff' | 'text' | { readonly foreign: ForeignKind };

const signatures: readonly (readonly [readonly number[], Container])[] = [
	[[0x50, 0x4b, 0x03, 0x04], 'package'],
	[[0x50, 0x4b, 0x05, 0x06], 'package'],
	[[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'compound'],
	[[0x25, 0x50, 0x44, 0x46], { foreign: 'pdf' }],
	[[0x89, 0x50, 0x4e, 0x47], { foreign: 'image' }],
	[[0xff, 0xd8, 0xff], { foreign: 'image' }],
	[[0x47, 0x49, 0x46, 0x38], { foreign: 'image' }],
	[[0x42, 0x4d], { foreign: 'image' }],
	[[0x49, 0x49, 0x2a, 0x00], { foreign: 'image' }],
	[[0x4d, 0x4d, 0x00, 0x2a], { foreign: 'image' }],
	[[0x7b, 0x5c, 0x72, 0x74, 0x66], { foreign: 'rich-text' }],
	[[0x52, 0x61, 0x72, 0x21], { foreign: 'archive' }],
	[[0x37, 0x7a, 0xbc, 0xaf], { foreign: 'archive' }],
	[[0x1f, 0x8b], { foreign: 'archive' }],
	[[0x50, 0x4b, 0x07, 0x08], { foreign: 'archive' }],
];

/** The container by its magic bytes; `text` where nothing speaks against it. */
export function containerOf(bytes: Uint8Array): Container {
	for (const [signature, container] of signatures) {
		// "BM" starts a bitmap and also a word: a bitmap has its reserved bytes zero.
		if (signature.length === 2 && signature[0] === 0x42 && (bytes[6] !== 0 || bytes[7] !== 0)) continue;
		if (signature.every((byte, index) => bytes[index] === byte)) return container;
	}
	if (isIsoMedia(bytes) || isWebp(bytes)) return { foreign: 'image' };
	if (bytes[0] === 0x09 && bytes[1] !== undefined && [0, 2, 4, 8].includes(bytes[1]) && (bytes[3] ?? 1) === 0)
		return 'biff';
	return 'text';
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
	return String.fromCharCode(...bytes.subarray(from, to));
}

/** HEIC and AVIF photos, as telephones make them. */
function isIsoMedia(bytes: Uint8Array): boolean {
	return ascii(bytes, 4, 8) === 'ftyp';
}

function isWebp(bytes: Uint8Array): boolean {
	return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP';
}

export type PackageKind = Extract<ReadableKind, 'xlsx' | 'ods' | 'docx'>;

/** What a zip is by the names in its directory. */
export function packageKind(names: ReadonlySet<string>): PackageKind | { readonly foreign: ForeignKind } {
	if (names.has('xl/workbook.bin')) return { foreign: 'binary-excel' };
	const has = (start: string) => [...names].some((name) => name.startsWith(start));
	if (has('xl/')) return 'xlsx';
	if (has('word/')) return 'docx';
	if (has('ppt/')) return { foreign: 'presentation' };
	if (has('Index/') && [...names].some((name) => name.endsWith('.iwa'))) return { foreign: 'apple-numbers' };
	if (names.has('content.xml') && names.has('META-INF/manifest.xml')) return 'ods';
	return { foreign: 'archive' };
}

/** What an OLE compound file is by its streams (MS-CFB 2.6: entries of 128 bytes, name in UTF-16, its length at 64). */
export function compoundKind(bytes: Uint8Array): 'xls' | 'encrypted' | { readonly foreign: ForeignKind } {
	const names = compoundEntries(bytes);
	if (names.has('EncryptedPackage')) return 'encrypted';
	if (names.has('Workbook') || names.has('Book')) return 'xls';
	if (names.has('WordDocument')) return { foreign: 'old-word' };
	if (names.has('PowerPoint Document')) return { foreign: 'presentation' };
	if ([...names].some((name) => name.startsWith('__properties_version'))) return { foreign: 'outlook-message' };
	return { foreign: 'unknown' };
}

function compoundEntries(bytes: Uint8Array): ReadonlySet<string> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const names = new Set<string>();
	for (let at = 512; at + 128 <= bytes.length; at += 128) {
		const length = view.getUint16(at + 64, true);
		const type = bytes[at + 66] ?? 0;
		if (length < 4 || length > 64 || length % 2 !== 0 || type > 5 || type === 0) continue;
		let name = '';
		for (let i = 0; i < length - 2; i += 2) name += String.fromCharCode(view.getUint16(at + i, true));
		names.add(name);
		if (names.size > 200) break;
	}
	return names;
}

/** What a decoded text is: a mail with its headers, a page, a spreadsheet in XML, a table with separators or just text. */
export function textKind(text: string): Extract<ReadableKind, 'mail' | 'html' | 'xml-table' | 'text'> | 'json' {
	const start = text.slice(0, 4000);
	if (/<Workbook[^>]*urn:schemas-microsoft-com:office:spreadsheet/.test(start)) return 'xml-table';
	if (
		/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:.|\n){0,2000}?-->\s*)?(?:<!doctype html|<html|<head|<body|<table|<meta|<div|<p>|<ul)/i.test(
			start,
		)
	)
		return 'html';
	if (isMail(start)) return 'mail';
	if (/^\s*(?:\{\s*"[^"\n]*"\s*:|\[\s*\{\s*"[^"\n]*"\s*:)/.test(start)) return 'json';
	return 'text';
}

/** A stored mail begins with RFC 5322 fields, machine-written ones among them; a pasted one has «Von:» and «Betreff:». */
function isMail(start: string): boolean {
	if (!/^(?:From \S+ .*\r?\n)?[A-Za-z][A-Za-z0-9-]*:[ \t]?/.test(start)) return false;
	const fields =
		/^(?:Message-ID|MIME-Version|Received|Return-Path|Content-Type|Delivered-To|X-Mailer|DKIM-Signature):/gim;
	return (start.match(fields) ?? []).length >= 2 || (/^MIME-Version:/im.test(start) && /^From:/im.test(start));
}
