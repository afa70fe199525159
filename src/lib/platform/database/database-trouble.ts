/**
 * What a failed statement means to whoever waits for it. `busy`: the database has no room or isn't there, and the same
 * request may well succeed in a moment; nothing of it happened. `unstorable`: the text holds characters that no database
 * text may hold, which people can't type and programs can send.
 */
export type DatabaseTrouble = 'busy' | 'unstorable';

/**
 * SQLSTATEs by which PostgreSQL says that it has no room (53…), that something took too long or was in the way of others
 * (40001, 40P01, 55P03, 57014), or that it is going away or coming (57P01 …); and what the operating system says.
 */
const busyCodes =
	/^(?:53\d{3}|40001|40P01|55P03|57014|57P0[1-5]|08\d{3}|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/;

/** The driver has no code for these, only sentences. */
const busySentences =
	/^(?:timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed)/;

/** character_not_in_repertoire, and untranslatable_character: the NUL of JSON. */
const unstorableCodes = new Set(['22021', '22P05']);

/** Reads an error of a query; undefined where it is no trouble of the database, but a mistake of ours. */
export function databaseTrouble(error: unknown): DatabaseTrouble | undefined {
	if (!(error instanceof Error)) return undefined;
	const code = (error as { code?: unknown }).code;
	if (typeof code === 'string') {
		if (unstorableCodes.has(code)) return 'unstorable';
		return busyCodes.test(code) ? 'busy' : undefined;
	}
	return busySentences.test(error.message) ? 'busy' : undefined;
}
