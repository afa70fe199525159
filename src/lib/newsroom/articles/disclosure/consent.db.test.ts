import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, instant, later } from '#lib/kernel/instant.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Actor } from '#lib/platform/database/transaction.server.ts';
import { anId, freshDatabase } from '#test/database.ts';
import { aReliefWorld, granted } from '#test/laws/relief-world.ts';
import { aShipment } from '#test/laws/shipment-world.ts';
import type { Deed } from '../article.ts';
import {
	approveText,
	beginArticle,
	publishText,
	releaseIfDue,
	requestReview,
	saveText,
	scheduleRelease,
} from '../article-commands.server.ts';
import { type ArticleId, findArticle } from '../article-queries.server.ts';
import { parseMarkup } from '../markup/parse-markup.ts';
import { shownTexts } from './consent.ts';
import { consentToTelling } from './consent-commands.server.ts';
import { listLinkedShipments } from './consent-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const world = await aReliefWorld(database);
const partnership = anId<'partnership'>();
await database.query(
	`insert into partnership values ($1, 'paar', '{"de": "Paar"}', 'solidarity', 'active', '2023-02-23')`,
	[partnership],
);
await database.query('insert into partnership_city values ($1, $2), ($1, $3)', [
	partnership,
	world.dortmund.city,
	world.zhytomyr.city,
]);
for (const { account, city } of [world.dortmund, world.zhytomyr, world.stranger]) {
	await database.query(
		`insert into account (id, city_id, email, name, language, created_at)
		values ($1::uuid, $2, $1::uuid::text || '@example.org', 'Rana Redlich', 'de', now())`,
		[account, city],
	);
}
const editor = world.dortmund.account;
const now = instant('2023-02-28T09:00:00Z');

const deed = (when: Instant = now, account: Id<'account'> | null = editor): Deed => ({
	at: when,
	account,
	city: world.dortmund.city,
});
const shownOf = async (id: ArticleId) => {
	const article = await world.as(world.dortmund, (trx) => findArticle(trx, id));
	return { id, key: 'de' as const, shown: article!.editions.de!.steps };
};
async function begin(words: string, shipment?: string): Promise<ArticleId> {
	const records = shipment ? [{ kind: 'shipment' as const, id: shipment as Id<'shipment'> }] : [];
	const facts = {
		kind: 'news',
		terms: [],
		dateline: null,
		pressContact: null,
		related: [],
		records,
		sources: [],
	} as const;
	const parsed = parseMarkup(words);
	if (!parsed.ok) throw new Error('markup');
	const text = { slug: null, kicker: '', title: 'Hilfe', teaser: 'Vorspann', blocks: parsed.value };
	const input = { facts, partnershipId: partnership, key: 'de', text } as const;
	return granted(await world.as(world.dortmund, (trx) => beginArticle(trx, input, deed())));
}
const submit = async (id: ArticleId) => {
	const shown = await shownOf(id);
	return world.as(world.dortmund, (trx) => requestReview(trx, shown, deed()));
};
const approve = async (id: ArticleId) => {
	const shown = await shownOf(id);
	granted(await world.as(world.dortmund, (trx) => approveText(trx, shown, deed(now, anId()))));
};
const publish = async (id: ArticleId) => {
	const shown = await shownOf(id);
	return world.as(world.dortmund, (trx) => publishText(trx, shown, { kind: 'first' }, deed()));
};
const readTexts = (article: ArticleId) =>
	world.as(world.dortmund, async (trx) => shownTexts((await findArticle(trx, article))!));
const consent = async (
	actor: Actor,
	article: ArticleId,
	shipment: string,
	{ given = true, when = now, shown }: { given?: boolean; when?: Instant; shown?: string } = {},
) => {
	const word = { article, shipment: shipment as Id<'shipment'>, given, shown: shown ?? (await readTexts(article)) };
	return world.as(actor, (trx) => consentToTelling(trx, word, { at: when, account: actor.account, city: actor.city }));
};
const wordsOf = (id: ArticleId) =>
	world.as(world.dortmund, async (trx) => {
		const [shipment] = await listLinkedShipments(trx, (await findArticle(trx, id))!, null);
		return shipment!.cities.map(({ consents, outdated }) => ({ consents, outdated }));
	});
