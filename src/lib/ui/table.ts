/** One column of a table. */
export interface TableColumn<Key extends string = string> {
	readonly key: Key;
	readonly label: string;
	/** Figures stand right, with digits below each other. */
	readonly numeric?: boolean | undefined;
	/** Where a click on the heading leads: the same page, sorted by this column. */
	readonly sortHref?: string | undefined;
	readonly sorted?: 'ascending' | 'descending' | undefined;
	/** The heading is read out but not shown (a column of buttons). */
	readonly labelHidden?: boolean | undefined;
}
