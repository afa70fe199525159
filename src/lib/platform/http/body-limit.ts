/** The longest body the site takes anywhere: the original of a need list. */
export const largestBodyBytes = 60_000_000;

/** What a form without a file can sensibly hold, however many lines it has. */
const largestFormBytes = 4_000_000;

/** Where files are sent to: the pages with a form that holds a file field. */
const takesFiles =
	/^\/(?:de|uk|en)\/office\/(?:(?:need-lists|documents|images)\/new|images\/[^/]+|agreements\/[^/]+|funding\/[^/]+\/vouchers(?:\/[^/]+)?)$/;

/**
 * How long the body of a request to this path may be. Anybody may send forms to the public pages, and a form is held in
 * memory as a whole: sixty megabytes are for those who send files, and they are signed in.
 */
export function bodyLimitOf(path: string, largest: number = largestBodyBytes): number {
	return takesFiles.test(path) ? largest : Math.min(largest, largestFormBytes);
}
