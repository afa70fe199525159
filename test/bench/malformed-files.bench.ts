import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile } from '#lib/relief/recognition/reading/read-file.server.ts';
import { mutations } from '../fixtures/file-makers/mutations.ts';

/**
 * The promise on malformed files: 10,000 of them, no crash, an answer each, at most 2 s and 200 MB.
 * `node test/bench/malformed-files.bench.ts [files] [seed]` prints the figures and ends with 1 where one is not kept.
 * A file that breaks the promise is kept in a temporary folder and named.
 */
const [count = 10_000, seed = 42] = process.argv.slice(2).map(Number);
const slowest = 2_000;

const folder = join(import.meta.dirname, '../fixtures/files');
const kept = mkdtempSync(join(tmpdir(), 'tandem-malformed-'));
const answers = new Map<string, number>();
const times: number[] = [];
let broken = 0;

for (const { name, way, bytes } of mutations(folder, count, seed)) {
	const start = performance.now();
	const answer = await readFile(bytes, name).catch((error: unknown) => String(error));
	const milliseconds = performance.now() - start;
	times.push(milliseconds);
	const kind = typeof answer === 'string' ? 'thrown' : answer.ok ? 'read' : answer.refusal.kind;
	answers.set(kind, (answers.get(kind) ?? 0) + 1);
	if (kind === 'thrown' || milliseconds > slowest) {
		broken++;
		const file = join(kept, `${times.length}-${name}`);
		writeFileSync(file, bytes);
		console.log(`${file}: ${way}, ${kind}, ${Math.round(milliseconds)} ms`);
	}
}

times.sort((a, b) => a - b);
const at = (share: number): string => `${(times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1)} ms`;
console.log(`files ${times.length}, seed ${seed}`);
for (const [kind, number] of [...answers].sort((a, b) => b[1] - a[1])) console.log(`  ${kind} ${number}`);
console.log(`time: median ${at(0.5)}, 99 % ${at(0.99)}, slowest ${at(1)}`);
console.log(`memory of the whole process at its highest: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
console.log(`promise broken: ${broken}`);
process.exit(broken === 0 ? 0 : 1);
