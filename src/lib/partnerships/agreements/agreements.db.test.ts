import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import type { Role } from '#lib/access/roles.ts';
import type { Session } from '#lib/access/session.ts';
import { keepPerson, keepPost, keepTenure } from '#lib/directory/people/people-commands.server.ts';
import { findPeopleByName } from '#lib/directory/people/person-queries.server.ts';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { plainDate } from '#lib/kernel/plain-date.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { layOutCities, layOutPartnership, type TestCities, type TestCity } from '#test/people.ts';
import { listBasisRecords } from '../overview/partnership-basis.server.ts';
import { recordValue } from '../standing/record-choice.ts';
import type { AgreementId } from './agreement.ts';
import {
	addAgreement,
	addScan,
	changeAgreement,
	changeSignatory,
	loadAgreement,
	loadAgreementForm,
	loadSignedBy,
} from './agreement-pages.server.ts';
import { listAgreementDeadlines, listAgreementsOfPartnership } from './agreement-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app } = database.databases;
const partnership = anId<'partnership'>();
let cities: TestCities;

beforeAll(async () => {
	cities = await layOutCities(database);
	await layOutPartnership(database, [cities.dortmund, cities.zhytomyr], {
		id: partnership,
		slug: 'dz',
		names: { en: 'DZ' },
	});
});

function deskIn(city: TestCity, role: Role = 'coordinator'): OfficeDesk {
	return {
		app,
		actor: { city: city.id, account: city.coordinator },
		session: { cityId: city.id, accountId: city.coordinator, roles: [role], language: 'en' } as unknown as Session,
		language: 'en',
		now: instant('2026-03-14T08:00:00Z'),
	};
}
const as = <Value>(city: TestCity, work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: city.id, account: null }, work);
const anAgreement = (changes: Record<string, string> = {}) => ({
	idempotencyKey: randomUUID(),
	kind: 'solidarity',
	'title-en': 'Solidarity partnership',
	'language-de': 'on',
	signedOn: '2023-02-23',
	mode: 'online',
	renewal: 'none',
	...changes,
});
const add = (changes: Record<string, string> = {}, city = cities.dortmund) =>
	addAgreement(deskIn(city), 'dz', anAgreement(changes));
async function added(changes: Record<string, string> = {}): Promise<AgreementId> {
	const answer = await add(changes);
	if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
	return answer.value;
}
type Refusing = { readonly ok: boolean; readonly refusal?: readonly { readonly kind: string }[] };
const kindsOf = (answer: Refusing): string[] => (answer.refusal ?? []).map(({ kind }) => kind);

async function aMayor(names: LocalizedText, began = '2020', ended: string | null = null) {
	const organisation = anId<'organisation'>();
	await database.query(
		`insert into organisation (id, city_id, kind, names) values ($1, $2, 'council', '{"en": "Council"}')`,
		[organisation, cities.zhytomyr.id],
	);
	return as(cities.zhytomyr, async (trx) => {
		const postId = await keepPost(trx, { names: { uk: 'Міський голова' }, organisationId: organisation, sole: true });
		const person = await keepPerson(trx, { names, publicNameAllowed: true });
		const period = { began: parseFuzzyDate(began)!, ended: ended ? parseFuzzyDate(ended)! : null };
		const tenure = await keepTenure(trx, person, { postId, acting: true, ...period });
		return { person, tenure };
	});
}
const sign = (id: AgreementId, who: string, changes: Record<string, string> = {}, city = cities.dortmund) =>
	changeSignatory(deskIn(city), id, 'add', {
		idempotencyKey: randomUUID(),
		who,
		side: cities.zhytomyr.id,
		signedAs: 'H. Šymansʹka',
		...changes,
	});

