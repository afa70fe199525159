import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { later } from '#lib/kernel/instant.ts';
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { anArticleDesk, kindsOf, now } from '#test/laws/article-desk.ts';
import { granted } from '#test/laws/newsroom-world.ts';
import type { Deed } from '../article.ts';
import { releaseIfDue, scheduleRelease } from '../article-commands.server.ts';
import { type ArticleId, findArticle, findRevision } from '../article-queries.server.ts';
import type { CheckedClaim } from './claim-check.server.ts';
import { checkText } from './claim-check.server.ts';
import { signOffClaim } from './sign-off-commands.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const desk = await anArticleDesk(database);
const { dortmund, zhytomyr } = desk.cities;

const operationId = anId<'operation'>();
await database.query(
	`insert into operation (id, slug, names, lead_city_id, partner_city_id, partnership_id, destination, country, latitude,
		longitude, opened_on)
	select $1, 'hilfe', '{"de": "Hilfe für Schytomyr"}', $2, $3, id, '{"de": "Schytomyr"}', 'UA', 50, 28, '2023-01-01'
	from partnership`,
	[operationId, dortmund.id, zhytomyr.id],
);
await database.query(
	`insert into public_operation (slug, names, destination, lead_city, partnership, country, latitude, longitude, opened_on)
	values ('hilfe', '{"de": "Hilfe für Schytomyr"}', '{}', '{}', '{"slug": "pair", "names": {"de": "Paar"}}', 'UA', 50, 28,
		'2023-01-01')`,
);
await database.query(
	`insert into public_item (operation_slug, item_code, base_unit, needed, needs, needs_unknown, promised, received, in_use)
	values ('hilfe', 'PWR-GEN-D60', 'pcs', 60, 3, 0, 48, 25, 20), ('hilfe', 'SHE-BED-CMP', 'pcs', 200, 1, 1, 150, 0, 0)`,
);

const readClaims = (id: ArticleId, deed: Deed = desk.deedOf()): Promise<readonly CheckedClaim[]> =>
	desk.as(deed, async (trx) => {
		const article = (await findArticle(trx, id))!;
		const text = (await findRevision(trx, { id, key: 'de' }))!;
		return checkText(trx, text, { id, partnershipId: article.partnershipId, key: 'de', now: deed.at });
	});
const differing = async (id: ArticleId) => (await readClaims(id)).filter(({ verdict }) => verdict === 'differs');
const said = async (words: string) => {
	const [claim] = (await readClaims(await desk.begin(words))).filter(({ block }) => block === 1);
	return claim && [claim.kind, claim.verdict, claim.said[0]];
};
const signOff = (id: ArticleId, claim: string, reason = 'Amtliche Zählung', given = true, deed = desk.deedOf()) =>
	desk.as(deed, (trx) => signOffClaim(trx, { id, key: 'de', claim, given, reason }, deed));
const blockers = (answer: Awaited<ReturnType<typeof desk.approve>>) =>
	answer.ok ? [] : answer.refusal.flatMap((each) => (each.kind === 'blocked' ? [each.blocker.kind] : [each.kind]));

describe('a text is compared with the records its city may read', () => {
	it('with the public figures, also where the quantity of a need is unknown', async () => {
		expect(await said('Angekommen sind 30 Generatoren.')).toMatchObject([
			'amount',
			'differs',
			{ value: 25, figure: { itemCode: 'PWR-GEN', measure: 'received' } },
		]);
		expect((await said('Angekommen sind 25 Generatoren.'))?.[1]).toBe('matches');
		expect((await said('Benötigt werden 500 Feldbetten.'))?.[1]).toBe('nothing-to-compare');
		expect((await said('Zugesagt sind 500 Feldbetten.'))?.[1]).toBe('differs');
	});

	it('with people and the posts they hold, papers, agreements and the standing', async () => {
		const [organisation, person, post, paper, agreement] = [anId(), anId(), anId(), anId(), anId()];
		await database.query(
			`insert into organisation (id, city_id, kind, names) values ($1, $2, 'administration', '{"de": "Verwaltungsspitze"}')`,
			[organisation, dortmund.id],
		);
		await database.query(
			`insert into person (id, city_id, names, name_keys) values ($1, $2, '{"de": "Thomas Westphal"}', ' tomas vestfal')`,
			[person, dortmund.id],
		);
		await database.query(
			`insert into post (id, city_id, organisation_id, names, sole) values ($1, $2, $3, '{"de": "Oberbürgermeister"}', true)`,
			[post, dortmund.id, organisation],
		);
		await database.query(
			`insert into tenure (id, city_id, person_id, post_id, acting, began_on, began_precision)
			values ($1, $2, $3, $4, false, '2020-11-01', 'day')`,
			[anId(), dortmund.id, person, post],
		);
		await database.query(
			`insert into paper (id, city_id, reference, names, kind, dated, dated_precision, created_at)
			values ($1, $2, '27119-23', '{"de": "Partnerschaft"}', 'resolution', '2023-02-09', 'day', now())`,
			[paper, dortmund.id],
		);
		await database.query(
			'insert into paper_partnership (paper_id, partnership_id, city_id, linked_at) select $1, id, $2, now() from partnership',
			[paper, dortmund.id],
		);
		await database.query(
			`insert into agreement (id, partnership_id, city_id, kind, title, languages, signed_on, signed_precision, mode, renewal)
			select $1, id, $2, 'solidarity', '{"de": "Abkommen"}', '{de}', '2023-02-23', 'day', 'online', 'none' from partnership`,
			[agreement, dortmund.id],
		);
		const refs = (claim: Awaited<ReturnType<typeof said>>) => {
			const first = claim?.[2];
			return [claim?.[0], claim?.[1], typeof first === 'object' && 'ref' in first ? first.ref : null];
		};
		const of = (kind: RecordRef['kind'], id: Id<string>) => ({ kind, id });
		expect(refs(await said('Oberbürgermeister Peter Müller kam.'))).toEqual([
			'office',
			'differs',
			of('person', person),
		]);
		expect(refs(await said('Thomas Westfal kam.'))).toEqual(['person', 'differs', of('person', person)]);
		expect(refs(await said('Vorlage 27119-24 gilt.'))).toEqual(['paper', 'differs', of('paper', paper)]);
		expect(refs(await said('Am 10. Februar 2023 beschloss der Rat es.'))).toEqual([
			'date',
			'differs',
			of('paper', paper),
		]);
		expect(refs(await said('Am 24. Februar 2023 wurde unterzeichnet.'))).toEqual([
			'date',
			'differs',
			of('agreement', agreement),
		]);
		expect((await said('Die Projektpartnerschaft trägt.'))?.slice(0, 2)).toEqual(['standing', 'differs']);
	});

	it('and with nothing another city keeps for itself', async () => {
		const stranger = { at: now, account: anId<'account'>(), city: desk.stranger };
		const people = await desk.as(stranger, async (trx) => {
			const { rows } = await sql`select from person`.execute(trx);
			return rows.length;
		});
		expect(people).toBe(0);
	});
});

