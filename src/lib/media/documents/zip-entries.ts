const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
/** Far more than any office file has; a file that claims more is refused before anything is read. */
const mostEntries = 10_000;

/**
 * The names of the files in a zip archive, from its central directory (PKWARE APPNOTE 4.3.12 and 4.3.16); nothing is
 * unpacked. Undefined where the directory is missing or does not hold together.
 */
export function zipEntryNames(bytes: Uint8Array): readonly string[] | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = endOf(view);
	if (end === undefined) return undefined;
	const count = view.getUint16(end + 10, true);
	if (count > mostEntries) return undefined;
	const names: string[] = [];
	let at = view.getUint32(end + 16, true);
	for (let entry = 0; entry < count; entry++) {
		if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry) return undefined;
		const nameLength = view.getUint16(at + 28, true);
		const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
		if (at + 46 + nameLength > bytes.length) return undefined;
		names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)));
		at += 46 + nameLength + rest;
	}
	return names;
}

/** Where the directory's end stands: in the last 64 KB, since a comment may follow it. */
function endOf(view: DataView): number | undefined {
	const earliest = Math.max(0, view.byteLength - 65_557);
	for (let at = view.byteLength - 22; at >= earliest; at--) {
		if (view.getUint32(at, true) === endOfDirectory) return at;
	}
	return undefined;
}
