import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layOutGoods } from '#test/laws/goods-on-site.ts';
import { type RunningSite, startRunningSite } from '#test/running-site.ts';
import { aVisitor, type Session } from '#test/visitor.ts';

let site: RunningSite;
const { post, enter, read } = aVisitor(() => site);
let ids: Awaited<ReturnType<typeof layOutGoods>>;

beforeAll(async () => {
	site = await startRunningSite();
	ids = await layOutGoods(site);
});
afterAll(() => site.stop());

/** What a browser would send of the first form with that action: every field as it is drawn. */
function fieldsOf(page: string, action?: string): Record<string, string> {
	const forms = page
		.split('<form')
		.slice(1)
		.map((form) => form.split('</form>')[0]!);
	const form = action
		? forms.find((each) => each.includes(`action="${action}"`))
		: forms.find((each) => each.includes('idempotencyKey'));
	expect(form, `form ${action}`).toBeDefined();
	const fields: Record<string, string> = {};
	for (const [tag] of form!.matchAll(/<input[^>]*>/g)) {
		const name = /name="([^"]*)"/.exec(tag)?.[1];
		const radio = /type="(radio|checkbox)"/.test(tag);
		if (name && (!radio || /\schecked/.test(tag))) fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
	}
	return fields;
}

const locationOf = (answer: Response) => answer.headers.get('location') ?? '';

