import { randomUUID } from 'node:crypto';
import { readableName } from '#lib/i18n/transliteration/readable-name.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { markOf } from '../directory-desk.server.ts';
import { findOrganisation, listOrganisations } from '../directory-queries.server.ts';
import { correctPost, correctTenure, keepPost, keepTenure, removeTenure } from './people-commands.server.ts';
import { type PeopleAnswer, type PeopleDesk, readPeople, runPeopleForm } from './people-desk.server.ts';
import type { PostId } from './person.ts';
import { type PeopleFault, parsePost, parseTenure, postForm, tenureForm } from './person-form.ts';
import { findOwnPost, findPerson, listOwnPosts, listTenuresOfPost, lockOwnPerson } from './person-queries.server.ts';
import { periodInWords } from './person-words.ts';
import { decideTenure, surelyOverlap, type Tenure } from './tenure.ts';

/** The posts on the city's record. */
export async function loadPosts(desk: PeopleDesk) {
	const posts = await readPeople(desk, (trx) => listOwnPosts(trx, desk.language));
	return {
		mayKeep: desk.rights.keep,
		rows: posts.map(({ id, names, organisationNames, sole }) => ({
			id,
			name: readableText(names, desk.language),
			organisation: readableText(organisationNames, desk.language),
			sole,
		})),
	};
}

async function organisationChoices(trx: Trx, desk: PeopleDesk) {
	const search = { text: '', language: desk.language, withPersons: false, offset: 0, limit: 500 };
	const organisations = await listOrganisations(trx, search);
	return organisations.map(({ id, names }) => ({ value: id, label: readableText(names, desk.language).text }));
}

export async function loadNewPost(desk: PeopleDesk) {
	const organisations = await readPeople(desk, (trx) => organisationChoices(trx, desk));
	const typed: Typed = { sole: 'on' };
	return { organisations, typed, idempotencyKey: randomUUID() };
}

/** A post on the city's record with its form and who held it; undefined on another's. */
export async function loadPost(desk: PeopleDesk, idText: string) {
	const id = parseId<'post'>(idText);
	if (!id) return undefined;
	return readPeople(desk, async (trx) => {
		const post = await findOwnPost(trx, id);
		if (!post) return undefined;
		const tenures = await listTenuresOfPost(trx, id);
		return {
			id,
			name: readableText(post.names, desk.language),
			organisations: await organisationChoices(trx, desk),
			typed: postForm(post),
			mark: markOf(post),
			holders: tenures.map(({ personId, personNames, acting, ...period }) => ({
				personId,
				name: readableName(personNames, desk.language),
				acting,
				period: periodInWords(period, desk.language),
			})),
			mayKeep: desk.rights.keep,
			idempotencyKey: randomUUID(),
		};
	});
}

/** Puts a post on the city's record; answers its id. */
export async function addPost(desk: PeopleDesk, typed: Typed): Promise<PeopleAnswer<PostId>> {
	const post = parsePost(typed);
	if (!post.ok) return post;
	return runPeopleForm(desk, { name: 'add-post', subject: null, typed }, async (trx) => {
		if (!(await findOrganisation(trx, post.value.organisationId))) return refused([{ kind: 'unknown-organisation' }]);
		const id = await keepPost(trx, post.value);
		await desk.record(trx, { action: 'post.added', subjectKind: 'post', subjectId: id });
		return ok(id);
	});
}

/** Corrects a post. It can only become a sole one where nobody shared it. */
export async function changePost(desk: PeopleDesk, idText: string, typed: Typed): Promise<PeopleAnswer<'corrected'>> {
	const id = parseId<'post'>(idText);
	const post = parsePost(typed);
	if (!post.ok) return post;
	return runPeopleForm(desk, { name: 'correct-post', subject: idText, typed }, async (trx) => {
		const before = id && (await findOwnPost(trx, id, true));
		if (!before) return refused([{ kind: 'not-yours' }]);
		if (!(await findOrganisation(trx, post.value.organisationId))) return refused([{ kind: 'unknown-organisation' }]);
		if (typed['mark'] !== markOf(before)) return refused([{ kind: 'changed-meanwhile' }]);
		const sharing = post.value.sole ? sharedBy(await listTenuresOfPost(trx, before.id)) : [];
		if (sharing.length > 0) {
			const names = sharing.map(({ personNames }) => readableName(personNames, desk.language).text);
			return refused([{ kind: 'sole-post-shared', names }]);
		}
		await correctPost(trx, before.id, post.value);
		await desk.record(trx, { action: 'post.corrected', subjectKind: 'post', subjectId: before.id });
		return ok('corrected');
	});
}

