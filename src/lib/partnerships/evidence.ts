import type { Language } from '#lib/kernel/language.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { parseRecordAddress, type RecordRef, recordPath } from './record-ref.ts';

/** Where something can be looked up: a record of Tandem (documents are records too) or a page of the web. */
export type EvidenceAddress =
	| { readonly kind: 'record'; readonly ref: RecordRef }
	| { readonly kind: 'link'; readonly url: string };

/** What shows that something was done: where to look, what one sees there, and of which day it is. */
export interface Evidence {
	readonly address: EvidenceAddress;
	readonly note: string;
	readonly on: PlainDate | null;
}

const longestAddress = 1000;

/**
 * Reads what somebody pasted as evidence: the address of a record's page, or any https address. Undefined for everything
 * else; plain http is refused because nobody can tell who answered there.
 */
export function parseEvidenceAddress(typed: string): EvidenceAddress | undefined {
	const text = typed.trim();
	const ref = parseRecordAddress(text);
	if (ref) return { kind: 'record', ref };
	if (text.length > longestAddress || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	const plain = url.protocol === 'https:' && url.username === '' && url.password === '';
	return plain ? { kind: 'link', url: url.href } : undefined;
}

/** Where a reader of a language finds it: a path of the office or the address itself. */
export function evidencePath(address: EvidenceAddress, language: Language): string {
	return address.kind === 'link' ? address.url : `/${language}/office${recordPath(address.ref)}`;
}
