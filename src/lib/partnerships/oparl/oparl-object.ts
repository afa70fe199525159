import { instant } from '#lib/kernel/instant.ts';
import { dayOf, type PlainDate, parsePlainDate } from '#lib/kernel/plain-date.ts';
import type { ConsultationRole, FileRole, Outcome, PaperKind } from '../council/paper-words.ts';
import type { AnswerFault } from '../web-answers/answer-fault.ts';
import { outcomeOf, paperKindOf, roleOf } from './council-words.ts';
import { type FieldNote, type Fields, fieldsOf, isWebAddress } from './oparl-fields.ts';

/** The kinds of objects that are taken in. Persons are not: nothing here needs their data. */
export const oparlKinds = ['organization', 'meeting', 'agenda-item', 'paper', 'consultation', 'file'] as const;
export type OparlKind = (typeof oparlKinds)[number];

/** What is kept of each kind, cleaned. Pointers are addresses of other objects. */
export interface OparlData {
	readonly name?: string;
	readonly reference?: string;
	readonly day?: PlainDate;
	readonly kindText?: string;
	readonly paperKind?: PaperKind;
	readonly organizations?: readonly string[];
	readonly leads?: readonly string[];
	readonly web?: string;
	readonly paper?: string;
	readonly meeting?: string;
	readonly agendaItem?: string;
	readonly consultation?: string;
	readonly number?: string;
	readonly role?: ConsultationRole;
	readonly roleText?: string;
	readonly authoritative?: boolean;
	readonly outcome?: Outcome;
	readonly outcomeText?: string;
	readonly resolutionText?: string;
	/** Of an agenda item: dealt with behind closed doors (`public` is false). */
	readonly closed?: boolean;
	/** Of a paper: which of its files is the paper itself. */
	readonly mainFile?: string;
	readonly fileRole?: FileRole;
	readonly position?: number;
	readonly mediaType?: string;
	readonly sizeBytes?: number;
	readonly checksum?: string;
	/** Objects it names that come from no list; fetched one by one at the end. */
	readonly refs?: readonly string[];
}

export interface OparlRecord {
	readonly url: string;
	readonly kind: OparlKind;
	/** By its own list, or by the object around it. */
	readonly via: 'listed' | 'embedded';
	readonly removed: boolean;
	readonly data: OparlData;
}

/** Why an object, or one field of it, was not taken in. */
export type ObjectFault =
	| { readonly kind: 'no-object'; readonly found: string }
	| { readonly kind: 'no-address' }
	| { readonly kind: 'other-type'; readonly wanted: OparlKind; readonly found: string }
	| { readonly kind: 'nameless' }
	| FieldNote
	| AnswerFault;

export interface ObjectRefusal {
	readonly url: string;
	readonly fault: ObjectFault;
}

export interface ReadObjects {
	readonly records: OparlRecord[];
	readonly refusals: ObjectRefusal[];
}

/**
 * Reads one object of a list, with the objects inside it (files and consultations of a paper, agenda items of a meeting).
 * OParl 1.0 and 1.1; fields in the plural and single values for lists are understood. A field that makes no sense is left
 * out and told; an object without address, of another type or without any name is refused as a whole.
 */
export function readObject(json: unknown, kind: OparlKind, page: string): ReadObjects {
	const read: ReadObjects = { records: [], refusals: [] };
	readInto(read, json, kind, { page, via: 'listed', around: {}, fallback: undefined });
	return read;
}

/** Reads an object fetched by itself; its type says what it is. */
export function readSingle(json: unknown, url: string): ReadObjects {
	const found = typeOf(json)?.toLowerCase() ?? '';
	const kind = oparlKinds.find((each) => typeNames[each] === found);
	if (kind) return readObject(json, kind, url);
	return { records: [], refusals: [{ url, fault: { kind: 'no-object', found: found === '' ? typeof json : found } }] };
}

interface Surroundings {
	/** The page it stands on, to name it by where it has no address. */
	readonly page: string;
	readonly via: OparlRecord['via'];
	readonly around: OparlData;
	/** The address of an object that has none of its own: within its parent. */
	readonly fallback: string | undefined;
}

const typeNames: Record<OparlKind, string> = {
	organization: 'organization',
	meeting: 'meeting',
	'agenda-item': 'agendaitem',
	paper: 'paper',
	consultation: 'consultation',
	file: 'file',
};

function readInto(read: ReadObjects, json: unknown, kind: OparlKind, surroundings: Surroundings): void {
	const { page, via, around, fallback } = surroundings;
	const fields = fieldsOf(json);
	const url = fields?.address('id') ?? fallback;
	const fault = faultOf(json, kind, fields, url);
	if (fault || !fields || !url) {
		read.refusals.push({ url: url ?? page, fault: fault ?? { kind: 'no-address' } });
		return;
	}
	if (fields.flag('deleted')) {
		read.records.push({ url, kind, via, removed: true, data: {} });
		return;
	}
	const data = { ...readers[kind](fields), ...around };
	if (kind === 'paper' && !data.name && !data.reference) {
		read.refusals.push({ url, fault: { kind: 'nameless' } });
		return;
	}
	const inside = insideOf(kind, fields, url);
	const refs = [...(data.refs ?? []), ...inside.refs];
	read.records.push({ url, kind, via, removed: false, data: refs.length > 0 ? { ...data, refs } : data });
	for (const note of fields.notes) read.refusals.push({ url, fault: note });
	for (const part of inside.parts) {
		readInto(read, part.json, part.kind, { page: url, via: 'embedded', around: part.around, fallback: part.fallback });
	}
}

