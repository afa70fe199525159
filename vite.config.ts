import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { purgeKern } from './src/lib/ui/purge/purge-kern.server.ts';

const browserPolicy = {
	'default-src': ['self'],
	'script-src': ['self'],
	'style-src': ['self'],
	// A place on a map is an attribute; a whole style sheet that somebody smuggled in would be an element.
	'style-src-attr': ['unsafe-inline'],
	'require-trusted-types-for': ['script'],
	// What Svelte makes its own templates with; nobody else turns text into a page.
	'trusted-types': ['svelte-trusted-html'],
	'img-src': ['self', 'data:'],
	'font-src': ['self'],
	'connect-src': ['self'],
	'object-src': ['none'],
	'base-uri': ['none'],
	'form-action': ['self'],
	'frame-ancestors': ['none'],
} as const;

export default defineConfig({
	plugins: [
		purgeKern(),
		sveltekit({
			adapter: adapter({ out: 'build', precompress: true }),
			csp: { mode: 'nonce', directives: browserPolicy as never },
			paths: { relative: false },
		}),
	],
	test: {
		isolate: false,
		// A time limit ends what hangs. It asserts nothing, so it lies far above what a test takes on the busiest machine.
		testTimeout: 300_000,
		hookTimeout: 300_000,
		teardownTimeout: 120_000,
		expect: { poll: { timeout: 120_000 } },
		reporters: ['default', './test/closing-line-reporter.ts'],
		projects: [
			{
				extends: true,
				test: {
					name: 'pure',
					include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bin/**/*.test.ts'],
					exclude: ['**/*.db.test.ts', 'test/e2e/**', 'test/http/**', '**/*.worker.test.ts'],
				},
			},
			{
				extends: true,
				test: {
					name: 'database',
					include: ['src/**/*.db.test.ts', 'test/**/*.db.test.ts'],
					globalSetup: ['./test/database-server.ts'],
				},
			},
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['test/http/**/*.test.ts', 'test/e2e/**/*.test.ts'],
					globalSetup: ['./test/database-server.ts'],
					fileParallelism: false,
					testTimeout: 900_000,
				},
			},
		],
	},
});
