import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { FieldChoice } from '#lib/ui/field.ts';

export interface Choice<Kind extends string> {
	readonly id: Id<Kind>;
	readonly names: LocalizedText;
}

/** The partnerships of the acting city a form offers, ended ones last. */
export async function listPartnershipChoices(trx: Trx): Promise<readonly Choice<'partnership'>[]> {
	const found = await sql<Choice<'partnership'>>`select id, names from partnership
		where id in (select visible_partnerships()) order by status = 'ended', since desc, slug`.execute(trx);
	return found.rows;
}

/** Organisations on the record of the city and of its partners, without private persons, by name. */
export async function listOrganisationChoices(
	trx: Trx,
	language: Language,
): Promise<readonly Choice<'organisation'>[]> {
	const found = await sql<Choice<'organisation'>>`select id, names from organisation where kind <> 'private-person'
		order by coalesce(names ->> ${language}, names ->> 'en', names ->> 'de', names ->> 'uk') collate "und-x-icu", id
		limit 2000`.execute(trx);
	return found.rows;
}

/** Whether the acting city is part of a partnership. */
export async function isPartnershipOfCity(trx: Trx, id: Id<'partnership'>): Promise<boolean> {
	const found = await sql`select from visible_partnerships() as visible where visible = ${id}`.execute(trx);
	return found.rows.length > 0;
}

/** Whether an organisation is one a form could have offered; none at all is fine. */
export async function isOrganisationKnown(trx: Trx, id: Id<'organisation'> | null): Promise<boolean> {
	if (id === null) return true;
	const found = await sql`select from organisation where id = ${id} and kind <> 'private-person'`.execute(trx);
	return found.rows.length > 0;
}

/** Choices as a form's list shows them. */
export function choicesIn(choices: readonly Choice<string>[], language: Language): FieldChoice[] {
	return choices.map(({ id, names }) => ({ value: id, label: readableText(names, language).text }));
}
