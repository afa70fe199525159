import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { speak } from '#lib/i18n/catalogue.ts';
import { OperatorError } from '#lib/platform/operator-error.ts';
import { cliMessages } from './cli-messages.ts';
import type { Terminal } from './command.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Where the built site lies. */
export const buildFolder = join(project, 'build');

/**
 * Builds the site where it is missing or older than its sources, saying so; else does nothing. An installation without
 * the tools to build (npm ci --omit=dev) takes the site it brought along.
 */
export async function buildSiteIfNeeded(terminal: Terminal): Promise<void> {
	const built = await stat(join(buildFolder, 'handler.js')).catch(() => undefined);
	if (built && built.mtimeMs > (await newestSource())) return;
	const say = speak(cliMessages, terminal.language);
	const vite = findVite();
	if (!vite && built) return;
	if (!vite) throw new OperatorError(`${say('siteNotBuilt')}\nnpm ci && npm run build`);
	const began = performance.now();
	terminal.err(say('buildingSite'));
	await runVite(vite, say('siteNotBuilt'));
	terminal.err(say('siteBuilt', { count: Math.round((performance.now() - began) / 1000) }));
}

async function newestSource(): Promise<number> {
	const files = ['vite.config.ts', 'package.json', 'package-lock.json'].map((name) => join(project, name));
	for (const folder of ['src', 'static']) {
		const found = await readdir(join(project, folder), { recursive: true, withFileTypes: true }).catch(() => []);
		const sources = found.filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'));
		files.push(...sources.map((entry) => join(entry.parentPath, entry.name)));
	}
	const times = await Promise.all(
		files.map((file) =>
			stat(file).then(
				(found) => found.mtimeMs,
				() => 0,
			),
		),
	);
	return Math.max(...times);
}

function findVite(): string | undefined {
	try {
		return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
	} catch {
		return undefined;
	}
}

async function runVite(vite: string, failure: string): Promise<void> {
	const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
		cwd: project,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, NODE_ENV: 'production' },
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const code = await new Promise<number | null>((done, failed) => child.once('error', failed).once('close', done));
	if (code !== 0) throw new OperatorError(`${failure}\n${said.trim()}`);
}