describe('an agreement', () => {
	it('is kept by one city and read by both', async () => {
		const id = await added();
		const theirs = await loadAgreement(deskIn(cities.zhytomyr), id);
		expect(theirs).toMatchObject({
			signing: '23 February 2023, online',
			validity: 'valid',
			keeper: 'dortmund',
			mayKeep: false,
		});
		expect(await loadAgreementForm(deskIn(cities.zhytomyr), id)).toBeUndefined();
		const { typed, mark } = (await loadAgreementForm(deskIn(cities.dortmund), id))!;
		const changed = { ...typed, mark, idempotencyKey: randomUUID(), 'title-de': 'Solidaritätspartnerschaft' };
		expect(kindsOf(await changeAgreement(deskIn(cities.zhytomyr), id, changed))).toEqual(['not-yours']);
		expect(kindsOf(await changeAgreement(deskIn(cities.dortmund, 'editor'), id, changed))).toEqual(['not-permitted']);
		expect(await changeAgreement(deskIn(cities.dortmund), id, changed)).toEqual({ ok: true, value: 'corrected' });
		const stale = await changeAgreement(deskIn(cities.dortmund), id, { ...changed, idempotencyKey: randomUUID() });
		expect(kindsOf(stale)).toEqual(['changed-meanwhile']);
		const audit = await database.query<{ action: string }>(
			'select action from audit_entry where subject_id = $1 order by id',
			[id],
		);
		expect(audit.map(({ action }) => action)).toEqual(['agreement.added', 'agreement.corrected']);
	});

	it('is refused what contradicts it', async () => {
		const wrong = { signedOn: '2027', validUntil: '2022-01-01', prevailing: 'uk', 'place-de': 'Dortmund' };
		expect(kindsOf(await add(wrong))).toEqual([
			'signed-in-future',
			'ends-before-it-begins',
			'prevailing-not-among-languages',
			'online-has-no-place',
		]);
		expect(kindsOf(await add({ supersedes: anId() }))).toEqual(['unknown-agreement']);
		const foreign = recordValue({ kind: 'paper', id: anId<'paper'>() });
		expect(kindsOf(await add({ resolution: foreign }))).toEqual(['unknown-paper']);
		expect(kindsOf(await addAgreement(deskIn(cities.dortmund), 'nowhere', anAgreement()))).toEqual([
			'unknown-partnership',
		]);
	});

	it('takes the place of an earlier one, which then asks for nothing any more', async () => {
		const first = await added({
			signedOn: '2024-02-01',
			validUntil: '2026-06-30',
			renewal: 'by-decision',
			decideBy: '2026-04-30',
		});
		const due = async () =>
			(await as(cities.zhytomyr, (trx) => listAgreementDeadlines(trx, { until: plainDate('2026-12-31') })))
				.filter(({ subject }) => subject.id === (first as string))
				.map(({ kind, due: on }) => [kind, on]);
		expect(await due()).toEqual([
			['agreement-decision', '2026-04-30'],
			['agreement-end', '2026-06-30'],
		]);
		const second = await added({ signedOn: '2025-07-09', mode: 'unknown', supersedes: first });
		expect(await due()).toEqual([]);
		expect((await loadAgreement(deskIn(cities.dortmund), first))?.validity).toBe('superseded');
		expect((await loadAgreement(deskIn(cities.dortmund), second))?.supersedes?.id).toBe(first);
		expect(kindsOf(await add({ signedOn: '2026-01-01', supersedes: first }))).toEqual(['superseded-already']);
	});

	it('is superseded by one of two that are entered at once', async () => {
		const first = await added({ signedOn: '2020-01-01' });
		const answers = await Promise.all([add({ supersedes: first }), add({ supersedes: first })]);
		expect(answers.map(kindsOf).sort()).toEqual([[], ['superseded-already']]);
	});
});

describe('a signature', () => {
	it('keeps person, post of that day and the name as signed, under which the person is found from then on', async () => {
		const id = await added({ signedOn: '2025-07-09', mode: 'in-person' });
		const { person, tenure } = await aMayor({ uk: 'Галина Шиманська' }, '2025');
		expect(await sign(id, `${person} ${tenure}`, { signedAs: 'H. Shym.' })).toEqual({
			ok: true,
			value: 'signatory-added',
		});
		const view = (await loadAgreement(deskIn(cities.zhytomyr), id))!;
		expect(view.signatories).toMatchObject([
			{ signedAs: 'H. Shym.', side: { text: 'zhytomyr' }, post: { text: 'Міський голова (acting)' } },
		]);
		expect(view.signatories[0]!.spellings).toEqual(['Галина Шиманська', 'Halyna Shymanska', 'Halyna Schymanska']);
		expect((await as(cities.zhytomyr, (trx) => findPeopleByName(trx, 'Shym'))).map((each) => each.id)).toEqual([
			person,
		]);
		expect((await loadSignedBy(deskIn(cities.dortmund), person)).map((each) => each.id)).toEqual([id]);
		expect(kindsOf(await sign(id, person))).toEqual(['signed-already']);
		const signatory = view.signatories[0]!.id;
		const remove = { idempotencyKey: randomUUID(), signatory };
		expect(kindsOf(await changeSignatory(deskIn(cities.zhytomyr), id, 'remove', remove))).toEqual(['not-yours']);
		await changeSignatory(deskIn(cities.dortmund), id, 'remove', remove);
		expect((await loadAgreement(deskIn(cities.dortmund), id))!.signatories).toEqual([]);
	});

	it('is refused of somebody who was not in office, is not known, or for a city that does not belong', async () => {
		const id = await added();
		const { person, tenure } = await aMayor({ uk: 'Сергій Сухомлин' }, '2024', '2025');
		expect(kindsOf(await sign(id, `${person} ${tenure}`))).toEqual(['not-in-office']);
		expect(kindsOf(await sign(id, `${person} ${anId()}`))).toEqual(['unknown-post']);
		expect(kindsOf(await sign(id, anId()))).toEqual(['unknown-person']);
		expect(kindsOf(await sign(id, person, { side: anId() }))).toEqual(['unknown-side']);
		expect(kindsOf(await sign(id, '', { signedAs: '' }))).toEqual(['choice-missing', 'field-missing']);
	});
});

