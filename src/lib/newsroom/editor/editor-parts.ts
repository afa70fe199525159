import type EditorDialog from './EditorDialog.svelte';
import type EditorKeys from './EditorKeys.svelte';
import type EditorTools from './EditorTools.svelte';
import type { WritingDesk } from './writing-desk.svelte.ts';

/** What is loaded only where somebody writes, and only once a script runs. */
export interface EditorParts {
	readonly WritingDesk: typeof WritingDesk;
	readonly EditorTools: typeof EditorTools;
	readonly EditorDialog: typeof EditorDialog;
	readonly EditorKeys: typeof EditorKeys;
}
