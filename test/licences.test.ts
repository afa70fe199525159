import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Compatible with EUPL-1.2: permissive, weak copyleft by file, fonts, or the EUPL itself. */
const compatible = new Set(
	(
		'MIT MIT-0 ISC 0BSD BSD BSD-2-Clause BSD-3-Clause Apache-2.0 Zlib BlueOak-1.0.0 CC0-1.0 Unlicense Python-2.0 ' +
		'PostgreSQL MPL-2.0 EUPL-1.2 OFL-1.1 CC-BY-4.0'
	).split(' '),
);

/**
 * Packages under a licence that is not in the list, each with the reason why it may be there. LGPL-3.0: libvips comes as a
 * shared library of its own that anybody can exchange, as section 4 asks; its code is no part of ours.
 */
const reasoned = /^(@img\/sharp-(libvips-[a-z0-9-]+|wasm32|win32-[a-z0-9]+)): .*\bLGPL-3\.0-or-later\b/;

/** SPDX expressions as the registry writes them: one choice of an OR suffices, every part of an AND is needed. */
function isCompatible(expression: string): boolean {
	const bare = expression.replace(/[()]/g, '');
	return bare.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => compatible.has(licence.trim())));
}

interface LockFile {
	readonly packages: Readonly<Record<string, { readonly license?: string }>>;
}

describe('the licences of the packages Tandem stands on', () => {
	it('are compatible with EUPL-1.2', () => {
		const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
		const foreign = Object.entries(lock.packages)
			.filter(([path]) => path !== '')
			.map(([path, entry]) => `${path.split('node_modules/').at(-1)}: ${entry.license ?? 'none stated'}`)
			.filter((line) => !isCompatible(line.slice(line.indexOf(': ') + 2)) && !reasoned.test(line));
		expect(foreign).toEqual([]);
	});
});
