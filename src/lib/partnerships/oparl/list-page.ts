import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { PageFault } from '../web-answers/answer-fault.ts';
import { fieldsOf, isWebAddress } from './oparl-fields.ts';
import { type OparlKind, typeOf } from './oparl-object.ts';

export interface ListPage {
	readonly items: readonly unknown[];
	/** The next page, made well-formed; null at the end of the list. */
	readonly next: string | null;
	/** How many objects the list has, where the server says it. */
	readonly total: number | null;
}

/** Reads an answer as JSON. Servers send their error pages as HTML with status 200. */
export function parseJson(text: string): Result<unknown, PageFault> {
	const trimmed = text.replace(/^\ufeff/, '').trim();
	if (trimmed === '') return refused({ kind: 'not-json', found: 'nothing' });
	try {
		return ok(JSON.parse(trimmed) as unknown);
	} catch {
		return refused({ kind: 'not-json', found: trimmed.startsWith('<') ? 'html' : 'text' });
	}
}

/**
 * Reads a page of an external list (OParl 1.1, section 2.6.4). A bare array is taken for a list of one page. Any other
 * object, such as the System that some servers answer on every path, is no list: taken for an empty one it would look as
 * if everything had been read.
 */
export function readListPage(json: unknown, address: string): Result<ListPage, PageFault> {
	if (Array.isArray(json)) return ok({ items: json, next: null, total: null });
	const page = fieldsOf(json);
	const data = (json as { data?: unknown } | null)?.data;
	if (!page || !Array.isArray(data)) return refused({ kind: 'not-a-list', found: typeOf(json) ?? typeof json });
	const links = fieldsOf((json as { links?: unknown }).links);
	const next = links?.text('next', 5000) ?? page.text('next', 5000);
	const total = fieldsOf((json as { pagination?: unknown }).pagination)?.count('totalElements') ?? null;
	return ok({ items: data, next: next === undefined ? null : mendAddress(next, address), total });
}

/**
 * The address of the next page, absolute and with the "+" of a time zone encoded: unencoded it means a space to the server
 * that wrote it, and the next page would be refused or be that of another time. Null for what is no web address.
 */
export function mendAddress(next: string, address: string): string | null {
	if (!URL.canParse(next, address)) return null;
	const mended = new URL(next, address).href.replace(
		/(\d{2}(?::|%3A)\d{2}(?:\.\d+)?)\+(\d{2}(?::|%3A)?\d{2})/gi,
		'$1%2B$2',
	);
	return isWebAddress(mended) ? mended : null;
}

/** The first page of a list: of everything, or of what changed since a moment "2023-02-09T00:00:00Z". */
export function listAddress(
	list: string,
	ask: { readonly since: string | null; readonly limit: number | null },
): string {
	const url = new URL(list);
	if (ask.since !== null) url.searchParams.set('modified_since', ask.since);
	if (ask.limit !== null) url.searchParams.set('limit', String(ask.limit));
	return url.href;
}

/** One council of a system that serves several. */
export interface BodyChoice {
	readonly name: string;
	readonly url: string;
}

/** Where a list of a body is found, and what it lists. */
export interface BodyLists {
	readonly name: string;
	readonly lists: readonly { readonly kind: OparlKind; readonly url: string }[];
}

/** In the order they are read: what others point to comes first. The last three are lists of their own since OParl 1.1. */
const bodyLists: readonly (readonly [field: string, kind: OparlKind])[] = [
	['organization', 'organization'],
	['meeting', 'meeting'],
	['paper', 'paper'],
	['agendaItem', 'agenda-item'],
	['consultation', 'consultation'],
	['file', 'file'],
];

/** The lists of a body; undefined where it names none of papers, without which there is nothing to import. */
export function readBody(json: unknown): BodyLists | undefined {
	const body = fieldsOf(json);
	if (!body) return undefined;
	const lists = bodyLists.flatMap(([field, kind]) => {
		const url = body.several(field).find((value) => typeof value === 'string' && isWebAddress(value));
		return typeof url === 'string' ? [{ kind, url }] : [];
	});
	if (!lists.some(({ kind }) => kind === 'paper')) return undefined;
	return { name: body.text('name', 200) ?? body.text('shortName', 200) ?? '', lists };
}
