import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { addDays, dayOf } from '#lib/kernel/plain-date.ts';
import { anId } from '#test/database.ts';
import { layOutPartnership } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor } from '#test/visitor.ts';

let site: RunningSite;
const { enter, read } = aVisitor(() => site);
const partnership = anId<'partnership'>();
const exchange = anId<'exchange'>();
const workshop = anId<'event'>();

beforeAll(async () => {
	site = await startRunningSite();
	const { dortmund, zhytomyr } = site.cities;
	const { query } = site.database;
	const today = dayOf(site.start);
	await layOutPartnership({ query }, [dortmund, zhytomyr], { id: partnership });
	await query(
		'insert into partnership_side (partnership_id, city_id, next_report_due) values ($1, $2, $3), ($1, $4, $5)',
		[partnership, dortmund.id, addDays(today, -3), zhytomyr.id, addDays(today, 2)],
	);
	await query(
		`insert into exchange (id, partnership_id, city_id, kind, title, host_id, starts_on, ends_on, travel_days, is_public,
			programmes, state, created_at)
		values ($1, $2, $3, 'sport', '{"de": "Schachturnier", "uk": "Шаховий турнір"}', $3, $4, $5, 0, false, '{}', 'confirmed', now())`,
		[exchange, partnership, dortmund.id, addDays(today, 1), addDays(today, 3)],
	);
	const planned = `insert into event (id, partnership_id, city_id, kind, title, began_on, began_precision, starts_time, time_zone,
			starts_at, mode, is_public, place_ahead, programmes, subjects, created_at, changed_at)
		values ($1, $2, $3, 'workshop', $4, $5, $6, $7, $8, ($5::date + $7::time) at time zone $8, 'online', false, false, '{}', '[]',
			now(), now())`;
	const month = `${today.slice(0, 7)}-01`;
	await query(planned, [
		workshop,
		partnership,
		zhytomyr.id,
		'{"uk": "Майстерня"}',
		addDays(today, 2),
		'day',
		'10:30',
		'Europe/Kyiv',
	]);
	await query(planned, [anId(), partnership, zhytomyr.id, '{"uk": "Колись"}', month, 'month', null, null]);
});
afterAll(() => site.stop());

async function firstPage(account: Id<'account'>, language: string): Promise<string> {
	const text = await read(`/${language}/office`, await enter(account));
	return text.slice(text.indexOf('<main'), text.indexOf('</main>'));
}
const linksOf = (page: string) => [...page.matchAll(/href="\/[a-z]{2}\/office\/([^"]+)"/g)].map(([, path]) => path);

describe('the first page of the office', () => {
	it('shows the coordinator what is overdue and who comes', async () => {
		const page = await firstPage(site.cities.dortmund.coordinator, 'de');
		expect(page).toContain('Überfällig');
		expect(page).toContain('seit 3 Tagen überfällig');
		expect(page).not.toContain('In den nächsten sieben Tagen fällig');
		expect(page).toContain('Schachturnier');
		expect(linksOf(page)).toEqual([`partnerships/${partnership}`, `exchanges/${exchange}`, `events/${workshop}`]);
	});

	it('shows the partner officer her own tasks, in Ukrainian', async () => {
		const page = await firstPage(site.cities.zhytomyr.officer, 'uk');
		expect(page).not.toContain('Прострочено');
		expect(page).toContain('Спливає протягом семи днів');
		expect(page).toContain('через 2 дні');
		expect(page).toContain('Шаховий турнір');
		expect(page).toMatch(/Майстерня.*10:30/s);
		expect(linksOf(page)).toEqual([`partnerships/${partnership}`, `exchanges/${exchange}`, `events/${workshop}`]);
	});

	it('leads who only reads to what there is to read, and asks nothing of them', async () => {
		const page = await firstPage(site.cities.dortmund.reader, 'de');
		expect(page).not.toContain('Überfällig');
		expect(page).toContain('Offen: 0, davon überfällig: 0');
		expect(linksOf(page)).toEqual(
			expect.arrayContaining([
				'reports',
				'promises',
				'council',
				'partnerships',
				'funding',
				'shipments',
				`exchanges/${exchange}`,
			]),
		);
		expect(linksOf(await firstPage(site.cities.dortmund.editor, 'de'))).toContain('publication');
	});

	it('leads administrators to what they keep and shows them nothing of the partnership', async () => {
		const page = await firstPage(site.cities.dortmund.administrator, 'de');
		expect(linksOf(page)).toEqual(['accounts', 'directory', 'outbox', 'audit']);
	});
});
