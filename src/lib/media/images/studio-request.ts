import type { Variant } from './variants.ts';

/** What the process that draws is asked for. */
export type StudioRequest =
	| { readonly task: 'master'; readonly bytes: Uint8Array }
	| { readonly task: 'variants'; readonly bytes: Uint8Array; readonly variants: readonly Variant[] };

/** What it answers; `reason` names the kind of a failure and holds nothing of the file. */
export type StudioAnswer =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly reason: string };

/** How the process ends itself where a picture takes more time or memory than any honest one does. */
export const exhausted = 3;
