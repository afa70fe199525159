import { Readable } from 'node:stream';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { assert, present } from '#lib/kernel/assert.ts';
import { type Instant, instant } from '#lib/kernel/instant.ts';
import { findPressFile } from '#lib/media/images/public-image.server.ts';
import { loadArticle } from '#lib/newsroom/reading/reading-pages.server.ts';
import type { ArticleView } from '#lib/newsroom/reading/reading-view.server.ts';
import { findShownImages } from '#lib/newsroom/reading/shown-image.server.ts';
import type { Db } from '#lib/platform/database/connect.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { createGate } from '#lib/platform/http/gate.ts';
import { renderPaper } from '#lib/platform/papers/render-paper.server.ts';
import { writeZip, type ZipEntry } from '#lib/platform/zip/write-zip.server.ts';
import type { PartnershipAddress } from '../public-site/public-paths.ts';
import { articleText } from './article-text.ts';
import { findFactSheet } from './fact-sheet.server.ts';
import { type FactSheet, factPaper, factText } from './fact-sheet.ts';
import { logos } from './logos.ts';
import { type PictureNote, pictureText } from './picture-text.ts';
import { pressMessages } from './press-messages.ts';
import type { PressFile } from './press-paths.ts';
import { findPressPictures, listPressPictures, type PressPicture } from './press-queries.server.ts';

/** What the press asks for, and who asks. */
export interface PressWish extends PartnershipAddress {
	readonly file: PressFile;
	readonly origin: string;
	/** The network address of the asker. */
	readonly from: string;
}

type ByteStream = ReadableStream<Uint8Array<ArrayBuffer>>;

/** Kits that are put together at once: each reads up to a hundred megabytes of pictures. */
const kits = createGate(4);
/** The page offers the others one by one. */
const picturesInKit = 30;
/** As pages: what is hidden is gone within the minute (R14). */
const control = 'public, max-age=20, stale-while-revalidate=20, stale-if-error=86400';

/** Answers a file for the press; undefined where the partnership is not public. */
export async function answerPressFile(publicDb: Db, wish: PressWish): Promise<Response | undefined> {
	const sheet = await inPublic(publicDb, (trx) => findFactSheet(trx, wish, wish.origin));
	if (!sheet) return undefined;
	const named = (type: string) => ({
		'content-type': type,
		'content-disposition': `attachment; filename="${wish.slug}-${wish.language}-${wish.file}"`,
		'cache-control': control,
	});
	switch (wish.file) {
		case 'facts.txt':
			return new Response(factText(sheet), { headers: named('text/plain; charset=utf-8') });
		case 'facts.pdf':
			return new Response(new Uint8Array(await factPdf(sheet)), { headers: named('application/pdf') });
		default:
			return answerKit(kitFiles(publicDb, wish, sheet), sheet.asOf, wish.from, named('application/zip'));
	}
}

/** A press release, and who asks for what belongs to it. */
export interface ArticleKitWish extends PartnershipAddress {
	readonly origin: string;
	readonly from: string;
}

/** Answers the kit of a press release: its text, its pictures and, where the partnership is public, the facts; else undefined. */
export async function answerArticleKit(publicDb: Db, wish: ArticleKitWish): Promise<Response | undefined> {
	const { language, slug, origin, from } = wish;
	const found = await loadArticle(publicDb, language, slug, { origin, findStory: () => Promise.resolve([]) });
	if (found?.kind !== 'live' || found.article.kind !== 'press-release') return undefined;
	const headers = {
		'content-type': 'application/zip',
		'content-disposition': `attachment; filename="${slug}.zip"`,
		'cache-control': control,
	};
	return answerKit(articleFiles(publicDb, found.article, wish), instant(found.article.published.iso), from, headers);
}

function answerKit(
	files: AsyncIterable<ZipEntry>,
	at: Instant,
	from: string,
	headers: Record<string, string>,
): Response {
	const leave = kits.enter(from);
	if (!leave) return new Response(null, { status: 503, headers: { 'retry-after': '30' } });
	const parts = leaving(writeZip(files, at), leave);
	return new Response(Readable.toWeb(Readable.from(parts, { objectMode: false })) as ByteStream, { headers });
}

