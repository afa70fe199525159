import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from '#lib/kernel/assert.ts';
import { type Catalogue, createCatalogue, type Synonym, withSynonyms } from './catalogue.ts';
import { parseCatalogue, parseSynonyms } from './catalogue-csv.ts';

/**
 * Reads the catalogue, its supplementary synonyms and the wordings of goods beyond it that come with the product.
 * `directory` holds catalogue.csv, beyond.csv and a folder of synonyms, a file per category; left out, it is db/seed of
 * the nearest directory above the running program that has one (the source tree, a container) or of the working directory.
 */
export function loadSeedCatalogue(directory: string = seedDirectory()): Catalogue {
	const parsed = parseCatalogue(readFileSync(join(directory, 'catalogue.csv'), 'utf8'));
	assert(parsed.ok, `the seed catalogue is sound: ${JSON.stringify(parsed)}`);
	const bare = parsed.value;
	const readSynonyms = (path: string): readonly Synonym[] => {
		const synonyms = parseSynonyms(readFileSync(path, 'utf8'), bare);
		assert(synonyms.ok, `the seed synonyms in ${path} are sound: ${JSON.stringify(synonyms)}`);
		return synonyms.value;
	};
	const folder = join(directory, 'synonyms');
	const files = existsSync(folder) ? readdirSync(folder).sort() : [];
	const synonyms = files.flatMap((file) => readSynonyms(join(folder, file)));
	const beyond = join(directory, 'beyond.csv');
	const { items } = withSynonyms(bare, synonyms);
	return createCatalogue(items, existsSync(beyond) ? readSynonyms(beyond) : []);
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
