#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that all of it is compiled once and for all.
enableCompileCache();

// A reader that has seen enough (`tandem … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

const { runCommandLine } = await import('./command-line.ts');
process.exitCode = await runCommandLine(process.argv.slice(2), process.env, {
	out: (text) => process.stdout.write(`${text}\n`),
	err: (text) => process.stderr.write(`${text}\n`),
});
