import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashToken } from '#lib/access/tokens.server.ts';
import { instant } from '#lib/kernel/instant.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { installJobQueue } from '#lib/platform/jobs/queue.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';
import { sendMailJob } from '#lib/platform/mail/send-mail.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutTwoCities } from '#test/fixtures/relief/sample-cities.ts';
import { loadLinkedOffer, takePublicOffer } from './public-offer-page.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const cities = layOutTwoCities();
const services: Services = {
	config: readConfig({}, '/'),
	databases: database.databases,
	clock: { now: () => instant('2023-02-24T12:00:00Z') },
	log: silentLog,
};

beforeAll(async () => {
	for (const statement of cities.statements) await database.query(statement);
	await installJobQueue(database.url, [sendMailJob(() => Promise.resolve(true))], silentLog);
});

let senders = 0;
function offerFrom(email: string, more: Readonly<Record<string, string>> = {}) {
	const form = new FormData();
	const fields = {
		city: cities.dortmund,
		donorKind: 'company',
		donorName: 'Muster',
		language: 'de',
		offered: '5 Zelte',
	};
	for (const [name, value] of Object.entries({ ...fields, ...more, email, idempotencyKey: randomUUID() }))
		form.set(name, value);
	return takePublicOffer(services, 'de', form, `198.51.100.${++senders}`);
}

describe('the public form', () => {
	it('writes to one address a few times an hour, whoever asks and from wherever', async () => {
		const answers: boolean[] = [];
		for (let sent = 0; sent < 6; sent++) answers.push((await offerFrom('Victim@example.org')).ok);
		expect(answers).toEqual([true, true, true, true, false, false]);
		expect((await offerFrom('somebody.else@example.org')).ok).toBe(true);
		expect(await database.query(`select from mail where recipient = 'victim@example.org'`)).toHaveLength(4);
	});
});

describe('ids written into the form', () => {
	it('of places and operations it does not offer mean none', async () => {
		const ids = { place: randomUUID(), earmarkOperation: randomUUID() };
		expect((await offerFrom('ids@example.org', ids)).ok).toBe(true);
		const [offer] = await database.query<{ earmark: string | null; place: string | null }>(
			`select c.earmark_operation_id as earmark, c.facts->>'placeId' as place
			from offer_current c join offer_contact o on o.offer_id = c.offer_id where o.email = 'ids@example.org'`,
		);
		expect(offer).toEqual({ earmark: null, place: null });
	});
});

describe('the page behind a private link', () => {
	it('names none of the stores of the city', async () => {
		await database.query(
			`insert into place (id, city_id, kind, names, municipality)
			values (gen_random_uuid(), $1, 'hub', '{"de": "Geheimes Lager"}', '{"de": "Dortmund"}')`,
			[cities.dortmund],
		);
		const token = 'A'.repeat(43);
		await database.query(
			`insert into offer_link (token_hash, offer_id, city_id, created_at, expires_at)
			select $1, id, city_id, now(), timestamptz '2024-01-01' from offer limit 1`,
			[hashToken(token)],
		);
		const page = await loadLinkedOffer(services, token, 'de');
		expect(page?.state).toBe('draft');
		expect(JSON.stringify(page)).not.toContain('Geheimes Lager');
	});
});
