/**
 * One line of a need list as it stands in its file, split by column where the file has columns and not yet understood.
 * `line` counts from 1 in the sheet or text as its author sees it.
 */
export interface SourceLine {
	readonly line: number;
	readonly sheet: string | null;
	/** The words naming what is needed, verbatim. */
	readonly phrase: string;
	readonly quantityText: string | null;
	readonly unitText: string | null;
	/** Further columns that describe the thing: specification, purpose, remark. */
	readonly noteText: string | null;
	/** The heading the line stands under («Медикаменти»); narrows what an ambiguous phrase can mean. */
	readonly section: string | null;
}