const why = (answer: Result<null, readonly { readonly kind: string }[]>) =>
	answer.ok
		? []
		: answer.refusal.map((each) => ('blocker' in each ? (each.blocker as { kind: string }).kind : each.kind));
const aTransport = async () => aShipment(world, [[await world.aReservation(await world.aLot(3), 3), 3]]);

describe('an article that tells of a shipment not public yet', () => {
	it('is neither reviewed nor published without the consent of both cities', async () => {
		const shipment = await aTransport();
		const id = await begin('Ein Transport.', shipment);
		expect(why(await submit(id))).toEqual(['shipment-not-public']);
		granted(await consent(world.dortmund, id, shipment));
		expect(why(await submit(id))).toEqual(['shipment-not-public']);
		granted(await consent(world.zhytomyr, id, shipment));
		granted(await submit(id));
		await approve(id);
		granted(await consent(world.zhytomyr, id, shipment, { given: false, when: later(now, 1) }));
		expect(why(await publish(id))).toEqual(['shipment-not-public']);
		granted(await consent(world.zhytomyr, id, shipment, { when: later(now, 2) }));
		granted(await publish(id));
	});

	it('needs the other city anew where a text changed, and not where it says again what it said', async () => {
		const shipment = await aTransport();
		const id = await begin('Ein Transport, Stand eins.', shipment);
		const first = await readTexts(id);
		granted(await consent(world.dortmund, id, shipment));
		granted(await consent(world.zhytomyr, id, shipment));
		const save = async (startedFrom: number, words: string, key: 'de' | 'en' = 'de') => {
			const text = { slug: null, kicker: '', title: 'Hilfe', teaser: 'Vorspann', blocks: granted(parseMarkup(words)) };
			granted(await world.as(world.dortmund, (trx) => saveText(trx, { id, key, startedFrom, text }, deed())));
		};
		await save(1, 'Ein Transport, Stand zwei.');
		expect(why(await submit(id))).toEqual(['shipment-not-public']);
		expect(await wordsOf(id)).toEqual([
			{ consents: true, outdated: false },
			{ consents: false, outdated: true },
		]);
		expect(why(await consent(world.zhytomyr, id, shipment, { shown: first }))).toEqual(['changed-meanwhile']);
		await save(2, 'Ein Transport, Stand eins.');
		expect((await wordsOf(id))[1]).toEqual({ consents: true, outdated: false });
		await save(0, 'A transport.', 'en');
		expect((await wordsOf(id))[1]).toEqual({ consents: false, outdated: true });
		granted(await submit(id));
		granted(await consent(world.zhytomyr, id, shipment, { given: false, when: later(now, 1) }));
		expect((await wordsOf(id))[1]).toEqual({ consents: false, outdated: false });
	});

	it('is held at its time where consent was taken back meanwhile', async () => {
		const shipment = await aTransport();
		const id = await begin('Ein Transport zur Zeit.', shipment);
		granted(await consent(world.dortmund, id, shipment));
		granted(await consent(world.zhytomyr, id, shipment));
		granted(await submit(id));
		await approve(id);
		const shown = await shownOf(id);
		const plan = { update: { kind: 'first' }, releaseAt: later(now, day) } as const;
		granted(await world.as(world.dortmund, (trx) => scheduleRelease(trx, shown, plan, deed())));
		granted(await consent(world.dortmund, id, shipment, { given: false, when: later(now, 1) }));
		const clock = deed(later(now, day), null);
		const done = await world.as(world.dortmund, (trx) => releaseIfDue(trx, { id, key: 'de' }, clock));
		expect(done).toBe('held');
	});

	it('needs nobody once the public reads of the shipment, and everybody again while a city hides it', async () => {
		const shipment = await aTransport();
		const id = await begin('Ein Transport, der ankam.', shipment);
		expect(why(await submit(id))).toEqual(['shipment-not-public']);
		await database.query(
			`insert into public_operation (slug, names, destination, lead_city, country, latitude, longitude, opened_on)
			values ('hilfe', '{}', '{}', '{}', 'UA', 50, 28, '2023-02-01')`,
		);
		await database.query(
			`insert into public_delivery select public_id_of('shipment', $1, secret), 'hilfe', '{}', '2023-02-20'
			from publication_secret`,
			[shipment],
		);
		const hide = (hidden: boolean, second: number) =>
			database.query(
				`insert into disclosure_hiding values (gen_random_uuid(), $1, $2, $3, $4, 'Anruf',
					now() + make_interval(secs => $5), null)`,
				[world.operationId, shipment, world.zhytomyr.city, hidden, second],
			);
		await hide(true, 0);
		granted(await consent(world.dortmund, id, shipment));
		granted(await consent(world.zhytomyr, id, shipment));
		expect(why(await submit(id))).toEqual(['shipment-not-public']);
		await hide(false, 1);
		granted(await consent(world.dortmund, id, shipment, { given: false, when: later(now, 1) }));
		granted(await submit(id));
	});

	it('is no matter of cities that take no part, and their word on it does not reach the database', async () => {
		const shipment = await aTransport();
		const id = await begin('Ein fremder Transport.', shipment);
		expect(why(await consent(world.stranger, id, shipment))).toEqual(['not-yours']);
		const forced = world.as(world.stranger, (trx) =>
			sql`insert into article_consent (article_id, shipment_id, city_id, given, texts, at)
				values (${id}, ${shipment}, ${world.stranger.city}, true, '{}', now())`.execute(trx),
		);
		await expect(forced).rejects.toThrow('row-level security');
		const forOthers = world.as(world.dortmund, (trx) =>
			sql`insert into article_consent (article_id, shipment_id, city_id, given, texts, at)
				values (${id}, ${shipment}, ${world.zhytomyr.city}, true, '{}', now())`.execute(trx),
		);
		await expect(forOthers).rejects.toThrow('row-level security');
		await expect(database.query('update article_consent set given = true')).rejects.toThrow();
	});
});

