import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { sourceFile } from '#lib/platform/source-file.server.ts';
import { cardTemplate } from './card-template.ts';
import type { LinkCard } from './link-card.ts';

const workerFile = 'src/lib/newsroom/link-cards/card-worker.server.ts';
/** Some ten megabytes. */
const cardsKept = 300;

const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
let last: Promise<unknown> = Promise.resolve();

/** The fingerprint of what a card says and how it looks. */
export function cardMark(card: LinkCard): string {
	const { language, kicker, title, partnership, date } = card;
	const said = JSON.stringify([cardTemplate, language, kicker, title, partnership, date]);
	return createHash('sha256').update(said).digest('hex').slice(0, 16);
}

/**
 * A card as PNG: drawn in a thread of its own, once for all who ask, one after the other, so that many who ask for many never
 * keep the pages from being answered. The oldest makes room.
 */
export function drawCard(card: LinkCard): Promise<Uint8Array<ArrayBuffer>> {
	const mark = cardMark(card);
	const known = drawn.get(mark);
	if (known) return known;
	const png = last.then(() => draw(card));
	last = png.catch(() => drawn.delete(mark));
	drawn.set(mark, png);
	const oldest = drawn.keys().next();
	if (drawn.size > cardsKept && !oldest.done) drawn.delete(oldest.value);
	return png;
}

async function draw(card: LinkCard): Promise<Uint8Array<ArrayBuffer>> {
	const worker = new Worker(sourceFile(workerFile), { workerData: card, execArgv: [] });
	try {
		const [png] = (await once(worker, 'message')) as [Uint8Array<ArrayBuffer>];
		return png;
	} finally {
		await worker.terminate();
	}
}
