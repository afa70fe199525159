import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from '#lib/kernel/assert.ts';
import { type Catalogue, withSynonyms } from './catalogue.ts';
import { parseCatalogue, parseSynonyms } from './catalogue-csv.ts';

/**
 * Reads the catalogue and its supplementary synonyms that come with the product.
 * `directory` holds catalogue.csv and a folder of synonyms, a file per category; left out, it is db/seed of the nearest
 * directory above the running program that has one (the source tree, a container) or of the working directory.
 */
export function loadSeedCatalogue(directory: string = seedDirectory()): Catalogue {
	const parsed = parseCatalogue(readFileSync(join(directory, 'catalogue.csv'), 'utf8'));
	assert(parsed.ok, `the seed catalogue is sound: ${JSON.stringify(parsed)}`);
	const synonymFolder = join(directory, 'synonyms');
	const files = existsSync(synonymFolder) ? readdirSync(synonymFolder).sort() : [];
	return files.reduce((catalogue, file) => {
		const synonyms = parseSynonyms(readFileSync(join(synonymFolder, file), 'utf8'), catalogue);
		assert(synonyms.ok, `the seed synonyms in ${file} are sound: ${JSON.stringify(synonyms)}`);
		return withSynonyms(catalogue, synonyms.value);
	}, parsed.value);
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