describe('goods, without a line of JavaScript,', () => {
	let coordinator: Session;
	let officer: Session;
	let shipment: string;
	/** The form a colleague had opened before anything was counted. */
	let colleague: Record<string, string>;

	beforeAll(async () => {
		coordinator = await enter(site.cities.dortmund.coordinator);
		officer = await enter(site.cities.zhytomyr.officer);
	});

	it('stand in the stock list, still with their donor', async () => {
		const page = await read('/de/office/stock', coordinator);
		expect(page).toContain('Stromerzeuger');
		expect(page).toContain('zugesagt, noch bei THW');
		expect(await read('/de/office/stock?q=Aggregat', coordinator)).toContain('Stromerzeuger');
		expect(await read('/de/office/stock?q=Schlafsack', coordinator)).toContain('Hier ist nichts im Bestand');
	});

	it('are taken into a hub, and a wrong quantity is refused beside its field with what was typed', async () => {
		const path = `/de/office/stock/${ids.lot}`;
		const fields = { ...fieldsOf(await read(path, coordinator), '?/bring'), from: 'donor', hub: ids.hub };
		const wrong = await post(`${path}?/bring`, { ...fields, quantity: '26' }, coordinator);
		const text = await wrong.text();
		expect(text).toContain('Dort sind nur 25');
		expect(text).toContain('value="26"');
		const right = await post(`${path}?/bring`, { ...fields, quantity: '25' }, coordinator);
		expect([right.status, locationOf(right)]).toEqual([303, `${path}?done=bring`]);
		const again = await post(`${path}?/bring`, { ...fields, quantity: '25' }, coordinator);
		expect(locationOf(again)).toBe(`${path}?done=bring`);
		expect(await read(path, coordinator)).toContain('In unser Lager übernommen');
	});

	it('are planned onto a shipment, sealed and sent off', async () => {
		const form = await read('/de/office/shipments/new', coordinator);
		const fields: Record<string, string> = {
			...fieldsOf(form),
			transport: 'carrier',
			'driver-1': 'Erika Fahrerin',
			'plate-1': 'DO-XY 1',
		};
		expect(fields[`load-${ids.reservation}`]).toBe('20');
		const bad = await post(
			'/de/office/shipments/new?/plan',
			{ ...fields, [`load-${ids.reservation}`]: '21' },
			coordinator,
		);
		expect(await bad.text()).toContain('Davon warten nur 20');
		const planned = await post(
			'/de/office/shipments/new?/plan',
			{ ...fields, authority: 'Ratsbeschluss vom 9. Februar 2023' },
			coordinator,
		);
		shipment = locationOf(planned).split('?')[0]!;
		expect(shipment).toMatch(/^\/de\/office\/shipments\/[0-9a-f-]{36}$/);
		for (const move of ['loading-started', 'sealed', 'departed']) {
			const page = await read(shipment, coordinator);
			expect(page).not.toContain('Erika Fahrerin');
			const moved = await post(`${shipment}?/move`, { ...fieldsOf(page, '?/move'), move }, coordinator);
			expect(locationOf(moved), move).toBe(`${shipment}?done=moved`);
		}
		expect(await read(shipment, coordinator)).toContain('abgefahren');
		expect(await read('/de/office/shipments?phase=on-the-way', coordinator)).toContain(shipment);
	});

	it('keep their driver for those who ask, each look on the audit trail', async () => {
		const answer = await post(`${shipment}?/crew`, {}, coordinator);
		expect(await answer.text()).toContain('Erika Fahrerin');
		const looks = await site.database.query(`select from audit_entry where action = 'shipment.crew-read'`);
		expect(looks).toHaveLength(1);
	});

	it('are counted in Ukrainian, every line to be looked at, and what is wrong is told', async () => {
		const path = `${shipment.replace('/de/', '/uk/')}/receipt`;
		const empty = await read(path, officer);
		expect(empty).toContain('Генератор');
		const [line] = /accepted-([0-9a-f-]{36})/.exec(empty)!.slice(1);
		expect(fieldsOf(empty)[`accepted-${line}`]).toBe('');
		const filled = await read(`${path}?prefill=declared`, officer);
		const fields: Record<string, string> = { ...fieldsOf(filled), place: ids.site };
		expect(fields[`accepted-${line}`]).toBe('20');
		colleague = { ...fieldsOf(await read(`${path}?prefill=declared`, officer)), place: ids.site };
		const wrong = { ...fields, [`accepted-${line}`]: '18', [`missing-${line}`]: '2' };
		const unreasoned = await post(path, wrong, officer);
		expect(await unreasoned.text()).toContain('Позиція 1: поясніть, чому одиниці не прийнято');
		const sent = { ...wrong, [`reason-missing-${line}`]: 'у кузові їх не було' };
		const [first, second] = await Promise.all([post(path, sent, officer), post(path, sent, officer)]);
		expect([locationOf(first), locationOf(second)]).toEqual(
			Array(2).fill(`${path.replace('/receipt', '')}?done=receipt-discrepancy`),
		);
		const receipts = await site.database.query('select from receipt');
		expect(receipts).toHaveLength(1);
	});

	it('counted by a colleague who knew nothing of it are kept as a second count, and booked once', async () => {
		const path = `${shipment.replace('/de/', '/uk/')}/receipt`;
		const sent = await post(path, colleague, officer);
		expect(locationOf(sent)).toBe(`${path.replace('/receipt', '')}?done=receipt-beside`);
		expect(await read(shipment, coordinator)).toContain('zweite Zählung');
		const list = await read('/de/office/discrepancies', coordinator);
		const told = 'Gebucht: Angenommen 18 Stück, Fehlend 2 Stück. Zweite Zählung: Angenommen 20 Stück.';
		expect(list.replaceAll('\u00a0', ' ')).toContain(told);
		const links = list.match(/\/de\/office\/discrepancies\/[0-9a-f-]{36}/g) ?? [];
		for (const link of new Set(links)) {
			const page = await read(link, coordinator);
			if (!page.includes('Zweite Zählung')) continue;
			const settle = { ...fieldsOf(page, '?/settle'), settlement: 'explained', note: 'die erste Zählung gilt' };
			expect(locationOf(await post(`${link}?/settle`, settle, coordinator))).toBe(`${link}?done=settled`);
		}
	});

	it('stay on the list of discrepancies until somebody settles them', async () => {
		const list = await read('/de/office/discrepancies', coordinator);
		expect(list).toContain('у кузові їх не було');
		const path = /\/de\/office\/discrepancies\/[0-9a-f-]{36}/.exec(list)![0];
		const fields = fieldsOf(await read(path, coordinator), '?/settle');
		const settle = { ...fields, settlement: 'found-there', note: 'im Lager der Schule gefunden' };
		expect(locationOf(await post(`${path}?/settle`, settle, coordinator))).toBe(`${path}?done=settled`);
		expect(await read('/de/office/discrepancies', coordinator)).toContain('Keine offene Abweichung');
	});

	it('are reported in use, and their whole history stands on the page of their lot', async () => {
		const path = `${shipment.replace('/de/', '/uk/')}/use`;
		const page = await read(path, officer);
		const [line] = /in-use-([0-9a-f-]{36})/.exec(page)!.slice(1);
		const used = await post(path, { ...fieldsOf(page), [`in-use-${line}`]: '20' }, officer);
		expect(locationOf(used)).toContain('?done=use');
		const history = await read(`/en/office/stock/${ids.lot}`, coordinator);
		for (const word of [
			'Accepted from the donor',
			'Taken into our store',
			'Departed',
			'Missing on arrival',
			'Found again',
			'Put into use',
		])
			expect(history).toContain(word);
	});
});
