import { describe, expect, it } from 'vitest';
import { Autosaver, type Fields, type KeepAnswer } from './autosaver.svelte.ts';
import { deviceCopy } from './device-copy.ts';
import { differs } from './same-text.ts';

const kept: KeepAnswer = { kind: 'kept', at: '14:32', overtaken: null, others: [] };

/** A page on which somebody writes, a server whose answers are given one by one, and a device that may keep nothing. */
function aPage({ server = true, keeps = true } = {}) {
	const [sent, answers]: [Fields[], ((answer: KeepAnswer) => void)[]] = [[], []];
	const waiting: (() => void)[] = [];
	const store = new Map<string, string>();
	let text = '';
	const storage = {
		getItem: (name: string) => store.get(name) ?? null,
		setItem: (name: string, value: string) => {
			if (!keeps) throw new DOMException('full', 'QuotaExceededError');
			store.set(name, value);
		},
		removeItem: (name: string) => void store.delete(name),
	};
	const copy = deviceCopy(storage, 'text', { startedFrom: () => 3, now: () => 1000 });
	const autosaver = new Autosaver({
		read: () => ({ blocks: text }),
		copy,
		send: server
			? (fields) => {
					sent.push(fields);
					return new Promise((resolve) => answers.push(resolve));
				}
			: undefined,
		later: (run) => void waiting.push(run),
	});
	const settled = async () => {
		for (let turn = 0; turn < 10; turn++) await Promise.resolve();
	};
	return {
		autosaver,
		copy,
		sent,
		write: (words: string) => {
			text = words;
			autosaver.changed();
		},
		/** Time passes: what waited happens. */
		pass: async () => {
			for (const run of waiting.splice(0)) run();
			await settled();
		},
		answer: async (answer: KeepAnswer) => {
			answers.shift()!(answer);
			await settled();
		},
	};
}

describe('a text that is being written', () => {
	it('lies on the device until the server has answered for exactly it', async () => {
		const page = aPage();
		page.write('eins');
		await page.pass();
		expect(page.copy.find()).toEqual({ fields: { blocks: 'eins' }, startedFrom: 3, at: 1000 });
		expect(page.autosaver.standing.kind).toBe('keeping');
		page.write('eins zwei');
		await page.answer(kept);
		expect(page.copy.find()?.fields).toEqual({ blocks: 'eins' });
		expect(page.autosaver.isUnkept).toBe(true);
		await page.pass();
		await page.answer(kept);
		expect(page.sent).toEqual([{ blocks: 'eins' }, { blocks: 'eins zwei' }]);
		expect([page.copy.find(), page.autosaver.standing]).toEqual([undefined, { kind: 'kept', at: '14:32' }]);
	});

	it('is sent one text at a time, so that an older one never comes last', async () => {
		const page = aPage();
		page.write('eins');
		await page.pass();
		page.write('zwei');
		await page.pass();
		expect(page.sent).toHaveLength(1);
		await page.answer(kept);
		await page.pass();
		expect(page.sent.at(-1)).toEqual({ blocks: 'zwei' });
	});

	it.each<[string, KeepAnswer, string]>([
		['the server is away', { kind: 'offline' }, 'offline'],
		['somebody is signed out', { kind: 'signed-out' }, 'signed-out'],
	])('stays on the device while %s, and is sent again by itself', async (_, failure, standing) => {
		const page = aPage();
		page.write('eins');
		await page.pass();
		await page.answer(failure);
		expect(page.autosaver.standing.kind).toBe(standing);
		expect(page.copy.find()?.fields).toEqual({ blocks: 'eins' });
		await page.pass();
		await page.answer(kept);
		expect(page.autosaver.standing.kind).toBe('kept');
	});

	it('says so where the server is away and the browser keeps nothing', async () => {
		const page = aPage({ keeps: false });
		page.write('eins');
		await page.pass();
		await page.answer({ kind: 'offline' });
		expect(page.autosaver.standing).toEqual({ kind: 'offline', copied: false });
	});

	it('of an article that is not there yet stays on the device', async () => {
		const page = aPage({ server: false });
		page.write('eins');
		await page.pass();
		expect([page.autosaver.standing.kind, page.copy.find()?.fields]).toEqual(['here-only', { blocks: 'eins' }]);
	});

	it('is gone from the device once it is saved, whatever is still on its way', async () => {
		const page = aPage();
		page.write('eins');
		await page.pass();
		page.autosaver.end();
		await page.answer({ kind: 'offline' });
		await page.pass();
		expect([page.copy.find(), page.autosaver.isUnkept]).toEqual([undefined, false]);
	});

	it('tells who else writes and what was saved meanwhile', async () => {
		const page = aPage();
		page.write('eins');
		await page.pass();
		const overtaken = { revision: 4, by: 'Olena', at: '14:30' };
		await page.answer({ ...kept, overtaken, others: [{ name: 'Olena', at: '14:31' }] });
		expect([page.autosaver.overtaken, page.autosaver.others]).toEqual([overtaken, [{ name: 'Olena', at: '14:31' }]]);
	});
});

describe('a text found on the device', () => {
	it.each([
		['{', undefined],
		['{"fields":{"blocks":1},"startedFrom":1,"at":1}', undefined],
		['{"fields":{"blocks":"x"},"startedFrom":1,"at":1}', { fields: { blocks: 'x' }, startedFrom: 1, at: 1 }],
	])('%s is read or left alone', (json, found) => {
		const store = { getItem: () => json, setItem: () => undefined, removeItem: () => undefined };
		expect(deviceCopy(store, 'text', { startedFrom: () => 0, now: () => 0 }).find()).toEqual(found);
	});

	it('is asked for only where it reads differently', () => {
		expect(differs({ blocks: 'a\r\nb', blockIds: 'b1' }, { blocks: 'a\nb', blockIds: 'b7' })).toBe(false);
		expect(differs({ blocks: 'a', title: 'neu' }, { blocks: 'a', title: 'alt' })).toBe(true);
	});
});
