#!/usr/bin/env node
// Starts Tandem under whatever Node is there: Node 24 or later directly, an older one by handing over to the Node 24
// that npm installed with the project. Plain old JavaScript, because an old Node has to read it.
'use strict';

const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');

const program = path.join(__dirname, 'tandem.ts');
const installed = path.join(
	__dirname,
	'..',
	'node_modules',
	'node',
	'bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

if (Number(process.versions.node.split('.')[0]) >= 24) {
	void import('./tandem.ts');
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
