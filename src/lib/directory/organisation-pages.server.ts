import { randomUUID } from 'node:crypto';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { type OrganisationId, type OrganisationKind, organisationKinds } from './directory.ts';
import { correctOrganisation, keepOrganisation } from './directory-commands.server.ts';
import { type Answer, type Desk, markOf, readAtDesk } from './directory-desk.server.ts';
import { findOrganisation, getOwnCity, listOrganisations } from './directory-queries.server.ts';
import { decideOrganisation, organisationFields, parseOrganisation } from './organisation.ts';
import type { Typed } from './typed-fields.ts';

const pageLength = 50;

/** A page of the city's organisations, found by part of a name. Private persons show to those who may know donors only. */
export async function loadOrganisations(desk: Desk, query: URLSearchParams) {
	const text = (query.get('q') ?? '').trim().slice(0, 100);
	const page = Math.min(Math.max(Number.parseInt(query.get('page') ?? '', 10) || 1, 1), 10_000);
	const found = await readAtDesk(desk, (trx) =>
		listOrganisations(trx, {
			text,
			language: desk.language,
			withPersons: desk.rights.seePersons,
			offset: (page - 1) * pageLength,
			limit: pageLength + 1,
		}),
	);
	const address = (to: number) => `?${new URLSearchParams({ ...(text && { q: text }), page: String(to) })}`;
	return {
		text,
		page,
		previous: page > 1 ? address(page - 1) : undefined,
		next: found.length > pageLength ? address(page + 1) : undefined,
		rows: found.slice(0, pageLength).map(({ id, kind, names, publicNameAllowed }) => ({
			id,
			kind,
			name: readableText(names, desk.language),
			publicNameAllowed,
		})),
	};
}

/** The kinds somebody may enter: private persons only by those who may know donors. */
function kindsFor(desk: Desk): readonly OrganisationKind[] {
	return organisationKinds.filter((kind) => kind !== 'private-person' || desk.rights.seePersons);
}

export function loadNewOrganisation(desk: Desk) {
	const typed: Typed = { publicNameAllowed: '' };
	return { typed, kinds: kindsFor(desk), idempotencyKey: randomUUID() };
}

/** Puts an organisation on the city's record as the form says; answers its id. */
export async function addOrganisation(desk: Desk, typed: Typed): Promise<Answer<OrganisationId>> {
	if (!desk.rights.keep) return refused([{ kind: 'not-permitted' }]);
	const details = parseOrganisation(typed);
	if (!details.ok) return details;
	if (!kindsFor(desk).includes(details.value.kind)) return refused([{ kind: 'not-permitted' }]);
	return runForm(desk, { name: 'add-organisation', subject: null, typed }, async (trx) => {
		const id = randomUUID() as string as OrganisationId;
		await keepOrganisation(trx, { id, cityId: (await getOwnCity(trx)).id, ...details.value });
		await desk.record(trx, { action: 'organisation.added', subjectKind: 'organisation', subjectId: id });
		return ok(id);
	});
}

/** An organisation with its form; undefined where it is on another city's record or need-to-know for the reader. */
export async function loadOrganisation(desk: Desk, idText: string) {
	const id = parseId<'organisation'>(idText);
	const organisation = id && (await readAtDesk(desk, (trx) => findOrganisation(trx, id)));
	if (!organisation || !kindsFor(desk).includes(organisation.kind)) return undefined;
	const isPerson = organisation.kind === 'private-person';
	return {
		name: readableText(organisation.names, desk.language),
		typed: organisationFields(organisation),
		kinds: organisationKinds.filter((kind) => (kind === 'private-person') === isPerson),
		mark: markOf(organisation),
		idempotencyKey: randomUUID(),
	};
}

/** Corrects an organisation on the city's record as its form says. */
export async function changeOrganisation(desk: Desk, idText: string, typed: Typed): Promise<Answer<'corrected'>> {
	const id = parseId<'organisation'>(idText);
	if (!id || !desk.rights.keep) return refused([{ kind: id ? 'not-permitted' : 'not-yours' }]);
	const details = parseOrganisation(typed);
	if (!details.ok) return details;
	return runForm(desk, { name: 'correct-organisation', subject: id, typed }, async (trx) => {
		const organisation = await findOrganisation(trx, id, true);
		if (!organisation || !kindsFor(desk).includes(organisation.kind)) return refused([{ kind: 'not-yours' }]);
		const decided = decideOrganisation(organisation, details.value);
		if (!decided.ok) return decided;
		if (typed['mark'] !== markOf(organisation)) return refused([{ kind: 'changed-meanwhile' }]);
		await correctOrganisation(trx, { id, ...decided.value });
		await desk.record(trx, { action: 'organisation.corrected', subjectKind: 'organisation', subjectId: id });
		return ok('corrected');
	});
}