/** The parts of something that is streamed; whoever hangs up gives the place back as well. */
async function* leaving(parts: AsyncIterable<Uint8Array>, leave: () => void): AsyncGenerator<Uint8Array> {
	try {
		yield* parts;
	} finally {
		leave();
	}
}

const drawn = new Map<string, { readonly text: string; readonly pdf: Promise<Uint8Array> }>();

/** The sheet as PDF, drawn once for everybody who asks until a figure changes. */
function factPdf(sheet: FactSheet): Promise<Uint8Array> {
	const text = JSON.stringify(sheet);
	const key = sheet.language + sheet.url;
	const known = drawn.get(key);
	if (known?.text === text) return known.pdf;
	const pdf = drawPdf(sheet);
	drawn.set(key, { text, pdf });
	pdf.catch(() => drawn.delete(key));
	return pdf;
}

async function drawPdf(sheet: FactSheet): Promise<Uint8Array> {
	const files = await renderPaper(factPaper(sheet), ['pdf'], sheet.asOf, () => undefined);
	assert(files.ok, 'a fact sheet is short');
	return present(files.value.pdf, 'the sheet as PDF');
}

const textFile = (name: string, content: string): ZipEntry => ({ name, bytes: Buffer.from(content) });

/** The files of a partnership's kit, one after the other. */
async function* kitFiles(publicDb: Db, address: PressWish, sheet: FactSheet): AsyncGenerator<ZipEntry> {
	const { language, slug } = address;
	const say = speak(pressMessages, language);
	const moment = say('as-of', { moment: formatInstant(sheet.asOf, language) });
	const pictures = await inPublic(publicDb, (trx) => listPressPictures(trx, slug, picturesInKit + 1));
	const readme = [
		say('kit-readme', { name: sheet.name, moment, url: sheet.url }),
		...(pictures.length > 0 ? [say('kit-pictures')] : []),
		...(pictures.length > picturesInKit ? [say('kit-more')] : []),
	];
	yield textFile('readme.txt', `${readme.join('\n')}\n`);
	yield textFile('facts.txt', factText(sheet));
	yield { name: 'facts.pdf', bytes: await factPdf(sheet) };
	for (const { name, svg } of logos) yield textFile(`logo/${name}`, svg);
	yield* pictureFiles(publicDb, pictures.slice(0, picturesInKit), address);
}

/** The files of a press release's kit. */
async function* articleFiles(publicDb: Db, article: ArticleView, wish: ArticleKitWish): AsyncGenerator<ZipEntry> {
	const { language, origin } = wish;
	yield textFile('text.txt', articleText(article));
	const partnership = article.partnership;
	const address = partnership === null ? undefined : { language, slug: partnership };
	const sheet = address && (await inPublic(publicDb, (trx) => findFactSheet(trx, address, origin)));
	if (sheet) {
		yield textFile('facts.txt', factText(sheet));
		yield { name: 'facts.pdf', bytes: await factPdf(sheet) };
	}
	yield* pictureFiles(publicDb, await inPublic(publicDb, (trx) => findPressPictures(trx, article.images)), wish);
}

/**
 * Pictures in full size with their rights, and a text that says whose they are: each is looked up when its turn comes, and left
 * out if it is hidden by then.
 */
async function* pictureFiles(
	publicDb: Db,
	pictures: readonly PressPicture[],
	{ language, slug }: PartnershipAddress,
): AsyncGenerator<ZipEntry> {
	const ids = pictures.map(({ id }) => id);
	const shown = await inPublic(publicDb, (trx) => findShownImages(trx, ids, { language, shape: 'whole' }));
	const notes: PictureNote[] = [];
	for (const picture of pictures) {
		const found = await findPressFile(publicDb, picture.publicId, picture.format);
		if (!found) continue;
		const { credit, caption, alt } = found.rights;
		const number = String(notes.length + 1).padStart(2, '0');
		const file = `${slug}-${number}.${picture.format === 'jpeg' ? 'jpg' : picture.format}`;
		notes.push({ file, credit, caption, alt, licence: shown.get(picture.id)?.licence ?? null });
		yield { name: `pictures/${file}`, bytes: found.bytes };
	}
	if (notes.length > 0) yield textFile('pictures/pictures.txt', pictureText(notes, language));
}
