import { describe, expect, it } from 'vitest';
import { longestMessage, readFeedback } from './feedback.ts';

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
