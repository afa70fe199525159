import { parseEmail } from '#lib/access/account.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { lineOf, readChoice, readLine, readOptionalLine, type Typed, together } from '#lib/ui/form/typed-form.ts';
import { type EditionKey, parseEdition } from '../articles/edition.ts';
import { bases, type PressListRefusal, type Recipient } from './press-list.ts';

type Read<Value> = Result<Value, readonly PressListRefusal[]>;

/** Reads the form of a new list. */
export function readList(typed: Typed): Read<{ readonly name: string; readonly language: Language }> {
	return together({ name: readLine(typed, 'name', 120), language: readChoice(typed, 'language', languages) });
}

/** Reads the form of somebody new on a list. */
export function readRecipient(typed: Typed): Read<Omit<Recipient, 'id'>> {
	const email = parseEmail(lineOf(typed, 'email'));
	const read = together({
		name: readLine(typed, 'name', 120),
		outlet: readOptionalLine(typed, 'outlet', 120),
		email: email.ok ? email : refused([{ kind: 'email-malformed' } as const]),
		basis: readChoice(typed, 'basis', bases),
		proof: readLine(typed, 'proof', 300),
	});
	return read.ok ? ok({ ...read.value, outlet: read.value.outlet ?? '' }) : read;
}

/** Reads which text is to be sent: "<article> <edition>". */
export function readText(typed: Typed): Read<{ readonly article: Id<'article'>; readonly edition: EditionKey }> {
	const [id = '', key = ''] = lineOf(typed, 'text').split(' ');
	const [article, edition] = [parseId<'article'>(id), parseEdition(key)];
	if (!article || !edition) return refused([{ kind: 'choice-missing', field: 'text' }]);
	return ok({ article, edition });
}
