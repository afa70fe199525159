import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { type Organisation, type OrganisationKind, organisationKinds } from './directory.ts';
import type { DirectoryRefusal } from './directory-refusal.ts';
import { lineOf, localizedFields, parseNeeded, refusalsOf, type Typed } from './typed-fields.ts';

/** What is kept of an organisation besides whose record it is. */
export interface OrganisationDetails {
	readonly kind: OrganisationKind;
	readonly names: LocalizedText;
	/** Whether the public may read its name as that of a donor. */
	readonly publicNameAllowed: boolean;
}

type Refusals = readonly DirectoryRefusal[];

function isKind(text: string): text is OrganisationKind {
	return (organisationKinds as readonly string[]).includes(text);
}

/** Reads the form of an organisation. A private person is never named in public (R6), whatever was ticked. */
export function parseOrganisation(typed: Typed): Result<OrganisationDetails, Refusals> {
	const names = parseNeeded(typed, 'names');
	const kind = lineOf(typed, 'kind');
	const publicNameAllowed = lineOf(typed, 'publicNameAllowed') === 'on';
	const exposed = kind === 'private-person' && publicNameAllowed;
	if (names.ok && isKind(kind) && !exposed) return ok({ kind, names: names.value, publicNameAllowed });
	return refused([
		...(isKind(kind) ? [] : [{ kind: 'kind-missing' } as const]),
		...refusalsOf(names),
		...(exposed ? [{ kind: 'person-stays-unnamed' } as const] : []),
	]);
}

/**
 * Decides on correcting an organisation. A person never becomes an organisation nor the other way round: that would
 * publish a name that was given as a private one, or hide a public one without anybody having decided so.
 */
export function decideOrganisation(
	organisation: Pick<Organisation, 'kind'>,
	wanted: OrganisationDetails,
): Result<OrganisationDetails, Refusals> {
	const swapped = (organisation.kind === 'private-person') !== (wanted.kind === 'private-person');
	return swapped ? refused([{ kind: 'person-stays-person' }]) : ok(wanted);
}

/** An organisation as its form shows it. */
export function organisationFields({ kind, names, publicNameAllowed }: OrganisationDetails): Typed {
	return { ...localizedFields('names', names), kind, publicNameAllowed: publicNameAllowed ? 'on' : '' };
}
