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
	seconds: 10,
	memoryMegabytes: 200,
};
