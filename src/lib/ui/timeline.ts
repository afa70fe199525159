/** One event on a timeline; all texts come in said in the reader's language. */
export interface TimelineEvent {
	readonly title: string;
	/** The day in words, with its year. */
	readonly when: string;
	/** The same for machines: "2023-03-14". */
	readonly datetime: string;
	readonly text?: string | undefined;
	/** Beside the day: who or where. */
	readonly note?: string | undefined;
	readonly href?: string | undefined;
	readonly state?: 'done' | 'planned' | 'problem' | undefined;
	readonly lang?: string | undefined;
	/** The name links to it end with. */
	readonly id?: string | undefined;
	/** The address that leads to it for good: its day is the link, its name begins with the day. */
	readonly permanent?: { readonly href: string; readonly name: string } | undefined;
}
