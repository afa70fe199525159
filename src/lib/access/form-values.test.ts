import { expect, it } from 'vitest';
import { textOf } from './form-values.ts';

it.each([
	['what was typed', 'Zelt 5 × 5 m\n', 'Zelt 5 × 5 m\n'],
	['nothing of a NUL, which a database can not keep', 'a\0b\0', 'ab'],
])('a form field is read as %s', (_, sent, text) => {
	const form = new FormData();
	form.set('note', sent);
	expect(textOf(form, 'note')).toBe(text);
});

it('a field that is missing or holds a file is empty', () => {
	const form = new FormData();
	form.set('file', new Blob(['x']), 'x.txt');
	expect([textOf(form, 'file'), textOf(form, 'missing')]).toEqual(['', '']);
});