describe('a scan', () => {
	it('is kept beside its agreement and read by both cities', async () => {
		const id = await added();
		const form = new FormData();
		form.set('file', new File(['%PDF-1.7'], 'scan.pdf'));
		const send = (city: TestCity) => addScan(deskIn(city), id, form, { idempotencyKey: randomUUID() });
		expect(kindsOf(await send(cities.zhytomyr))).toEqual(['not-yours']);
		expect(await send(cities.dortmund)).toEqual({ ok: true, value: 'scan-added' });
		const view = await loadAgreement(deskIn(cities.zhytomyr), id);
		expect(view?.scans).toMatchObject([{ title: { text: 'Solidarity partnership' }, format: 'PDF, 0.1 kB' }]);
		expect(kindsOf(await addScan(deskIn(cities.dortmund), id, new FormData(), {}))).toEqual(['file-missing']);
	});
});

describe('the agreements of a partnership', () => {
	it('are listed in the order of signing and offered as what a standing rests on', async () => {
		const listed = await as(cities.zhytomyr, (trx) => listAgreementsOfPartnership(trx, partnership));
		const days = listed.map(({ signedOn }) => signedOn.date);
		expect(days).toEqual([...days].sort());
		const basis = await as(cities.zhytomyr, (trx) => listBasisRecords(trx, partnership));
		expect(basis.map(({ ref }) => ref.id).sort()).toEqual(listed.map((each) => each.id as string).sort());
	});
});

describe('the database', () => {
	const insert = (columns: Record<string, unknown>) => {
		const row: Record<string, unknown> = {
			id: anId(),
			partnership_id: partnership,
			city_id: cities.dortmund.id,
			kind: 'full',
			title: { en: 'x' },
			languages: ['de'],
			signed_on: '2023-02-23',
			signed_precision: 'day',
			mode: 'online',
			renewal: 'none',
			...columns,
		};
		const names = Object.keys(row);
		const places = names.map((_, at) => `$${at + 1}`);
		return database.query(`insert into agreement (${names}) values (${places})`, Object.values(row));
	};

	it.each([
		[{ valid_until: '2023-02-22' }, 'agreement_valid_in_order'],
		[{ renewal: 'automatic' }, 'agreement_renewed_at_an_end'],
		[{ valid_until: '2025-01-01', renewal: 'automatic', decide_by: '2025-01-02' }, 'agreement_decided_while_valid'],
		[{ valid_until: '2025-01-01', decide_by: '2024-01-02' }, 'agreement_decision_has_a_day'],
		[{ prevailing: 'uk' }, 'agreement_prevailing_is_one_of_its_languages'],
		[{ languages: ['German'] }, 'agreement_languages_are_codes'],
		[{ place: { de: 'Dortmund' } }, 'agreement_in_person_has_a_place'],
		[{ signed_precision: 'year' }, 'agreement_signed_fuzzy'],
		[{ supersedes: '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d' }, 'agreement_supersedes_one_of_the_same_partnership'],
	])('refuses %j by %s', async (columns, constraint) => {
		await expect(insert(columns)).rejects.toThrow(constraint);
	});

	it('refuses to supersede a later one', async () => {
		const later = anId();
		await insert({ id: later, signed_on: '2025-01-01' });
		await expect(insert({ supersedes: later })).rejects.toThrow(/supersedes an earlier one/);
	});

	it('shows no agreement to a city outside the partnership, and lets it enter none', async () => {
		const stranger = anId<'city'>() as Id<'city'>;
		await database.query(
			`insert into city (id, slug, names, country, latitude, longitude, time_zone)
			values ($1, 'lviv', '{"en": "Lviv"}', 'UA', 49.84, 24.03, 'Europe/Kyiv')`,
			[stranger],
		);
		const seen = await as({ ...cities.dortmund, id: stranger }, (trx) => listAgreementsOfPartnership(trx, partnership));
		expect(seen).toEqual([]);
		await expect(insert({ city_id: stranger })).rejects.toThrow('agreement_of_a_member');
		const answer = await add({}, { ...cities.dortmund, id: stranger });
		expect(kindsOf(answer)).toEqual(['unknown-partnership']);
	});
});
