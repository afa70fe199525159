import type { Catalogue } from './catalogue.ts';
import { loadSeedCatalogue } from './catalogue-file.server.ts';

let loaded: Catalogue | undefined;

/** The catalogue this instance works with, read once. It is data that comes with a release, so it can't change under way. */
export function currentCatalogue(): Catalogue {
	loaded ??= loadSeedCatalogue();
	return loaded;
}
