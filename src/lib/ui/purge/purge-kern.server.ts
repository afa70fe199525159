import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mentionsIn, purgeCss } from './purge-css.ts';

const sourceKinds = /\.(svelte|ts|html|css)$/;

function sourceTexts(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && sourceKinds.test(entry.name))
		.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/**
 * Vite plugin: what is left of KERN's 340 KB when the rules and tokens that no file below `src` mentions are left out.
 * It runs between Vite's reading of the style sheets (imports are then inlined) and their writing, in builds only.
 */
export function purgeKern(sourceFolder = 'src') {
	return {
		name: 'tandem-purge-kern',
		apply: 'build' as const,
		transform(code: string, id: string) {
			if (!id.endsWith('/ui/style/tandem.css')) return undefined;
			return { code: purgeCss(code, 'kern-', mentionsIn(sourceTexts(sourceFolder), 'kern-')), map: null };
		},
	};
}