/** Why something is no object of the kind at all. */
function faultOf(
	json: unknown,
	kind: OparlKind,
	fields: Fields | undefined,
	url: string | undefined,
): ObjectFault | undefined {
	if (!fields) return { kind: 'no-object', found: JSON.stringify(json)?.slice(0, 80) ?? 'nothing' };
	if (!url) return { kind: 'no-address' };
	const type = typeOf(json);
	const other = type !== undefined && type.toLowerCase() !== typeNames[kind];
	return other ? { kind: 'other-type', wanted: kind, found: type.slice(0, 80) } : undefined;
}

/** The last part of an OParl type: "https://schema.oparl.org/1.1/Paper" is a "Paper". Undefined where none is given. */
export function typeOf(json: unknown): string | undefined {
	const type = (json as { type?: unknown } | null)?.type;
	return typeof type === 'string' ? type.split('/').at(-1) : undefined;
}

interface Part {
	readonly json: unknown;
	readonly kind: OparlKind;
	readonly around: OparlData;
	readonly fallback: string;
}

/** What stands inside an object: whole objects, and addresses of objects that stand elsewhere. */
function insideOf(kind: OparlKind, fields: Fields, url: string): { parts: readonly Part[]; refs: readonly string[] } {
	const parts: Part[] = [];
	const refs: string[] = [];
	const take = (name: string, of: OparlKind, around: (position: number) => OparlData) => {
		for (const [position, each] of fields.several(name).entries()) {
			if (typeof each === 'string') refs.push(...(isWebAddress(each) ? [each] : []));
			else parts.push({ json: each, kind: of, around: around(position), fallback: `${url}#${name}-${position}` });
		}
	};
	if (kind === 'paper') {
		take('mainFile', 'file', () => ({ paper: url, fileRole: 'main', position: 0 }));
		take('auxiliaryFile', 'file', (at) => ({ paper: url, fileRole: 'attachment', position: at + 1 }));
		take('consultation', 'consultation', () => ({ paper: url }));
	}
	if (kind === 'meeting') take('agendaItem', 'agenda-item', () => ({ meeting: url }));
	return { parts, refs };
}

const readers: Record<OparlKind, (fields: Fields) => OparlData> = {
	organization: (fields) => kept({ name: fields.text('name', 500) ?? fields.text('shortName', 500) }),
	meeting: (fields) =>
		kept({
			name: fields.text('name', 500),
			day: dayIn(fields, 'start'),
			organizations: fields.addresses('organization'),
		}),
	'agenda-item': (fields) => {
		const outcomeText = fields.text('result', 500);
		return kept({
			number: fields.text('number', 100),
			meeting: fields.address('meeting'),
			consultation: fields.address('consultation'),
			outcomeText,
			outcome: outcomeText === undefined ? undefined : outcomeOf(outcomeText),
			resolutionText: fields.text('resolutionText', 20_000),
			closed: fields.denies('public') || undefined,
		});
	},
	paper: (fields) => {
		const kindText = fields.text('paperType', 200);
		return kept({
			name: fields.text('name', 2_000),
			reference: fields.text('reference', 100),
			day: dayIn(fields, 'date'),
			kindText,
			paperKind: kindText === undefined ? undefined : paperKindOf(kindText),
			organizations: fields.addresses('originatorOrganization'),
			leads: fields.addresses('underDirectionOf'),
			web: fields.address('web'),
			mainFile: mainFileOf(fields),
		});
	},
	consultation: (fields) => {
		const roleText = fields.text('role', 200);
		return kept({
			paper: fields.address('paper'),
			agendaItem: fields.address('agendaItem'),
			meeting: fields.address('meeting'),
			organizations: fields.addresses('organization'),
			authoritative: fields.flag('authoritative') || undefined,
			roleText,
			role: roleText === undefined ? undefined : roleOf(roleText),
			refs: fields.addresses('agendaItem'),
		});
	},
	file: (fields) =>
		kept({
			name: fields.text('name', 500) ?? fields.text('fileName', 500),
			paper: fields.addresses('paper')?.[0],
			web: fields.address('accessUrl') ?? fields.address('downloadUrl'),
			mediaType: fields.text('mimeType', 200),
			sizeBytes: fields.count('size'),
			checksum: checksumOf(fields),
		}),
};

/** Its address where it stands elsewhere; one that stands inside is told to be the main file by its place. */
function mainFileOf(fields: Fields): string | undefined {
	const [file] = fields.several('mainFile');
	return typeof file === 'string' && isWebAddress(file) ? file : undefined;
}

function checksumOf(fields: Fields): string | undefined {
	const sha512 = fields.text('sha512Checksum', 200);
	const sha1 = fields.text('sha1Checksum', 200);
	return sha512 ? `sha512:${sha512.toLowerCase()}` : sha1 && `sha1:${sha1.toLowerCase()}`;
}

/**
 * The day of a date or a moment. A moment with an offset is of the day written there; one in UTC is of the day it is in
 * Berlin, or a meeting at midnight would be a day early.
 */
function dayIn(fields: Fields, name: string): PlainDate | undefined {
	const text = fields.text(name, 100);
	if (text === undefined) return undefined;
	const written = parsePlainDate(text.slice(0, 10));
	const isMoment = /^.{10}[T ]\d{2}:\d{2}/.test(text);
	if (!written || (text.length > 10 && !isMoment)) {
		fields.note({ kind: 'field-malformed', field: name, found: text.slice(0, 80) });
		return undefined;
	}
	return isMoment && text.endsWith('Z') && !Number.isNaN(Date.parse(text)) ? dayOf(instant(text)) : written;
}

/** Without fields that have no value, so that equal objects are equal as JSON. */
function kept(data: { readonly [Key in keyof OparlData]: OparlData[Key] | undefined }): OparlData {
	return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== ''));
}
