/** What is shown in a text of something that is edited as a whole. */
export interface AtomLook {
	/** What it is: "Image". */
	readonly kind: string;
	/** What it holds, in words. */
	readonly words: string;
	readonly pictures: readonly string[];
}
