import { describe, expect, it } from 'vitest';
import { longestMessage, pageComeFrom, readFeedback } from './feedback.ts';

describe('a message about a barrier', () => {
	it('needs words and nothing else', () => {
		expect(readFeedback({ message: ' The map\r\nis empty. ' })).toEqual({
			ok: true,
			value: { page: '', message: 'The map\nis empty.', email: null },
		});
	});

	it.each([
		[{ message: ' ' }, [{ kind: 'field-missing', field: 'message' }]],
		[
			{ message: 'x'.repeat(longestMessage + 1) },
			[{ kind: 'field-too-long', field: 'message', longest: longestMessage }],
		],
		[{ message: 'x', page: 'y'.repeat(501) }, [{ kind: 'field-too-long', field: 'page', longest: 500 }]],
		[{ message: 'x', email: 'reader@nowhere' }, [{ kind: 'email-malformed' }]],
		[{ message: '', email: '@' }, [{ kind: 'field-missing', field: 'message' }, { kind: 'email-malformed' }]],
	])('is refused as a whole with all that is wrong: %j', (typed, refusal) => {
		expect(readFeedback(typed)).toEqual({ ok: false, refusal });
	});
});

describe('the page a message begins with', () => {
	const origin = 'https://city.example';

	it.each([
		[
			'the page the reader comes from, without what was asked for on it',
			`${origin}/de/figures?item=PWR`,
			`${origin}/de/figures`,
		],
		['nothing where the reader comes from nowhere', null, ''],
		['nothing of another site', 'https://elsewhere.example/de/figures', ''],
		['nothing of what is no address', 'javascript:alert(1)', ''],
		['nothing of a text that is not public yet', `${origin}/uk/preview/tY8-kW`, ''],
		['nothing of an offer its donor alone opens', `${origin}/de/offer/tY8-kW`, ''],
		['nothing of a way to sign in', `${origin}/en/sign-in/link/tY8-kW`, ''],
		['nothing of a calendar of somebody’s own', `${origin}/de/calendar/tY8-kW`, ''],
		['the form for offers, whose address is no key', `${origin}/de/offer`, `${origin}/de/offer`],
	])('is %s', (_, referer, page) => {
		expect(pageComeFrom(referer, origin)).toBe(page);
	});
});
