import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { assert } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { keepDrawnFiles } from '#lib/media/images/draw-image-job.server.ts';
import type { ImageId } from '#lib/media/images/image.ts';
import { correctImage, storeImage } from '#lib/media/images/image-commands.server.ts';
import type { Databases } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import type { DrawnScene } from '../draw-scenes.server.ts';
import { type PictureKey, pictures } from './story-pictures.ts';
import { granted, onDay, type Storyteller } from './storyteller.server.ts';

export type ToldPictures = Readonly<Record<PictureKey, ImageId>>;

const drawn = onDay('2022-12-01');

/** The pictures of the newsroom, drawn as uploads are and kept in the library in all their sizes. */
export async function tellPictures(
	teller: Storyteller,
	{ worker }: Databases,
	widthPixels: number,
): Promise<ToldPictures> {
	const told: [PictureKey, ImageId][] = [];
	for (const { name, files, ...scene } of await drawScenes(widthPixels)) {
		const key = name as PictureKey;
		const picture = { fileName: `${key}.png`, kind: 'png' as const, ...scene };
		const id = await tellPicture(teller, key, picture);
		// At once, and not when its turn comes: an article shows no picture that is not drawn.
		await inWorker(worker, (trx) => keepDrawnFiles(trx, id, files, drawn));
		told.push([key, id]);
	}
	return Object.fromEntries(told) as ToldPictures;
}

async function drawScenes(widthPixels: number): Promise<readonly DrawnScene[]> {
	const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
	const files = Object.keys(pictures).map((key) => at(`../pictures/${key}.svg`));
	const child = fork(at('../draw-scenes.server.ts'), [String(widthPixels), ...files], {
		serialization: 'advanced',
		execArgv: [],
	});
	const scenes: DrawnScene[] = [];
	child.on('message', (message) => scenes.push(message as DrawnScene));
	await once(child, 'close');
	assert(scenes.length === files.length, 'the scenes of the demo could not be drawn');
	return scenes;
}

async function tellPicture(
	teller: Storyteller,
	key: PictureKey,
	picture: Parameters<typeof storeImage>[1],
): Promise<ImageId> {
	const partnershipId = teller.cast.partnership as Id<'partnership'>;
	return teller.as('dortmund', async (trx) => {
		const id = granted(await storeImage(trx, picture, { partnershipId, at: drawn }));
		await correctImage(trx, id, {
			alt: pictures[key].alt,
			decorative: false,
			caption: pictures[key].caption,
			credit: 'Tandem demo',
			rightsHolder: 'Tandem demo',
			licence: 'own',
			licenceUrl: null,
			licenceNote: null,
			pressUse: true,
			consent: 'nobody',
			consentNote: null,
			taken: null,
			partnershipId,
		});
		return id;
	});
}