function sharedBy(tenures: readonly Tenure[]): readonly Tenure[] {
	const holders = tenures.filter(({ acting }) => !acting);
	return holders.filter((one) => holders.some((other) => other.id !== one.id && surelyOverlap(one, other)));
}

/** The form of a tenure of a person on the city's record: a new one, or the one with this id. */
export async function loadTenureForm(desk: PeopleDesk, personText: string, tenureText?: string) {
	const personId = parseId<'person'>(personText);
	if (!personId) return undefined;
	return readPeople(desk, async (trx) => {
		const person = await findPerson(trx, personId);
		const tenure = person?.tenures.find(({ id }) => id === tenureText);
		if (!person || person.cityId !== desk.actor.city || (tenureText !== undefined && !tenure)) return undefined;
		const posts = await listOwnPosts(trx, desk.language);
		const typed: Typed = tenure ? tenureForm(tenure) : {};
		return {
			personId,
			name: readableName(person.names, desk.language),
			posts: posts.map(({ id, names, organisationNames }) => ({
				value: id,
				label: [names, organisationNames].map((text) => readableText(text, desk.language).text).join(', '),
			})),
			post: tenure ? readableText(tenure.postNames, desk.language).text : null,
			typed,
			mark: markOf(tenure),
			idempotencyKey: randomUUID(),
		};
	});
}

type TenureDeed = 'tenure-added' | 'tenure-corrected' | 'tenure-removed';

/** Adds a tenure, corrects the one with this id, or takes it off the record. */
export async function changeTenure(
	desk: PeopleDesk,
	{ person, tenure, remove }: { readonly person: string; readonly tenure?: string; readonly remove?: boolean },
	typed: Typed,
): Promise<PeopleAnswer<TenureDeed>> {
	const personId = parseId<'person'>(person);
	const form = { name: tenure ? 'change-tenure' : 'add-tenure', subject: tenure ?? person, typed };
	return runPeopleForm<TenureDeed>(desk, form, async (trx) => {
		const record = personId && (await lockOwnPerson(trx, personId));
		const before = record?.tenures.find(({ id }) => id === tenure);
		if (!record || (tenure && !before)) return refused([{ kind: 'not-yours' }]);
		if (before && typed['mark'] !== markOf(before)) return refused([{ kind: 'changed-meanwhile' }]);
		await desk.record(trx, { action: 'person.corrected', subjectKind: 'person', subjectId: record.id });
		if (before && remove) {
			await removeTenure(trx, before.id);
			return ok('tenure-removed');
		}
		const kept = await decideAndKeep(trx, record.id, before, before ? { ...typed, post: before.postId } : typed);
		if (!kept.ok) return kept;
		return ok(before ? 'tenure-corrected' : 'tenure-added');
	});
}

async function decideAndKeep(
	trx: Trx,
	personId: Tenure['personId'],
	before: Tenure | undefined,
	typed: Typed,
): Promise<PeopleAnswer<Tenure['id']>> {
	const draft = parseTenure(typed);
	if (!draft.ok) return draft;
	const post = await findOwnPost(trx, draft.value.postId, true);
	if (!post) return refused<readonly PeopleFault[]>([{ kind: 'unknown-post' }]);
	const id = before?.id ?? (randomUUID() as Tenure['id']);
	const others = await listTenuresOfPost(trx, post.id);
	const decided = decideTenure({ id, personId, ...draft.value }, post.sole, others);
	if (!decided.ok) return decided;
	if (!before) return ok(await keepTenure(trx, personId, draft.value));
	await correctTenure(trx, id, draft.value);
	return ok(id);
}
