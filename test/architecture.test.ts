import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

// House rules that an import graph can't see. Each names the bug it prevents.

const sources = trackedFiles().filter((path) => /^(src|bin|test)\/.*\.(ts|svelte)$/.test(path));
const pure = sources.filter((path) => /^src\/lib\/.*\.ts$/.test(path) && !/\.(server|test|worker)\.ts$/.test(path));
const read = (path: string): string => readFileSync(path, 'utf8');
const lines = (path: string): string[] => read(path).split('\n');
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

function offenders(paths: readonly string[], offends: (path: string) => boolean): string[] {
	return paths.filter(offends);
}

describe('the house', () => {
	it('keeps files short, so that one can be understood without scrolling forever', () => {
		const isProse = (path: string): boolean => /messages\.(de|uk|en)\.ts$|\.test\.ts$/.test(path);
		expect(offenders(sources, (path) => !isProse(path) && lines(path).length > 401)).toEqual([]);
	});

	it('keeps lines short enough that two files fit side by side (the formatter aims at 120)', () => {
		// The formatter can't break a regular expression, a word list or an address.
		const unbreakable = /\/.{60,}\/[dgimsuvy]*|['`"][^'`"]{90,}['`"]/;
		const width = (line: string): number => (unbreakable.test(line) ? 0 : line.replaceAll('\t', '  ').length);
		const isProse = (path: string): boolean => /messages\.(de|uk|en)\.ts$|\.svelte$|\.test\.ts$/.test(path);
		expect(offenders(sources, (path) => !isProse(path) && lines(path).some((line) => width(line) > 140))).toEqual([]);
	});

	it('keeps clocks, chance and the environment out of pure files, so that every rule is testable as a table', () => {
		const impure = /\b(Date\.now\(|new Date\(\)|Math\.random\(|process\.|fetch\(|crypto\.)/;
		const domain = pure.filter((path) => !path.startsWith('src/lib/platform/'));
		expect(offenders(domain, (path) => impure.test(withoutComments(read(path))))).toEqual([]);
	});

	it('keeps SQL in server files and db/, so that a page never queries', () => {
		const query = /\b(sql`|selectFrom\(|insertInto\(|\bfrom pg_)/;
		const elsewhere = sources.filter((path) => path.startsWith('src/') && !/\.server\.ts$|\.test\.ts$/.test(path));
		expect(offenders(elsewhere, (path) => query.test(read(path)))).toEqual([]);
	});

	it('has each table written by one folder, so that its rules have one address', () => {
		const write =
			/(?:insertInto|updateTable|deleteFrom)\('(\w+)'|\b(?:insert into|delete from)\s+(\w+)|\bupdate\s+(\w+)\s+set\b/g;
		const writers = new Map<string, Set<string>>();
		for (const path of sources.filter((each) => /^src\/lib\/.*\.server\.ts$/.test(each))) {
			const [, , area, folder = ''] = path.split('/');
			const home = area === 'relief' || area === 'accountability' ? `${area}/${folder}` : area!;
			for (const [, ...names] of withoutComments(read(path)).matchAll(write)) {
				const table = names.find((name) => name !== undefined)!;
				writers.set(table, (writers.get(table) ?? new Set()).add(home));
			}
		}
		expect(writers.size).toBeGreaterThan(50);
		expect([...writers].filter(([, homes]) => homes.size > 1).map(([table, homes]) => [table, ...homes])).toEqual([]);
	});

	it('keeps routes thin, so that no rule hides in a page', () => {
		const routes = sources.filter((path) => /^src\/routes\/.*\.ts$/.test(path) && !path.endsWith('.test.ts'));
		expect(offenders(routes, (path) => lines(path).length > 61)).toEqual([]);
	});

	it('has feature folders that build on one another in one direction, so that each can be read by itself', () => {
		const folderOf = (path: string): string | undefined => /^src\/lib\/([\w-]+\/[\w-]+)\//.exec(path)?.[1];
		const builtOn = new Map<string, Map<string, string>>();
		for (const path of sources.filter((each) => each.startsWith('src/lib/') && !each.endsWith('.test.ts'))) {
			const folder = folderOf(path);
			for (const [, spec] of read(path).matchAll(/(?:from|import\()\s*'((?:\.|#lib\/)[^']+)'/g)) {
				const target = folderOf(spec!.startsWith('#lib/') ? `src/${spec!.slice(1)}` : join(dirname(path), spec!));
				if (!folder || !target || folder === target) continue;
				builtOn.set(folder, (builtOn.get(folder) ?? new Map<string, string>()).set(target, path));
			}
		}
		const reach = (from: string, seen = new Set<string>()): ReadonlySet<string> => {
			for (const next of builtOn.get(from)?.keys() ?? []) if (!seen.has(next)) reach(next, seen.add(next));
			return seen;
		};
		const circles = [...builtOn].flatMap(([from, targets]) =>
			[...targets].filter(([to]) => reach(to).has(from)).map(([to, path]) => `${from} and ${to}: ${path}`),
		);
		expect(builtOn.size).toBeGreaterThan(50);
		expect(circles).toEqual([]);
	});

	it('has no barrels, so that a name has one address', () => {
		expect(offenders(sources, (path) => /^export \* from /m.test(read(path)) || path.endsWith('/index.ts'))).toEqual(
			[],
		);
	});

	it('has no default exports but where a tool demands them', () => {
		const demanded = /^(test\/(closing-line-reporter|database-server)\.ts|src\/hooks|src\/params)/;
		const own = sources.filter((path) => path.endsWith('.ts') && !demanded.test(path));
		expect(offenders(own, (path) => /^export default /m.test(read(path)))).toEqual([]);
	});

	it('writes German and Ukrainian only where sentences and vocabulary live', () => {
		const vocabulary =
			/messages\.(de|uk|en)\.ts$|\.test\.ts$|^test\/|src\/lib\/relief\/(recognition|catalogue|catalogue-search)\/|\/sample-|offers\/offer-line|kernel\/language|i18n\/(transliteration|words)\/|telling-phrases|checks\/claim-words/;
		const code = sources.filter((path) => !vocabulary.test(path));
		const cyrillic = /[\u0400-\u04ff]/;
		expect(offenders(code, (path) => cyrillic.test(withoutComments(read(path))))).toEqual([]);
	});

	it('leaves nothing for later and skips no test', () => {
		const later = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X\\b'].join('|'));
		const skipped = new RegExp(
			['it', 'test', 'describe'].map((name) => `\\b${name}\\.(skip|only|todo|fixme)\\b`).join('|'),
		);
		expect(offenders(sources, (path) => later.test(read(path)) || skipped.test(read(path)))).toEqual([]);
	});

	it('names every migration NNNN-name.sql without gaps, so that the order is never a guess', () => {
		const names = trackedFiles()
			.filter((path) => path.startsWith('db/migrations/'))
			.map((path) => path.split('/').at(-1)!);
		expect(names.map((name) => name.slice(0, 4))).toEqual(names.map((_, at) => String(at + 1).padStart(4, '0')));
		expect(names.every((name) => /^\d{4}-[a-z-]+\.sql$/.test(name))).toBe(true);
	});
});
