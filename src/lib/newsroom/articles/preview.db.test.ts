import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, later } from '#lib/kernel/instant.ts';
import { freshDatabase } from '#test/database.ts';
import { aNewsroom, granted, type NewsroomWorld } from '#test/laws/newsroom-world.ts';
import { layOutCities } from '#test/people.ts';
import type { ArticleId } from './article-queries.server.ts';
import { createPreview, endPreviews, findPreview, previewDays } from './preview.server.ts';

const database = await freshDatabase();
afterAll(database.close);
let room: NewsroomWorld;
beforeAll(async () => {
	room = await aNewsroom(database, await layOutCities(database));
});

const linkTo = async (id: ArticleId) =>
	granted(await room.as('editor', (trx, deed) => createPreview(trx, { id, key: 'de' }, deed)));
const titleAt = async (token: string, at = room.now) => (await findPreview(database, token, at))?.text.title;

describe('a link to an unpublished text', () => {
	it('shows the newest text for a week, until somebody ends it', async () => {
		const id = await room.draft('de', { title: 'Entwurf', text: 'Ein Satz.' });
		const token = await linkTo(id);
		await room.save(id, 'de', { title: 'Zweiter Entwurf', text: 'Ein Satz.' });
		expect(await titleAt(token)).toBe('Zweiter Entwurf');
		expect(await titleAt(token, later(room.now, previewDays * day))).toBeUndefined();
		expect(await titleAt('A'.repeat(43))).toBeUndefined();
		await room.as('editor', (trx, deed) => endPreviews(trx, { id, key: 'de' }, deed));
		expect(await titleAt(token)).toBeUndefined();
	});

	it('shows no word of a text that was withdrawn, and the next one again', async () => {
		const id = await room.publish('de', { title: 'Falschmeldung', text: 'Unwahres.' });
		const token = await linkTo(id);
		await room.withdraw(id, 'de', 'Die Zahl war erfunden.');
		expect(await titleAt(token)).toBeUndefined();
		await room.save(id, 'de', { title: 'Richtigstellung', text: 'Wahres.' });
		expect(await titleAt(token)).toBe('Richtigstellung');
	});

	it('shows nothing of an article while a city hides it', async () => {
		const id = await room.draft('de', { title: 'Unterkunft', text: 'Ort.' });
		const token = await linkTo(id);
		const decide = (hidden: boolean, minute: number) =>
			database.query(
				'insert into article_hiding (article_id, city_id, hidden, reason, decided_at) values ($1, $2, $3, $4, $5)',
				[id, room.cities.zhytomyr.id, hidden, 'safety', new Date(later(room.now, minute))],
			);
		await decide(true, 1);
		expect(await titleAt(token)).toBeUndefined();
		await decide(false, 2);
		expect(await titleAt(token)).toBe('Unterkunft');
	});
});
