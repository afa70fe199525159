import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

// `npm run check [step …]`: everything that can be known without running the product. All steps run, all are reported.

const node = process.execPath;
type Step = readonly [name: string, ...command: string[]];

const steps: readonly Step[] = [
	['types', node, 'node_modules/@typescript/native/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
	[
		'components',
		node,
		'node_modules/svelte-check/bin/svelte-check',

		'--fail-on-warnings',
		'--output',
		'human',
	],
	['lint', node, 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
	['format', node, 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
	[
		'imports',
		node,
		'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
		'src',
		'bin',
		'--config',
		'.dependency-cruiser.mjs',
	],
	['dead code', node, 'node_modules/knip/bin/knip.js'],
	[
		'house rules',
		node,
		'node_modules/vitest/vitest.mjs',
		'run',
		'--project',
		'pure',
		'--reporter',
		'dot',
		'test/architecture.test.ts',
		'test/messages.test.ts',
		'test/licences.test.ts',
	],
];

interface Outcome {
	readonly name: string;
	readonly passed: boolean;
	readonly seconds: number;
	readonly output: string;
}

function run([name, command, ...args]: Step): Promise<Outcome> {
	const started = performance.now();
	return new Promise((resolve) => {
		const child = spawn(command!, args, { env: { ...process.env, NO_COLOR: '1' } });
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.on('close', (code) => {
			resolve({ name, passed: code === 0, seconds: (performance.now() - started) / 1000, output });
		});
	});
}

/** Runs every step, at most `width` at once, and reports each as it ends. */
async function runAll(chosen: readonly Step[], width: number): Promise<readonly Outcome[]> {
	const waiting = [...chosen];
	const outcomes: Outcome[] = [];
	const worker = async (): Promise<void> => {
		for (let step = waiting.shift(); step; step = waiting.shift()) {
			const outcome = await run(step);
			outcomes.push(outcome);
			process.stdout.write(
				`${outcome.passed ? 'ok    ' : 'FAILED'} ${outcome.name} (${outcome.seconds.toFixed(1)} s)\n`,
			);
			if (!outcome.passed) process.stdout.write(`${outcome.output}\n`);
		}
	};
	await Promise.all(Array.from({ length: width }, worker));
	return outcomes;
}

const only = process.argv.slice(2);
const sync = await run(['sync', node, 'node_modules/@sveltejs/kit/svelte-kit.js', 'sync']);
if (!sync.passed) process.stdout.write(`${sync.output}\n`);
const chosen = only.length > 0 ? steps.filter(([name]) => only.includes(name)) : steps;
const outcomes = await runAll(chosen, Math.min(2, availableParallelism()));
process.exitCode = sync.passed && outcomes.every((outcome) => outcome.passed) ? 0 : 1;
