import type { Reporter, TestModule } from 'vitest/node';

/** Ends every run with the line `N passed, N failed`. A file that can't be loaded counts as one failure. */
export default class ClosingLineReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
		let passed = 0;
		let failed = unhandledErrors.length;
		for (const module of modules) {
			if (module.errors().length > 0) failed++;
			for (const test of module.children.allTests()) {
				if (test.result().state === 'passed') passed++;
				else if (test.result().state === 'failed') failed++;
			}
		}
		setImmediate(() => process.stdout.write(`\n${passed} passed, ${failed} failed\n`));
	}
}
