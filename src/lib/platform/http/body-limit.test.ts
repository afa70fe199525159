import { expect, it } from 'vitest';
import { bodyLimitOf } from './body-limit.ts';

it.each([
	['/uk/office/need-lists/new', 60_000_000],
	['/de/office/documents/new', 60_000_000],
	['/de/office/images/new', 60_000_000],
	['/de/office/images/0b1c', 60_000_000],
	['/de/office/funding/0b1c/vouchers', 60_000_000],
	['/de/office/images', 4_000_000],
	['/de/office/need-lists', 4_000_000],
	['/de/offer', 4_000_000],
	['/de/sign-in', 4_000_000],
	['/xx/office/need-lists/new', 4_000_000],
	['/', 4_000_000],
])('%s takes %i bytes', (path, bytes) => {
	expect(bodyLimitOf(path)).toBe(bytes);
});
