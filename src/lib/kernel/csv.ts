/** What a spreadsheet would take for a formula and carry out (OWASP, "CSV Injection"). A number may begin with a minus. */
const looksLikeFormula = /^[=+@\t\r]|^-(?!\d+([.,]\d+)?$)/;

/**
 * A table as spreadsheets open it: RFC 4180 with a byte order mark, so that Cyrillic and umlauts survive, and with
 * semicolons, because spreadsheets set to German or Ukrainian expect them. A text that would be carried out as a formula
 * gets an apostrophe before it and is shown as a text.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
	return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(';')}\r\n`).join('')}`;
}

function csvCell(text: string): string {
	const safe = looksLikeFormula.test(text) ? `'${text}` : text;
	return /[";\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
