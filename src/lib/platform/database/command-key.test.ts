import { expect, test } from 'vitest';
import { commandKeyOf, KeyMissing } from './command-key.ts';

const key = '0190f1de-7f3a-7000-8000-000000000001';

test('the key a form carries is taken as it stands', () => {
	expect(commandKeyOf(key)).toBe(key);
});

test.each([undefined, null, '', 'no key', new Blob(['file'])])('%s is no key, and none is made up for it', (typed) => {
	expect(() => commandKeyOf(typed)).toThrow(KeyMissing);
});
