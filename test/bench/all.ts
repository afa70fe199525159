import { spawn } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * `npm run bench [-- --full]`: every benchmark, one after another, so that none disturbs another. Short settings take some
 * minutes; `--full` takes those of docs/reference/performance.md. Pages need `npm run build` first.
 */
const full = process.argv.includes('--full');

interface Bench {
	readonly name: string;
	readonly short: readonly string[];
	readonly full: readonly string[];
}

const benches: readonly Bench[] = [
	{ name: 'recognition', short: [], full: [] },
	{ name: 'malformed-files', short: ['1000'], full: [] },
	{ name: 'allocation', short: ['100,1000'], full: [] },
	{ name: 'ledger', short: ['200'], full: [] },
	{ name: 'oparl', short: ['3000'], full: [] },
	{ name: 'report', short: ['1000'], full: [] },
	{ name: 'story', short: ['2000'], full: [] },
	{ name: 'durability', short: ['10', '5'], full: [] },
	{ name: 'pages', short: ['1000,5000', '30'], full: [] },
	{ name: 'search', short: ['5000', '5'], full: [] },
	{ name: 'mailing', short: ['50000', '3', '2000'], full: [] },
	{ name: 'public', short: ['2'], full: [] },
	{ name: 'article', short: ['2', '300'], full: [] },
	{ name: 'newsroom', short: ['20'], full: [] },
];

interface Outcome {
	readonly name: string;
	readonly passed: boolean;
	readonly seconds: number;
}

function run({ name, ...settings }: Bench): Promise<Outcome> {
	const file = fileURLToPath(new URL(`./${name}.bench.ts`, import.meta.url));
	const args = full ? settings.full : settings.short;
	console.log(`\n── ${name} ${args.join(' ')}`);
	const began = performance.now();
	return new Promise((done) => {
		const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
		let said = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			said += text;
			process.stdout.write(text);
		});
		const end = (passed: boolean) => done({ name, passed, seconds: (performance.now() - began) / 1000 });
		child.once('error', () => end(false)).once('close', (code) => end(code === 0 && !/BROKEN|GROWS|BELOW/.test(said)));
	});
}

const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
const load = loadavg()[0]!.toFixed(1);
console.log(
	`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${gigabytes} GB, load ${load}`,
);
console.log(`Node ${process.versions.node} on ${process.platform} ${process.arch}`);
const outcomes: Outcome[] = [];
for (const bench of benches) outcomes.push(await run(bench));
console.log('\n── summary');
for (const { name, passed, seconds } of outcomes) {
	console.log(`  ${name.padEnd(20)} ${passed ? 'promises kept' : 'BROKEN       '}  ${seconds.toFixed(0)} s`);
}
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
