import { createHash, randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Id } from '#lib/kernel/id.ts';
import { ok, type Result } from '#lib/kernel/result.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SkippedRow } from '../recognition/reading/read-document.ts';
import { readFile } from '../recognition/reading/read-file.server.ts';
import { readText } from '../recognition/reading/read-text.ts';
import type { ReadingRefusal } from '../recognition/reading/reading-refusal.ts';
import type { RecognisedItem, RecognisedLine } from '../recognition/recognised-line.ts';
import type { Recogniser } from '../recognition/recogniser.ts';
import type { SourceLine } from '../recognition/source-line.ts';
import { entryFromReading, type ReviewEntry } from './review-entry.ts';

/** What came in: a file's bytes or a pasted text. */
export interface Upload {
	readonly origin: 'file' | 'text';
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** An upload understood: what is stored for its review. */
export interface ReadUpload {
	readonly title: string | null;
	readonly skipped: readonly SkippedRow[];
	readonly lines: readonly {
		readonly id: Id<'need-list-line'>;
		readonly position: number;
		readonly source: SourceLine;
		readonly reading: RecognisedLine;
	}[];
	readonly entries: readonly Omit<ReviewEntry, 'version'>[];
}

/** Above this a reading may take longer than a person waits for a page; it is then a job. */
export const quickBytes = 150_000;

/** Room between the lines, so that an entry can be split without touching other lines. */
const placesPerLine = 1000;

export function sha256Of(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** Reads and recognises an upload. Refuses what the reading refuses; otherwise each line has at least one entry. */
export async function readUpload(
	upload: Upload,
	recogniser: Recogniser,
	catalogue: Catalogue,
): Promise<Result<ReadUpload, ReadingRefusal>> {
	const read =
		upload.origin === 'text'
			? readText(new TextDecoder().decode(upload.bytes))
			: await readFile(upload.bytes, upload.name);
	if (!read.ok) return read;
	const { lines, title, skipped } = read.value;
	const recognised = await inBreaths(recogniser.recogniseInSteps(lines));
	const readLines = lines.map((source, position) => ({
		id: randomUUID() as Id<'need-list-line'>,
		position,
		source,
		reading: recognised[position]!,
	}));
	const entries = readLines.flatMap(({ id: lineId, position, source, reading }) => {
		const items: readonly RecognisedItem[] = reading.items.length > 0 ? reading.items : [nothingRecognised];
		return items.map((item, index) => ({
			id: randomUUID() as Id<'need-list-entry'>,
			lineId,
			position: position * placesPerLine + index,
			...entryFromReading(item, source.phrase, source.noteText, catalogue),
		}));
	});
	return ok({ title, skipped, lines: readLines, entries });
}

/** How long others may have to wait for a step of a long reading. */
const breathMilliseconds = 10;

/** Takes all steps, letting requests be answered in between: a list of a thousand lines takes a second to recognise. */
async function inBreaths<Value>(steps: Generator<undefined, Value>): Promise<Value> {
	for (let began = performance.now(); ; ) {
		const step = steps.next();
		if (step.done) return step.value;
		if (performance.now() - began < breathMilliseconds) continue;
		await setImmediate();
		began = performance.now();
	}
}

/** A line nothing was recognised in still has to be looked at (law 11). */
const nothingRecognised: RecognisedItem = {
	code: null,
	confidence: 0,
	suggestions: [],
	quantity: null,
	quantityMax: null,
	approximate: false,
	unit: null,
	attributes: {},
	negated: false,
	accepted: false,
};
