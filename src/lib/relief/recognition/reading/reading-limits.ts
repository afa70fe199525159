/**
 * How much one file may ask of the server. Each limit has its own refusal, so that nobody has to guess which one was met.
 * A real need list has some hundred lines; the largest seen in practice has 485.
 */
export interface ReadingLimits {
	readonly fileBytes: number;
	/** What all parts of a packed file (xlsx, ods, docx) may unpack to together. */
	readonly unpackedBytes: number;
	readonly packedParts: number;
	/** How much larger than its packed form a part above one megabyte may be. */
	readonly packingRatio: number;
	/** Filled rows of a file, all sheets together. */
	readonly rows: number;
	readonly columns: number;
	readonly cellCharacters: number;
	readonly textCharacters: number;
	/** Work of the processor a file may cost, at least and per megabyte of it; real lists need a fifth of that. */
	readonly workSeconds: number;
	readonly workSecondsPerMegabyte: number;
	/** By the clock: a busy server is slow with every file, so this is far above the work. */
	readonly seconds: number;
	readonly memoryMegabytes: number;
}

export const readingLimits: ReadingLimits = {
	fileBytes: 20_000_000,
	unpackedBytes: 64_000_000,
	packedParts: 2_000,
	packingRatio: 250,
	rows: 20_000,
	columns: 256,
	cellCharacters: 20_000,
	textCharacters: 2_000_000,
	workSeconds: 2,
	workSecondsPerMegabyte: 1,
	seconds: 30,
	memoryMegabytes: 200,
};

/** The seconds of work a file of this size may cost. */
export function workLimit(limits: ReadingLimits, bytes: number): number {
	return Math.ceil(limits.workSeconds + (bytes / 1_000_000) * limits.workSecondsPerMegabyte);
}