describe('a text that names a place which is need-to-know', () => {
	const place = async (city: string, kind: string, restricted: boolean, name: string, street: string) => {
		const [row] = await database.query<{ id: string }>(
			`insert into place (id, city_id, kind, names, municipality, restricted)
			values (gen_random_uuid(), $1, $2, jsonb_build_object('uk', $4::text), '{"en": "City"}', $3) returning id`,
			[city, kind, restricted, name],
		);
		await database.query('insert into place_address values ($1, $2, $3, $4)', [row!.id, street, '10000', 'Town']);
	};

	it('is blocked, however the words are put, also where the place is the partner city’s', async () => {
		await place(world.zhytomyr.city, 'site', true, 'Школа № 317', 'вул. Вигадана, 48');
		await place(world.dortmund.city, 'hub', false, 'Lager', 'Erfundene Straße 481');
		await place(world.zhytomyr.city, 'site', false, 'Лікарня № 91', 'вул. Відкрита, 12');
		const cases = [
			['Генератор працює у школі №317.', ['restricted-place']],
			['Адреса: вулиці Вигаданій, 48.', ['restricted-place']],
			['Es steht in der Erfundenen Str. 481 bereit.', ['restricted-place']],
			['Das Lager ist voll.', []],
			['У лікарні № 91, на вул. Відкритій, 12.', []],
			['Школа і 317 гривень.', []],
			['Erfundene Straße 4810.', []],
		] as const;
		const found = [];
		for (const [words] of cases) found.push([words, why(await submit(await begin(words)))]);
		expect(found).toEqual(cases);
	});

	it('tells a city it has nothing to do with nothing, and nobody more than stands in the text', async () => {
		const mentions = (actor: Actor, text: string) =>
			world.as(actor, async (trx) => {
				const { rows } = await sql<{ words: string }>`select words from restricted_mentions(${text}) as words`.execute(
					trx,
				);
				return rows.map(({ words }) => words);
			});
		expect(await mentions(world.dortmund, 'у школі №317')).toEqual(['школі №317']);
		expect(await mentions(world.stranger, 'у школі №317')).toEqual([]);
		const patterns = world.as(world.dortmund, (trx) =>
			sql`select * from precise_patterns(array[${world.zhytomyr.city}]::uuid[])`.execute(trx),
		);
		await expect(patterns).rejects.toThrow('permission denied');
	});
});
