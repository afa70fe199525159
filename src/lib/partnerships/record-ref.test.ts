import { describe, expect, it } from 'vitest';
import { parseRecordAddress, type RecordRef, recordKinds, recordPath } from './record-ref.ts';

const id = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d' as RecordRef['id'];

describe('a pointer to a record', () => {
	it.each(recordKinds)('to a %s is found again by the address of its page', (kind) => {
		const path = recordPath({ kind, id });
		expect(parseRecordAddress(`https://tandem.example/uk/office${path}?done=saved#top`)).toEqual({ kind, id });
		expect(parseRecordAddress(` /de/office${path}/correct `)).toEqual({ kind, id });
	});

	it.each(['', 'https://example.org/', `/de/office/nowhere/${id}`, '/de/office/events/new', `/de/events/${id}`])(
		'is not found in %j',
		(address) => {
			expect(parseRecordAddress(address)).toBeUndefined();
		},
	);
});
