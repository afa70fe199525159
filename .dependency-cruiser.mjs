// Who may import whom (docs/STYLE.md). Each rule names the bug it prevents.
const areas = ['directory', 'access', 'media', 'partnerships', 'relief', 'newsroom', 'accountability'];
const lib = (path) => `^src/lib/${path}`;
const pureFile = '^src/lib/.*(?<!\\.server|\\.browser|\\.svelte|\\.worker|\\.test)\\.ts$';

const downwardOnly = areas.map((area, floor) => ({
	name: `${area}-imports-downward-only`,
	comment: 'Areas build on one another in one order; an upward import ties two areas into one.',
	severity: 'error',
	from: { path: lib(`${area}/`), pathNot: '\\.test\\.ts$' },
	to: { path: lib(`(${areas.slice(floor + 1).join('|') || 'none'})/`) },
}));

export default {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'Files in a circle can only be understood together.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'kernel-imports-nothing',
			comment: 'Everything stands on the kernel; it must not move with anything.',
			severity: 'error',
			from: { path: lib('kernel/'), pathNot: '\\.test\\.ts$' },
			to: { pathNot: lib('kernel/') },
		},
		{
			name: 'pure-imports-pure',
			comment: 'A rule that reads a clock, a file or a package cannot be tested as a table.',
			severity: 'error',
			from: { path: pureFile, pathNot: `\\.test\\.ts$|${lib('platform/')}` },
			to: {
				path: ['\\.server\\.ts$', '^node:', 'node_modules', lib('platform/')],
				dependencyTypesNot: ['type-only'],
			},
		},
		{
			name: 'server-runs-in-plain-node',
			comment: 'Command line and tests run server files without SvelteKit.',
			severity: 'error',
			from: { path: '^(src/lib/.*\\.server\\.ts|bin/)' },
			to: { path: '(^\\$app/|@sveltejs/kit|\\.svelte$)' },
		},
		{
			name: 'components-never-import-server',
			comment: 'A secret in the client bundle.',
			severity: 'error',
			from: { path: '\\.svelte$' },
			to: { path: '\\.server\\.ts$' },
		},
		{
			name: 'ui-knows-no-domain',
			comment: 'A design system that knows a domain cannot be looked at by itself.',
			severity: 'error',
			from: { path: lib('(ui|i18n|platform)/'), pathNot: '\\.test\\.ts$' },
			to: { path: lib(`(${areas.join('|')})/`) },
		},
		{
			name: 'nothing-imports-routes',
			comment: 'Routes are the outermost shell.',
			severity: 'error',
			from: { pathNot: '^src/routes/' },
			to: { path: '^src/routes/' },
		},
		{
			name: 'nobody-imports-a-test',
			comment: 'Test code in the product.',
			severity: 'error',
			from: { path: '^(src|bin)/', pathNot: '\\.test\\.ts$' },
			to: { path: ['\\.test\\.ts$', '^test/'] },
		},
		...downwardOnly,
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'import', 'node', 'default'] },
	},
};
