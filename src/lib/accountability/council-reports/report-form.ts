import type { Id } from '#lib/kernel/id.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type FieldFault,
	localizedForm,
	type Read,
	readChoice,
	readId,
	readLine,
	readOptionalDay,
	readOptionalId,
	readOptionalLocalized,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { longestSection, type ReportKind, reportKinds, type Section, type SectionTexts, sectionsOf } from './report.ts';

/** What the form of a new report asks for. */
export interface WishForm {
	readonly kind: ReportKind;
	readonly partnershipId: Id<'partnership'> | null;
	readonly fundingId: Id<'funding'> | null;
	readonly from: PlainDate;
	readonly until: PlainDate;
}

/** Reads the form of a new report: on a partnership, or on a funding, and from when until when. */
export function readWish(typed: Typed): Result<WishForm, readonly FieldFault[]> {
	const kind = readChoice(typed, 'kind', reportKinds);
	const proof = kind.ok && kind.value === 'proof-of-use';
	return together({
		kind,
		partnershipId: proof ? ok(null) : readId<'partnership'>(typed, 'partnership'),
		fundingId: proof ? readId<'funding'>(typed, 'funding') : ok(null),
		from: readDay(typed, 'from'),
		until: readDay(typed, 'until'),
	});
}

function readDay(typed: Typed, field: string): Read<PlainDate> {
	const day = readOptionalDay(typed, field);
	if (!day.ok) return day;
	return day.value ? ok(day.value) : refused([{ kind: 'field-missing', field }]);
}

/** Reads the form of a draft: its period and the texts of its sections. */
export function readDraft(
	typed: Typed,
	kind: ReportKind,
): Result<
	{ readonly from: PlainDate; readonly until: PlainDate; readonly texts: SectionTexts },
	readonly FieldFault[]
> {
	const period = together({ from: readDay(typed, 'from'), until: readDay(typed, 'until') });
	const sections: readonly Section[] = sectionsOf[kind];
	const read = sections.map((section) => ({
		section,
		text: readOptionalLocalized(typed, section, longestSection),
	}));
	const faults = read.flatMap(({ text }) => (text.ok ? [] : text.refusal));
	if (!period.ok || faults.length > 0) return refused([...(period.ok ? [] : period.refusal), ...faults]);
	const written = read.flatMap(({ section, text }) => (text.ok && text.value ? [[section, text.value] as const] : []));
	return ok({ ...period.value, texts: Object.fromEntries(written) });
}

/** The texts of a draft as its form shows them. */
export function draftForm(kind: ReportKind, texts: SectionTexts): Typed {
	const sections: readonly Section[] = sectionsOf[kind];
	return Object.assign({}, ...sections.map((section) => localizedForm(section, texts[section] ?? null)));
}

/** Which report a draft takes the place of, if any. */
export function readSupersedes(typed: Typed): Read<Id<'report'> | null> {
	return readOptionalId<'report'>(typed, 'supersedes');
}

/** Why a report is taken back. */
export function readReason(typed: Typed): Read<string> {
	return readLine(typed, 'reason', 500);
}
