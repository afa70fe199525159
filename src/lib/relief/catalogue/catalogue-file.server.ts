import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from '#lib/kernel/assert.ts';
import { type Catalogue, withSynonyms } from './catalogue.ts';
import { parseCatalogue, parseSynonyms } from './catalogue-csv.ts';

/**
 * Reads the catalogue and its supplementary synonyms that come with the product.
 * `directory` holds catalogue.csv and, where there is one, synonyms.csv; left out, it is db/seed of the nearest
 * directory above the running program that has one (the source tree, a container) or of the working directory.
 */
export function loadSeedCatalogue(directory: string = seedDirectory()): Catalogue {
	const parsed = parseCatalogue(readFileSync(join(directory, 'catalogue.csv'), 'utf8'));
	assert(parsed.ok, `the seed catalogue is sound: ${JSON.stringify(parsed)}`);
	const synonymFile = join(directory, 'synonyms.csv');
	if (!existsSync(synonymFile)) return parsed.value;
	const synonyms = parseSynonyms(readFileSync(synonymFile, 'utf8'), parsed.value);
	assert(synonyms.ok, `the seed synonyms are sound: ${JSON.stringify(synonyms)}`);
	return withSynonyms(parsed.value, synonyms.value);
}

/** db/seed of the nearest directory above the running program that has one, or of the working directory. */
export function seedDirectory(): string {
	const starts = [dirname(fileURLToPath(import.meta.url)), process.cwd()];
	for (const start of starts) {
		for (let directory = start; ; directory = dirname(directory)) {
			const candidate = join(directory, 'db', 'seed');
			if (existsSync(join(candidate, 'catalogue.csv'))) return candidate;
			if (dirname(directory) === directory) break;
		}
	}
	throw new Error(`No db/seed/catalogue.csv at or above ${starts.join(' or ')}`);
}