describe('a claim the records contradict', () => {
	it('keeps a text neither from being written nor from review, but from approval until it is mended', async () => {
		const id = await desk.begin('Angekommen sind 30 Generatoren.');
		granted(await desk.submit(id));
		expect(blockers(await desk.approve(id))).toEqual(['claim-differs', 'claim-differs']);
		granted(await desk.save(id, 1, 'Angekommen sind 25 Generatoren.'));
		granted(await desk.submit(id));
		granted(await desk.approve(id));
		granted(await desk.publish(id));
	});

	it('or until somebody answers for it by name, as long as sentence and records stay', async () => {
		const id = await desk.begin('Im Lager: Angekommen sind 31 Generatoren. Gut.');
		for (const { claim } of await differing(id)) granted(await signOff(id, claim));
		const [signed] = await differing(id);
		expect(signed?.signedOff).toMatchObject({ by: 'Rana Redlich', reason: 'Amtliche Zählung', at: now });
		granted(await desk.submit(id));
		granted(await desk.approve(id));

		await database.query("update public_item set received = 26 where item_code = 'PWR-GEN-D60'");
		expect(blockers(await desk.publish(id))).toEqual(['claim-differs', 'claim-differs']);
		await database.query("update public_item set received = 25 where item_code = 'PWR-GEN-D60'");
		granted(await desk.publish(id));

		granted(await desk.save(id, 1, 'Im Lager: Angekommen sind 31 Generatoren. Sehr gut.'));
		expect((await differing(id)).filter(({ signedOff }) => signedOff === null)).toEqual([]);
		granted(await desk.save(id, 2, 'Im Hof: Angekommen sind 31 Generatoren. Sehr gut.'));
		expect((await differing(id)).filter(({ signedOff }) => signedOff === null).length).toBe(2);
	});

	it('is answered for with a reason, can be taken back, and only where the text makes it', async () => {
		const id = await desk.begin('Angekommen sind 32 Generatoren.');
		const [first] = await differing(id);
		const claim = first!.claim;
		expect(kindsOf(await signOff(id, claim, ''))).toEqual(['reason-needed']);
		expect(kindsOf(await signOff(id, 'f'.repeat(64)))).toEqual(['claim-gone']);
		expect(kindsOf(await signOff(id, claim, 'Grund', true, desk.theirs()))).toEqual(['not-yours']);
		granted(await signOff(id, claim));
		granted(await signOff(id, claim));
		granted(await signOff(id, claim, '', false));
		expect((await differing(id))[0]?.signedOff).toBeNull();
		const rows = await database.query<{ given: boolean }>(
			'select given from article_sign_off where article_id = $1 order by id',
			[id],
		);
		expect(rows.map(({ given }) => given)).toEqual([true, false]);
	});

	it('holds a planned release where the records changed meanwhile', async () => {
		const id = await desk.begin('Zugesagt sind 48 Generatoren.');
		granted(await desk.submit(id));
		granted(await desk.approve(id));
		const shown = await desk.shownOf(id);
		const releaseAt = later(now, 60_000);
		granted(
			await desk.as(desk.deedOf(), (trx) =>
				scheduleRelease(trx, shown, { update: { kind: 'first' }, releaseAt }, desk.deedOf()),
			),
		);
		await database.query("update public_item set promised = 50 where item_code = 'PWR-GEN-D60'");
		const clock: Deed = { at: releaseAt, account: null, city: dortmund.id };
		expect(await desk.as(clock, (trx) => releaseIfDue(trx, { id, key: 'de' }, clock))).toBe('held');
		await database.query("update public_item set promised = 48 where item_code = 'PWR-GEN-D60'");
	});

	it('is on record for good: who answered for what is neither changed nor taken out', async () => {
		await expect(database.query("update article_sign_off set reason = 'x'")).rejects.toThrow('append-only');
		await expect(database.query('delete from article_sign_off')).rejects.toThrow('append-only');
		const forOthers = desk.as(desk.theirs(), (trx) =>
			sql`insert into article_sign_off (article_id, edition, revision, city_id, claim, words, given, reason, at, account_id)
				select article_id, edition, number, city_id, repeat('a', 64), 'x', true, 'x', now(), gen_random_uuid()
				from article_revision limit 1`.execute(trx),
		);
		await expect(forOthers).rejects.toThrow('row-level security');
	});
});
