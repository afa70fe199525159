import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import sharp from 'sharp';
import { assert, present } from '#lib/kernel/assert.ts';
import { printable } from '#lib/platform/papers/paper.ts';
import { cardTemplate } from './card-template.ts';
import { cardSize, type LinkCard } from './link-card.ts';

/** Runs in a thread of its own: draws the one card it was started with. `draw-card` starts and ends it. */
const card = workerData as LinkCard;
const words = {
	language: card.language,
	kicker: printable(card.kicker),
	title: printable(card.title),
	partnership: card.partnership === null ? null : printable(card.partnership),
	date: printable(card.date),
};

// The fonts come with the compiler (Libertinus, OFL), and letters leave it as outlines: the drawing needs no font and no file.
const compiler = NodeCompiler.create({});
const compiled = compiler.compile({ mainFileContent: cardTemplate, inputs: { card: JSON.stringify(words) } });
const trouble = compiled.takeError();
assert(!trouble, `the card cannot be set: ${JSON.stringify(trouble && compiler.fetchDiagnostics(trouble))}`);
const drawing = compiler.plainSvg(present(compiled.result, 'the card as it was set'));

sharp.concurrency(1);
const png = await sharp(Buffer.from(drawing), { density: 72 })
	.resize({ ...cardSize, fit: 'fill' })
	.flatten({ background: '#ffffff' })
	.png({ palette: true, compressionLevel: 9, effort: 6 })
	.toBuffer();
present(parentPort, 'the thread that started this one').postMessage(new Uint8Array(png));
