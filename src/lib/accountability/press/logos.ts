/** Where the logo of Tandem is to stand. */
interface Ground {
	readonly name: string;
	readonly first: string;
	readonly second: string;
}

const grounds: readonly Ground[] = [
	{ name: 'light', first: '#0c1f5c', second: '#f1c400' },
	{ name: 'dark', first: '#ffffff', second: '#f1c400' },
	{ name: 'black', first: '#000000', second: '#000000' },
];

/** The logo of Tandem, two wheels on one chain, drawn for each ground, as SVG. It is ours, so anybody may use it. */
export const logos: readonly { readonly name: string; readonly svg: string }[] = grounds.map(
	({ name, first, second }) => ({
		name: `tandem-on-${name}.svg`,
		svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 36" width="640" height="360" role="img"><title>Tandem</title>
<path d="M18 6.5h28M18 29.5h28" fill="none" stroke="${first}" stroke-width="3"/>
<circle cx="18" cy="18" r="13" fill="none" stroke="${first}" stroke-width="5"/>
<circle cx="46" cy="18" r="13" fill="none" stroke="${second}" stroke-width="5"/>
<circle cx="18" cy="18" r="3.5" fill="${first}"/><circle cx="46" cy="18" r="3.5" fill="${second}"/></svg>
`,
	}),
);
