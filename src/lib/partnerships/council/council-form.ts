import type { Id } from '#lib/kernel/id.ts';
import { parseId } from '#lib/kernel/id.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type FieldFault,
	lineOf,
	type Read,
	readChoice,
	readLine,
	readLocalized,
	readOptionalDay,
	readOptionalFuzzyDay,
	readOptionalLine,
	readOptionalLocalized,
	readOptionalWebAddress,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { type Evidence, parseEvidenceAddress } from '../evidence.ts';
import { parseRecordAddress } from '../record-ref.ts';
import type { CouncilRefusal } from './council-refusal.ts';
import type { MandateFacts, MandateMove } from './mandate.ts';
import { mandateStates } from './mandate-states.ts';
import type { ConsultationFacts, PaperFacts, Votes } from './paper.ts';
import { consultationRoles, type FileRole, fileRoles, outcomes, paperKinds } from './paper-words.ts';

export const longestTitle = 500;
export const longestText = 4000;

type Refusals = readonly CouncilRefusal[];

/** Reads the form of a paper, new or corrected. */
export function readPaper(typed: Typed): Result<PaperFacts, readonly FieldFault[]> {
	const read = together({
		names: readLocalized(typed, 'names', longestTitle),
		summary: readOptionalLocalized(typed, 'summary', longestText),
		reference: readOptionalLine(typed, 'reference', 100),
		kind: readChoice(typed, 'kind', paperKinds),
		council: readOptionalLine(typed, 'council'),
		dated: readOptionalFuzzyDay(typed, 'dated'),
		leadUnit: readOptionalLine(typed, 'leadUnit'),
		originators: readList(typed, 'originators'),
		url: readOptionalWebAddress(typed, 'url'),
	});
	if (!read.ok) return read;
	const { reference, council, leadUnit, ...facts } = read.value;
	const isPublic = typed['isPublic'] === 'on';
	return ok({ ...facts, isPublic, reference: reference ?? '', council: council ?? '', leadUnit: leadUnit ?? '' });
}

/** Several names, one per line. */
function readList(typed: Typed, field: string): Read<readonly string[]> {
	const names = (typed[field] ?? '')
		.split('\n')
		.map((line) => line.trim().replace(/\s+/gu, ' '))
		.filter((line) => line !== '');
	const longest = 200;
	return names.some((name) => name.length > longest)
		? refused([{ kind: 'field-too-long', field, longest }])
		: ok([...new Set(names)]);
}

/** The partnerships ticked on the form of a paper, by the boxes `partnership-<id>`. */
export function readPartnerships(typed: Typed): readonly Id<'partnership'>[] {
	return Object.keys(typed).flatMap((field) => {
		const id = field.startsWith('partnership-') && parseId<'partnership'>(field.slice('partnership-'.length));
		return id ? [id] : [];
	});
}

/** Reads the form of a consultation. */
export function readConsultation(typed: Typed): Result<ConsultationFacts, Refusals> {
	const read = together({
		body: readLine(typed, 'body'),
		met: readOptionalFuzzyDay(typed, 'met'),
		agendaItem: readOptionalLine(typed, 'agendaItem', 100),
		role: readChoice(typed, 'role', consultationRoles),
		outcome: readChoice(typed, 'outcome', outcomes),
		outcomeText: readOptionalLine(typed, 'outcomeText', longestTitle),
		resolutionText: readText(typed, 'resolutionText'),
		votes: readVotes(typed),
	});
	if (!read.ok) return read;
	const { agendaItem, outcomeText, ...facts } = read.value;
	return ok({
		...facts,
		agendaItem: agendaItem ?? '',
		outcomeText: outcomeText ?? '',
		authoritative: typed['authoritative'] === 'on',
	});
}

/** A text of several lines that may be left empty. */
function readText(typed: Typed, field: string): Read<string> {
	const text = (typed[field] ?? '').trim();
	return text.length > longestText ? refused([{ kind: 'field-too-long', field, longest: longestText }]) : ok(text);
}

/** All three counts or none. */
function readVotes(typed: Typed): Result<Votes | null, Refusals> {
	const [yes, no, abstained] = ['votesFor', 'votesAgainst', 'votesAbstained'].map((field) => lineOf(typed, field));
	if ([yes, no, abstained].every((count) => count === '')) return ok(null);
	const counts = [yes, no, abstained].map((count) => (/^\d{1,4}$/.test(count ?? '') ? Number(count) : Number.NaN));
	const [forIt, against, neither] = counts as [number, number, number];
	return counts.some(Number.isNaN)
		? refused([{ kind: 'votes-malformed' }])
		: ok({ for: forIt, against, abstained: neither });
}

/** What a form says of a file of a paper: on the web, or a document kept in Tandem. */
export interface FileFacts {
	readonly name: string;
	readonly role: FileRole;
	readonly url: string | null;
	readonly documentId: Id<'document'> | null;
}

/** Reads the form that links a file. */
export function readFile(typed: Typed): Result<FileFacts, readonly FieldFault[]> {
	const ref = parseRecordAddress(lineOf(typed, 'fileUrl'));
	const documentId = ref?.kind === 'document' ? (ref.id as string as Id<'document'>) : null;
	const read = together({
		name: readLine(typed, 'fileName', longestTitle),
		role: readChoice(typed, 'fileRole', fileRoles),
		url: documentId ? ok(null) : readOptionalWebAddress(typed, 'fileUrl'),
	});
	if (!read.ok) return read;
	return read.value.url === null && !documentId
		? refused([{ kind: 'field-missing', field: 'fileUrl' }])
		: ok({ ...read.value, documentId });
}

/** Reads the form of a mandate. */
export function readMandate(typed: Typed): Result<MandateFacts, readonly FieldFault[]> {
	return together({
		task: readLocalized(typed, 'task', longestText),
		charged: readLocalized(typed, 'charged'),
		due: readOptionalDay(typed, 'due'),
	});
}

/** Reads the form that moves a mandate on. */
export function readMove(typed: Typed): Result<MandateMove, readonly FieldFault[]> {
	return together({
		to: readChoice(typed, 'move', mandateStates),
		on: readOptionalDay(typed, 'settledOn'),
		note: readText(typed, 'note'),
	});
}

/** Reads evidence; `required` false lets an untouched form pass as none. */
export function readEvidence(typed: Typed, required: boolean): Result<Evidence | null, readonly FieldFault[]> {
	const pasted = lineOf(typed, 'evidenceAddress');
	if (pasted === '' && !required) return ok(null);
	const address = parseEvidenceAddress(pasted);
	const read = together({
		address: address
			? ok(address)
			: refused([
					pasted === ''
						? ({ kind: 'field-missing', field: 'evidenceAddress' } as const)
						: ({ kind: 'not-an-address', field: 'evidenceAddress', typed: pasted } as const),
				]),
		note: readOptionalLine(typed, 'evidenceNote', longestTitle),
		on: readOptionalDay(typed, 'evidenceOn'),
	});
	return read.ok ? ok({ ...read.value, note: read.value.note ?? '' }) : read;
}
