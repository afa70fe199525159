/** One proposal of a search while typing. */
export interface Proposal {
	readonly value: string;
	readonly label: string;
	readonly note?: string | undefined;
}

/** Where the mark goes in a list of `count` proposals; −1 is the text field itself. Wraps at both ends. */
export function moveMark(mark: number, key: string, count: number): number {
	if (count === 0) return -1;
	switch (key) {
		case 'ArrowDown':
			return mark + 1 >= count ? 0 : mark + 1;
		case 'ArrowUp':
			return mark <= 0 ? count - 1 : mark - 1;
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return mark;
	}
}
