import { isLanguage } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type AccountRefusal, parseEmail, parsePersonName } from './account.ts';
import type { Invitation } from './account-commands.server.ts';
import { textOf, textsOf } from './form-values.ts';
import { parseRoles } from './roles.ts';

/** What was typed into the form of an invitation, to show it again beside what is wrong with it. */
export interface TypedInvitation {
	readonly email: string;
	readonly name: string;
	readonly language: string;
	readonly roles: readonly string[];
}

export function typedInvitation(form: FormData): TypedInvitation {
	return {
		email: textOf(form, 'email'),
		name: textOf(form, 'name'),
		language: textOf(form, 'language'),
		roles: textsOf(form, 'role'),
	};
}

/** Reads an invitation; all that is wrong with it at once, so that nobody mends one field at a time. */
export function parseInvitation(typed: TypedInvitation): Result<Invitation, readonly AccountRefusal[]> {
	const name = parsePersonName(typed.name);
	const email = parseEmail(typed.email);
	const roles = parseRoles(typed.roles);
	const language = isLanguage(typed.language) ? typed.language : 'de';
	if (name.ok && email.ok && roles.length > 0) return ok({ name: name.value, email: email.value, language, roles });
	return refused([
		...(name.ok ? [] : [name.refusal]),
		...(email.ok ? [] : [email.refusal]),
		...(roles.length > 0 ? [] : [{ kind: 'role-missing' } as const]),
	]);
}
