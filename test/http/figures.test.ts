import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, hour, type Instant, later } from '#lib/kernel/instant.ts';
import { freshDatabase } from '#test/database.ts';
import { type ArrivedGoods, arrivedGoods } from '#test/fixtures/arrived-goods.ts';
import { layOutCities } from '#test/people.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor, hidden, type Session, taken } from '#test/visitor.ts';

let site: RunningSite;
let goods: ArrivedGoods;
const { post, enter, read } = aVisitor(() => site);
const newsroom = '/de/office/newsroom';

beforeAll(async () => {
	const database = await freshDatabase();
	const cities = await layOutCities(database);
	goods = await arrivedGoods(database, cities, () => site.url);
	site = await startRunningSite({ on: { database, cities } });
	await tick(goods.publicFrom);
});
afterAll(async () => {
	await site.stop();
	await site.database.close();
});

/** What the jobs do at a publication of the public figures; readers have it at their next look. */
async function tick(now: Instant): Promise<void> {
	await goods.publishThem(now);
	await site.tell({ now: later(site.now(), 2000) });
}

/** The words of a page without its markup. */
const words = (page: string) =>
	page
		.replace(/<style.*?<\/style>|<!--.*?-->/gs, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/[\s\u00a0]+/g, ' ')
		.replaceAll(' .', '.');

describe('a figure of an article, without a line of JavaScript,', () => {
	let editor: Session;
	let coordinator: Session;
	let edition = '';

	beforeAll(async () => {
		editor = await enter(site.cities.dortmund.editor);
		coordinator = await enter(site.cities.dortmund.coordinator);
	});

	const press = async (deed: string, session: Session, fields: Record<string, string> = {}) => {
		const page = await read(edition, session);
		const shown = { idempotencyKey: hidden(page, 'idempotencyKey'), shown: hidden(page, 'shown') };
		return taken(await post(`${edition}?/${deed}`, { ...shown, ...fields }, session));
	};
	const readersSee = async () => {
		await site.tell({ now: later(site.now(), 2000) });
		return words(await read('/de/news/generatoren'));
	};
	const mails = () => site.database.query<{ recipient: string }>('select recipient from mail');

	it('is picked by its words, with its value now and what to write', async () => {
		const page = await read(
			`${newsroom}/figures?itemText=Stromerzeuger&scope=operation%2Fzhytomyr&measure=received`,
			editor,
		);
		expect(words(page)).toContain('17 Stück');
		expect(words(page)).toContain('[[figure: received PWR-GEN operation/zhytomyr]]');
		expect(words(page)).toContain('[[figure: received PWR-GEN operation/zhytomyr | Angekommen: Stromerzeuger]]');
	});

	it.each([
		['itemText=Stromm&scope=operation%2Fzhytomyr&measure=received', 'So heißt kein einzelner Artikel.'],
		['item=MED&scope=operation%2Fzhytomyr&measure=received', 'Zu diesem Artikel ist dort nichts öffentlich.'],
		['item=PWR&scope=operation%2Fzhytomyr&measure=promised&from=2023-01-01', 'Nach Tagen lässt sich nur abfragen'],
		[
			'item=PWR&scope=operation%2Fzhytomyr&measure=received&from=2023-03-01',
			'Von einer Lieferung ist bisher nur die Woche öffentlich',
		],
		[
			'item=PWR&scope=operation%2Fzhytomyr&measure=received&from=2023-03-01&to=2023-02-01',
			'Der letzte Tag liegt vor dem ersten.',
		],
		[`item=${'x'.repeat(3000)}&scope=%27&measure=1&from=99`, 'So heißt kein einzelner Artikel.'],
	])('is refused with the reason and a way on: %s', async (query, sentence) => {
		expect(words(await read(`${newsroom}/figures?${query}`, editor))).toContain(sentence);
	});

	it('stands in the draft as the public has it, and is kept with the publication', async () => {
		const text = {
			kind: 'news',
			edition: 'de',
			partnership: '',
			title: 'Generatoren',
			teaser: 'Vorspann',
			slug: 'generatoren',
			blocks: 'Angekommen sind [[figure: received PWR-GEN operation/zhytomyr]].',
		};
		const page = await read(`${newsroom}/new`, editor);
		const sent = { ...text, idempotencyKey: hidden(page, 'idempotencyKey') };
		edition = await taken(await post(`${newsroom}/new`, sent, editor));
		expect(words(await read(edition, editor))).toContain('Angekommen sind 17 Stück.');
		await press('submit', editor);
		await press('approve', coordinator);
		await press('publish', editor, { update: 'first' });
		const seen = await readersSee();
		expect(seen).toContain('Angekommen sind 17 Stück.');
		expect(seen).toMatch(
			/Angekommen: Stromerzeuger zhytomyr 17 Stück Stand: .{10,30} 17 Stück Stand: .{10,30} unverändert/,
		);
	});

	it('shows readers both numbers when a receipt is corrected, and tells the editors once', async () => {
		await goods.correctReceipt();
		expect(await readersSee()).not.toContain('19 Stück');
		await tick(later(goods.publicFrom, day));
		await tick(later(goods.publicFrom, day + hour));
		const seen = await readersSee();
		expect(seen).toContain('Angekommen sind 17 Stück (heute: 19 Stück).');
		expect(seen).toMatch(/17 Stück Stand: .{10,30} 19 Stück Stand: /);
		expect(seen).toContain('Eine Zahl hat sich seitdem geändert.');
		expect(await mails()).toEqual([{ recipient: 'editor@dortmund.example' }]);
	});

	it('waits at the desk until somebody has seen it', async () => {
		expect(words(await read(newsroom, editor))).toContain(
			'In einem veröffentlichten Artikel hat sich eine Kennzahl geändert',
		);
		expect(words(await read(edition.replace(/\/de$/, ''), editor))).toContain('Kennzahl geändert');
		const page = await read(edition, editor);
		expect(words(page)).toMatch(/bei Veröffentlichung 17 Stück .*, heute 19 Stück/);
		await press('see-figures', editor, { change: hidden(page, 'change') });
		expect(words(await read(newsroom, editor))).not.toContain('Kennzahl geändert');
		expect(words(await read(edition, editor))).toContain('Jemand hat es gesehen');
	});

	it('leads to a correction with its words filled in, past a second person, and is then the new number', async () => {
		await press('correct-figures', editor);
		await press('submit', editor);
		await press('approve', coordinator);
		const page = await read(edition, editor);
		const filled = (name: string) => new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)<`).exec(page)?.[1] ?? '';
		expect(filled('wrong')).toContain('17 Stück');
		expect(filled('note')).toContain('19 Stück');
		await press('publish', editor, { update: 'correction', wrong: filled('wrong'), note: filled('note') });
		const seen = await readersSee();
		expect(seen).toContain('Angekommen sind 19 Stück.');
		expect(seen).toMatch(/Berichtigt: Angekommen: Stromerzeuger \(zhytomyr\): 19 Stück/);
		expect(seen).toMatch(/Zuvor hieß es: Angekommen: Stromerzeuger \(zhytomyr\): 17 Stück/);
		await tick(later(goods.publicFrom, day + 2 * hour));
		expect(await mails()).toHaveLength(1);
	});
});
