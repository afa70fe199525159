import { describe, expect, test } from 'vitest';
import { languages } from '#lib/kernel/language.ts';
import type { ProblemFault } from '../problem-fault.ts';
import { parseInstance } from './instance-format.ts';
import { sayFault } from './instance-messages.ts';

const sound = {
	format: 'tandem-allocation-1',
	asOf: '2023-03-14',
	needs: [
		{ id: 'n1', item: 'generator', destination: 'zhytomyr', quantity: 10 },
		{ id: 'n2', item: 'generator', destination: 'kharkiv', quantity: 5, urgency: 2 },
	],
	lots: [{ id: 'l1', item: 'generator', quantity: 8 }],
};

function faultsOf(instance: unknown): readonly ProblemFault[] {
	const parsed = parseInstance(typeof instance === 'string' ? instance : JSON.stringify(instance));
	return parsed.ok ? [] : parsed.refusal;
}

const need = (differing: object) => ({ ...sound, needs: [{ ...sound.needs[0], ...differing }, sound.needs[1]] });
const lot = (differing: object) => ({ ...sound, lots: [{ ...sound.lots[0], ...differing }] });

describe('An instance', () => {
	test('needs no more than needs, lots and a day', () => {
		const parsed = parseInstance(JSON.stringify(sound));
		expect(parsed.ok && parsed.value.policy).toEqual({
			classes: 2,
			denominator: 'units',
			steps: 1000,
			transportDays: 0,
		});
		expect(parsed.ok && parsed.value.destinations.map(({ id }) => id)).toEqual(['kharkiv', 'zhytomyr']);
	});

	test.each<[string, unknown, string, ProblemFault['kind']]>([
		['no JSON', '{"needs": [', '', 'not-json'],
		['a list at the top', '[]', '', 'not-an-object'],
		['another format', { ...sound, format: 'other' }, 'format', 'not-one-of'],
		['no day', { ...sound, asOf: undefined }, 'asOf', 'missing'],
		['a day that doesn’t exist', { ...sound, asOf: '2023-02-30' }, 'asOf', 'not-a-day'],
		['needs that are no list', { ...sound, needs: {} }, 'needs', 'not-a-list'],
		['a misspelt field', need({ quantitiy: 1 }), 'needs[0].quantitiy', 'unknown-field'],
		['half a unit', need({ quantity: 2.5 }), 'needs[0].quantity', 'not-whole'],
		['a quantity in words', need({ quantity: '10' }), 'needs[0].quantity', 'not-whole'],
		['an empty name', need({ id: ' ' }), 'needs[0].id', 'not-text'],
		['the same name twice', need({ id: 'n2' }), 'needs[1].id', 'duplicate'],
		['a consent in words', need({ acceptsSubstitutes: 'yes' }), 'needs[0].acceptsSubstitutes', 'not-a-switch'],
		[
			'two comparisons in one',
			need({ conditions: [{ attribute: 'a', atLeast: 1, atMost: 2 }] }),
			'needs[0].conditions[0]',
			'one-comparison',
		],
		[
			'a comparison with nothing',
			need({ conditions: [{ attribute: 'a', atLeast: null }] }),
			'needs[0].conditions[0].atLeast',
			'not-a-value',
		],
		['a minimum above the quantity', need({ minimumUseful: 11 }), 'needs[0].minimumUseful', 'minimum-above-quantity'],
		['a class beyond the policy', { ...sound, policy: { classes: 1 } }, 'needs[1].urgency', 'class-beyond-policy'],
		['people not given', { ...sound, policy: { denominator: 'people' } }, 'needs[0].peopleServed', 'missing'],
		['an unknown item', { ...sound, items: [{ id: 'bed' }] }, 'lots[0].item', 'unknown-reference'],
		[
			'items in a circle',
			{ ...sound, items: [{ id: 'generator', parent: 'generator' }] },
			'items[0].parent',
			'circular-item',
		],
		[
			'a factor of nothing',
			{ ...sound, substitutes: [{ wanted: 'generator', given: 'generator', factor: '1/0' }] },
			'substitutes[0].factor',
			'not-a-factor',
		],
		['two of a thing with one number', lot({ serialised: true }), 'lots[0].quantity', 'not-whole'],
		[
			'an earmark nobody knows',
			lot({ earmark: { destination: 'mars' } }),
			'lots[0].earmark.destination',
			'unknown-reference',
		],
		[
			'more confirmed than there is',
			{ ...sound, promises: [{ need: 'n1', lot: 'l1', quantity: 9, confirmed: true }] },
			'lots[0].quantity',
			'lot-overdrawn',
		],
		[
			'more fixed than needed',
			{ ...sound, pins: [{ need: 'n2', lot: 'l1', quantity: 6 }] },
			'needs[1].quantity',
			'need-overfilled',
		],
		[
			'a fixed quantity that is ruled out',
			{ ...sound, pins: [{ need: 'n1', lot: 'l1', quantity: 1 }], bans: [{ need: 'n1', lot: 'l1' }] },
			'pins[0]',
			'pin-impossible',
		],
		[
			'a fixed quantity that breaks a pack',
			{ ...lot({ multiple: 4 }), pins: [{ need: 'n1', lot: 'l1', quantity: 6 }] },
			'pins[0].quantity',
			'pin-breaks-pack',
		],
		['more than can be counted', need({ quantity: 1_000_000_000_000 }), 'needs', 'too-much-in-all'],
	])('with %s is refused at %3$s', (_, instance, path, kind) => {
		const faults = faultsOf(instance);
		expect(faults.map((fault) => [fault.path, fault.kind])).toContainEqual([path, kind]);
		for (const language of languages) {
			for (const fault of faults) expect(sayFault(fault, language)).not.toMatch(/\{\w+\}|undefined/);
		}
	});

	test('is refused with every fault at once', () => {
		const faults = faultsOf({ ...need({ quantity: 0 }), lots: [{ id: 'l1' }] });
		expect(faults.map((fault) => fault.path)).toEqual(['needs[0].quantity', 'lots[0].quantity', 'lots[0].item']);
	});
});
