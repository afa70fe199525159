import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assert } from '#lib/kernel/assert.ts';

const found = new Map<string, string>();

/**
 * Where a file of the sources lies, named by its path in the project. A thread runs from source, because Node runs
 * TypeScript unbuilt and a bundle has no file of its own for it: found from here upwards (sources and build both lie in
 * the project), or below TANDEM_ROOT where the build was moved.
 */
export function sourceFile(path: string): string {
	const known = found.get(path) ?? search(path, [process.env['TANDEM_ROOT'], import.meta.dirname, process.cwd()]);
	assert(known, `${path} is missing; set TANDEM_ROOT to the folder of Tandem`);
	found.set(path, known);
	return known;
}

function search(path: string, starts: readonly (string | undefined)[]): string | undefined {
	for (const start of starts) {
		for (let folder = start; folder; folder = dirname(folder) === folder ? undefined : dirname(folder)) {
			const file = join(folder, path);
			if (existsSync(file) && isTandem(join(folder, 'package.json'))) return file;
		}
	}
	return undefined;
}

function isTandem(packageFile: string): boolean {
	if (!existsSync(packageFile)) return false;
	return /"name":\s*"tandem"/.test(readFileSync(packageFile, 'utf8'));
}
