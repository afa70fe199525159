import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mutations } from '#test/fixtures/file-makers/mutations.ts';
import { readFile } from './read-file.server.ts';
import { readingRefusalText } from './reading-messages.ts';

const folder = join(import.meta.dirname, '../../../../../test/fixtures/files');

describe('damaged files', () => {
	it('are read or refused with a sentence, never more and never less (test/bench/malformed-files.bench.ts has 10,000)', async () => {
		let refused = 0;
		for (const { name, way, bytes } of mutations(folder, 400, 42)) {
			const answer = await readFile(bytes, name);
			if (answer.ok) {
				expect(answer.value.lines.length, `${name}, ${way}`).toBeGreaterThan(0);
				continue;
			}
			refused++;
			expect(['took-too-long', 'needed-too-much-memory'], `${name}, ${way}`).not.toContain(answer.refusal.kind);
			expect(readingRefusalText(answer.refusal, 'uk'), `${name}, ${way}`).toMatch(/[а-яіїє]{3}.*\.$/);
		}
		expect(refused).toBeGreaterThan(100);
	});
});
