import type { Id } from '#lib/kernel/id.ts';
import { parseId } from '#lib/kernel/id.ts';
import { isLanguage } from '#lib/kernel/language.ts';
import { type PlainDate, parsePlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type FormFields, textOf } from '../needs/form-fields.ts';
import { isUrgency } from '../needs/freshness.ts';
import { deadlineFault } from '../needs/need-decisions.ts';
import { isPurpose } from '../needs/need-texts.ts';
import type { ListDefaults } from './review-entry.ts';

export interface UploadInput extends ListDefaults {
	readonly operationId: Id<'operation'>;
	/** Empty where the document's own title is to be used. */
	readonly title: string;
}

/** A field of the upload form and which sentence says what is wrong with it. */
export type UploadFault =
	| { readonly field: 'operation'; readonly kind: 'operation-missing' }
	| { readonly field: 'title'; readonly kind: 'title-too-long' }
	| { readonly field: 'language'; readonly kind: 'language-missing' }
	| { readonly field: 'purpose'; readonly kind: 'purpose-missing' }
	| { readonly field: 'urgency'; readonly kind: 'urgency-missing' }
	| { readonly field: 'deadline'; readonly kind: 'not-a-day'; readonly typed: string }
	| { readonly field: 'deadline'; readonly kind: 'deadline-past' | 'deadline-far'; readonly deadline: PlainDate }
	| { readonly field: 'file'; readonly kind: 'nothing-sent' | 'both-sent' };

type DefaultsInput = Omit<UploadInput, 'operationId' | 'language'>;

/** Reads what an upload form says about the list; every fault at once. */
export function parseUploadForm(
	fields: FormFields,
	sent: { readonly file: boolean; readonly text: boolean },
	today: PlainDate,
): Result<UploadInput, readonly UploadFault[]> {
	const faults: UploadFault[] = [];
	const operationId = parseId<'operation'>(textOf(fields, 'operation'));
	if (!operationId) faults.push({ field: 'operation', kind: 'operation-missing' });
	if (sent.file === sent.text) faults.push({ field: 'file', kind: sent.file ? 'both-sent' : 'nothing-sent' });
	const language = textOf(fields, 'language');
	if (!isLanguage(language)) faults.push({ field: 'language', kind: 'language-missing' });
	const defaults = parseDefaultsForm(fields, today);
	if (!defaults.ok) faults.push(...defaults.refusal);
	if (faults.length > 0 || !defaults.ok || !operationId || !isLanguage(language)) return refused(faults);
	return ok({ ...defaults.value, operationId, language });
}

/** Reads name, purpose, urgency and date; also the form that changes them during a review. */
export function parseDefaultsForm(fields: FormFields, today: PlainDate): Result<DefaultsInput, readonly UploadFault[]> {
	const faults: UploadFault[] = [];
	const title = textOf(fields, 'title').replace(/\s+/g, ' ');
	if (title.length > 200) faults.push({ field: 'title', kind: 'title-too-long' });
	const purpose = textOf(fields, 'purpose');
	if (!isPurpose(purpose)) faults.push({ field: 'purpose', kind: 'purpose-missing' });
	const urgency = Number(textOf(fields, 'urgency'));
	if (!isUrgency(urgency)) faults.push({ field: 'urgency', kind: 'urgency-missing' });
	const typed = textOf(fields, 'deadline');
	const deadline = typed === '' ? null : (parsePlainDate(typed) ?? 'wrong');
	if (deadline === 'wrong') faults.push({ field: 'deadline', kind: 'not-a-day', typed });
	const fault = deadline === 'wrong' ? undefined : deadlineFault(deadline, today);
	if (fault && 'deadline' in fault) faults.push({ field: 'deadline', kind: fault.kind, deadline: fault.deadline });
	if (faults.length > 0 || deadline === 'wrong' || !isPurpose(purpose) || !isUrgency(urgency)) return refused(faults);
	return ok({ title, purpose, urgency, deadline });
}
