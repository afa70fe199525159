import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '#lib/kernel/assert.ts';
import { seedDirectory } from './catalogue-file.server.ts';
import { currentCatalogue } from './current-catalogue.server.ts';
import { parseSubstitutes, type Substitute } from './substitutes.ts';

let loaded: readonly Substitute[] | undefined;

/** The substitutes this instance works with, read once. */
export function currentSubstitutes(): readonly Substitute[] {
	if (loaded) return loaded;
	const parsed = parseSubstitutes(readFileSync(join(seedDirectory(), 'substitutes.csv'), 'utf8'), currentCatalogue());
	assert(parsed.ok, `the seed substitutes are sound: ${JSON.stringify(parsed)}`);
	loaded = parsed.value;
	return loaded;
}
