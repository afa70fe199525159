import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity, inPublic } from '#lib/platform/database/transaction.server.ts';
import { freshDatabase } from '#test/database.ts';
import { layOutCities, type TestCities } from '#test/people.ts';
import type { Block } from '../articles/block.ts';
import { findNewsVersion } from '../reading/news-state-queries.server.ts';
import { saveSiteText } from './site-text-commands.server.ts';
import { readSiteText } from './site-text-form.ts';
import { findOwnSiteText, listOwnSiteTexts, listPublicSiteTexts } from './site-text-queries.server.ts';

const database = await freshDatabase();
afterAll(database.close);
const { app, public: publicDb } = database.databases;
const at = instant('2026-11-22T10:00:00Z');
let cities: TestCities;
beforeAll(async () => {
	cities = await layOutCities(database);
});

const inDortmund = <Value>(work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: cities.dortmund.id, account: cities.dortmund.administrator }, work);
const inZhytomyr = <Value>(work: (trx: Trx) => Promise<Value>) =>
	inCity(app, { city: cities.zhytomyr.id, account: cities.zhytomyr.administrator }, work);

function blocksOf(text: string): readonly Block[] {
	const read = readSiteText({ text }, []);
	if (!read.ok) throw new Error(JSON.stringify(read.refusal));
	return read.value;
}

const save = (trx: Trx, text: string, shown: number) =>
	saveSiteText(trx, { page: 'imprint', language: 'de', shown, blocks: blocksOf(text), at });
const publicTexts = () => inPublic(publicDb, (trx) => listPublicSiteTexts(trx, 'imprint'));
const version = () => inPublic(publicDb, findNewsVersion);

describe('the pages a site must have', () => {
	it('show what a city saved at once, and what it said before no more', async () => {
		const before = await version();
		expect(await inDortmund((trx) => save(trx, 'Erster Text', 0))).toEqual({ ok: true, value: null });
		expect(await inDortmund((trx) => save(trx, 'Zweiter Text', 1))).toEqual({ ok: true, value: null });
		const [text, ...others] = await publicTexts();
		expect(others).toEqual([]);
		expect(text).toMatchObject({ citySlug: 'dortmund', language: 'de', changedOn: '2026-11-22' });
		expect(JSON.stringify(text)).toContain('Zweiter');
		expect(JSON.stringify(text)).not.toContain('Erster');
		expect(await version()).not.toBe(before);
		const kept = await database.query(`select wording from site_text order by wording`);
		expect(kept.map((row) => row['wording'])).toEqual([1, 2]);
		const audit = await database.query(`select action from audit_entry where subject_kind = 'site-text'`);
		expect(audit).toHaveLength(2);
	});

	it('never overwrite what somebody else saved meanwhile', async () => {
		const answer = await inDortmund((trx) => save(trx, 'Dritter Text', 1));
		expect(answer).toEqual({ ok: false, refusal: [{ kind: 'changed-meanwhile' }] });
	});

	it('hold words, headings and lists only', async () => {
		const quote = '> Wir helfen.\n-- Eine Bürgermeisterin';
		expect(await inDortmund((trx) => save(trx, `Ein Satz.\n\n${quote}`, 2))).toEqual({
			ok: false,
			refusal: [{ kind: 'only-text', block: 2 }],
		});
	});

	it('give each city its own words and no hold on the other’s', async () => {
		expect(await inZhytomyr((trx) => save(trx, 'Text der anderen Stadt', 0))).toEqual({ ok: true, value: null });
		expect((await publicTexts()).map(({ citySlug }) => citySlug)).toEqual(['dortmund', 'zhytomyr']);
		expect(await inZhytomyr(listOwnSiteTexts)).toHaveLength(1);
		const stolen = inZhytomyr((trx) =>
			sql`update public_site_text set blocks = '[]' where city_slug = 'dortmund'`.execute(trx),
		);
		expect((await stolen).numAffectedRows).toBe(0n);
		const forged = inZhytomyr((trx) =>
			sql`insert into public_site_text select ${cities.dortmund.id}, page, 'en', 'dortmund', city_names, blocks, changed_on
				from public_site_text`.execute(trx),
		);
		await expect(forged).rejects.toThrow('row-level security');
	});

	it('leave the page when their text is emptied', async () => {
		const taken = await inZhytomyr((trx) =>
			saveSiteText(trx, { page: 'imprint', language: 'de', shown: 1, blocks: [], at }),
		);
		expect(taken.ok).toBe(true);
		expect(await publicTexts()).toHaveLength(1);
		expect((await inZhytomyr((trx) => findOwnSiteText(trx, 'imprint', 'de')))?.blocks).toEqual([]);
	});

	it('keep every wording: nobody changes or removes one', async () => {
		for (const statement of ['delete from site_text', `update site_text set page = 'privacy'`, 'truncate site_text']) {
			await expect(database.query(statement)).rejects.toThrow('append-only');
		}
	});

	it('show the public neither the wordings before nor the ids of cities', async () => {
		const asPublic = (statement: string) => inPublic(publicDb, (trx) => sql.raw(statement).execute(trx));
		await expect(asPublic('select * from site_text')).rejects.toThrow('permission denied');
		await expect(asPublic('select city_id from public_site_text')).rejects.toThrow('permission denied');
		await expect(asPublic(`delete from public_site_text`)).rejects.toThrow(/permission denied|read-only/);
	});
});
