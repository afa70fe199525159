import type { Brand } from '#lib/kernel/brand.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';

export type DocumentId = Id<'document'>;

/** Names a document in public addresses: random, and not the id the office works with (R6). */
export type PublicDocumentId = Brand<string, 'public-document-id'>;

/**
 * Who reads a file: `partners`: the cities of its partnership. `need-to-know`: the keeping city alone, and each reading
 * stands in the audit trail (R11).
 */
export const disclosures = ['partners', 'need-to-know'] as const;
export type Disclosure = (typeof disclosures)[number];

export const fileKinds = ['pdf', 'docx', 'xlsx', 'odt', 'ods', 'png', 'jpeg', 'webp', 'eml', 'txt'] as const;
export type FileKind = (typeof fileKinds)[number];

/** A file somebody handed in, without its bytes. */
export interface StoredDocument {
	readonly id: DocumentId;
	readonly publicId: PublicDocumentId;
	/** The city that keeps it. */
	readonly cityId: Id<'city'>;
	readonly cityNames: LocalizedText;
	readonly partnershipId: Id<'partnership'> | null;
	readonly title: LocalizedText;
	/** Of the text in the file; null where it has none or is in another language. */
	readonly language: Language | null;
	readonly disclosure: Disclosure;
	readonly kind: FileKind;
	/** As it was handed in; never a path. */
	readonly fileName: string;
	readonly sizeBytes: number;
	readonly sha256: string;
	readonly storedAt: Instant;
	/** From then on only this record says that there was a file. */
	readonly erasedAt: Instant | null;
	/** A city takes it off every public page. */
	readonly hiddenAt: Instant | null;
	/** Something published offers it for download. */
	readonly released: boolean;
}

/** 20 MiB: a scanned agreement at a good resolution has five. */
export const largestFileBytes = 20 * 1024 * 1024;

/** Why a file is not taken. */
export type DocumentRefusal =
	| { readonly kind: 'file-missing' }
	| { readonly kind: 'file-empty'; readonly fileName: string }
	| { readonly kind: 'file-too-large'; readonly fileName: string; readonly bytes: number }
	| { readonly kind: 'file-kind-unknown'; readonly fileName: string }
	| { readonly kind: 'file-of-old-office'; readonly fileName: string }
	| { readonly kind: 'file-has-macros'; readonly fileName: string }
	| { readonly kind: 'file-is-a-page'; readonly fileName: string }
	| { readonly kind: 'file-is-damaged'; readonly fileName: string };

/**
 * The name as a reader knows it: without folders, control characters and what turns the reading direction (a file named
 * "gpj.exe" must not read as a picture), at most 200 characters with its ending.
 */
export function plainFileName(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const plain = last
		.replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
		.replace(/\s+/gu, ' ')
		.trim();
	const ending = /\.[a-z0-9]{1,5}$/i.exec(plain)?.[0] ?? '';
	const stem = Array.from(plain.slice(0, plain.length - ending.length));
	return `${stem.slice(0, 190).join('')}${ending}`.replace(/^\.+$/, '') || 'file';
}

/** The name without its ending, as a first title. */
export function titleFromFileName(fileName: string): string {
	return (
		fileName
			.replace(/\.[a-z0-9]{1,5}$/i, '')
			.replace(/[_]+/g, ' ')
			.trim() || fileName
	);
}
