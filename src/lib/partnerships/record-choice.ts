import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';

// A record need not be known by its address: a form hands what was typed over to a page where the record is searched for,
// and gets it back with the address in its field. All of it travels in forms, so it works without a script.

interface Target {
	/** Where the form is sent to, below "/de/office/"; "*" is the record the page shows. */
	readonly to: string;
	/** The field that takes a record. */
	readonly field: string;
}

/** Every form that lets a record be chosen for one of its fields. */
const forms = {
	'promise-new': { to: 'promises/new', field: 'sourceAddress' },
	'promise-correct': { to: 'promises/*/correct', field: 'sourceAddress' },
	'promise-evidence': { to: 'promises/*?/evidence', field: 'evidenceAddress' },
	'promise-move': { to: 'promises/*?/move', field: 'evidenceAddress' },
	'mandate-evidence': { to: 'council/mandates/*?/evidence', field: 'evidenceAddress' },
	'mandate-move': { to: 'council/mandates/*?/move', field: 'evidenceAddress' },
	'milestone-settle': { to: 'projects/*?/settle', field: 'evidence' },
	'theme-move': { to: 'themes/*?/move', field: 'agreedIn' },
} as const satisfies Record<string, Target>;

/** A form and the record its page shows; empty where it shows none yet. */
export interface RecordChoice {
	readonly form: keyof typeof forms;
	readonly id: string;
}

/** Where a record is chosen for a form. */
export function choicePath({ form, id }: RecordChoice, language: Language): string {
	return `/${language}/office/choose-record?${new URLSearchParams({ form, ...(id && { id }) })}`;
}

/** The form a record is chosen for: where it is sent back to, and its field. Undefined for an address nobody links to. */
export function parseRecordChoice(asked: URLSearchParams, language: Language): Target | undefined {
	const form = asked.get('form') ?? '';
	if (!Object.hasOwn(forms, form)) return undefined;
	const { to, field } = forms[form as keyof typeof forms];
	const id = parseId(asked.get('id') ?? '');
	if (to.includes('*') && !id) return undefined;
	return { to: `/${language}/office/${to.replace('*', id ?? '')}`, field };
}

/** The mark of a form that comes back from the choice of a record. */
export const chosenMark = 'chosen';

/** The form only comes back from the choice of a record: it is shown again, and nothing is done yet. */
export function comesFromChoice(typed: Typed): boolean {
	return typed[chosenMark] !== undefined;
}
