import { parseId } from '#lib/kernel/id.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import { lineOf, type Read, type Typed } from '#lib/ui/form/typed-form.ts';
import { type RecordKind, type RecordRef, recordKinds } from '../record-ref.ts';

/** A record as the value of a list in a form: "paper 0b1c…". */
export function recordValue({ kind, id }: RecordRef): string {
	return `${kind} ${id}`;
}

/** The record chosen from such a list, or null where nothing was. */
export function readRecord(typed: Typed, field: string): Read<RecordRef | null> {
	const value = lineOf(typed, field);
	if (value === '') return ok(null);
	const [word, idText = ''] = value.split(' ');
	const kind = recordKinds.find((each) => each === word);
	const id = parseId<RecordKind>(idText);
	return kind && id ? ok({ kind, id }) : refused([{ kind: 'choice-missing', field }]);
}
