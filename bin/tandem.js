#!/usr/bin/env node
// Starts Tandem under whatever Node is there: Node 24 or later directly, an older one by handing over to the Node 24
// that npm installed with the project. JavaScript without novelties, because an old Node has to read it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./tandem.ts', import.meta.url));
const name = process.platform === 'win32' ? 'node.exe' : 'node';
const installed = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= 24) {
	await import('./tandem.ts');
} else if (existsSync(installed)) {
	const child = spawn(installed, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
	/** @type {NodeJS.Signals[]} */
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) process.on(signal, () => child.kill(signal));
	child.on('error', (error) => giveUp(`Node 24 could not be started (${installed}): ${error.message}`));
	child.on('exit', (code, signal) => process.exit(code === null ? (signal === 'SIGINT' ? 130 : 3) : code));
} else {
	giveUp(
		`Tandem needs Node 24 or later; this is ${process.version}, and ${installed} is missing.\n` +
			'Run "npm ci" (with install scripts allowed) in the project folder, or install Node 24.',
	);
}

/** @param {string} reason */
function giveUp(reason) {
	process.stderr.write(`${reason}\n`);
	process.exit(3);
}
