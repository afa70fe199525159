import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { trackedFiles } from './tracked-files.ts';

// A summary that says "Please enter this." five times helps nobody: each line names its field as the form does.

const read = (path: string): string => readFileSync(path, 'utf8');
const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** The keys above the fields of a feature, by folder, as its words declare them. */
const declared = new Map<string, Map<string, string>>();
for (const path of trackedFiles().filter((each) => /^src\/lib\/.*\.ts$/.test(each))) {
	for (const [, block] of read(path).matchAll(/^const (?:labels|\w+Labels) = \{\n([\s\S]*?)\n\} as const;/gm)) {
		const labels = declared.get(folderOf(path)) ?? new Map<string, string>();
		for (const [, field, key] of block!.matchAll(/(\w+): '([\w-]+)'/g)) labels.set(field!, key!);
		declared.set(folderOf(path), labels);
	}
}

describe('the summary of a form', () => {
	it('names a field by the words above it, a numbered one as its row does, and the whole form not at all', () => {
		const labels = { due: 'due', lineDue: 'due' } as const;
		const explain = (field: string) =>
			explainFault({ kind: 'field-missing', field }, 'en', labels, (key) => `said ${key}`).label;
		expect([explain('due'), explain('lineDue-3'), explain('elsewhere'), explain('toString')]).toEqual([
			'said due',
			'said due',
			undefined,
			undefined,
		]);
		expect(explainFault({ kind: 'not-yours' }, 'en', labels, String)).not.toHaveProperty('label');
	});

	it('knows the words above every field that the forms of a feature read', () => {
		expect(declared.size).toBeGreaterThan(10);
		const unnamed = [...declared].flatMap(([folder, labels]) =>
			trackedFiles()
				.filter((path) => folderOf(path) === folder && path.endsWith('-form.ts'))
				.flatMap((path) =>
					[...read(path).matchAll(/\bread\w+(?:<[^>]*>)?\(typed, '(\w+)'/g)].map(([, field]) => field!),
				)
				.filter((field) => !labels.has(field))
				.map((field) => `${folder}: ${field}`),
		);
		expect([...new Set(unnamed)]).toEqual([]);
	});

	it('says of a field what stands above it, word for word', () => {
		const wrong = [...declared].flatMap(([folder, labels]) => {
			const shown = trackedFiles()
				.filter((path) => folderOf(path) === folder && path.endsWith('.svelte'))
				.flatMap((path) => [
					...read(path).matchAll(/\b(?:name|field)="(\w+)"\s+(?:label|legend)=\{say\('([\w-]+)'\)\}/g),
				]);
			return [...labels].flatMap(([field, key]) => {
				const keys = shown.flatMap(([, name, said]) => (name === field ? [said!] : []));
				return keys.length === 0 || keys.includes(key) ? [] : [`${folder}: ${field} is "${keys.join(', ')}"`];
			});
		});
		expect(wrong).toEqual([]);
	});
});
