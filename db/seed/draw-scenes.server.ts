import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { assert } from '#lib/kernel/assert.ts';
import type { DrawnFile, Master } from '#lib/media/images/draw-image.server.ts';
import { planVariants } from '#lib/media/images/variants.ts';

/** A scene with everything the picture library keeps of a picture. */
export interface DrawnScene {
	readonly name: string;
	/** Of the pixels, as of a file that was handed in. */
	readonly sha256: string;
	readonly master: Master;
	readonly files: readonly DrawnFile[];
}

/**
 * Runs in a process of its own: the picture library reads no vector files, and no process that serves it may learn to. Draws
 * the files it is called with, in the width it is called with, as the library draws what is uploaded, and says each as a {@link DrawnScene}.
 */
assert(process.send, 'draw-scenes was started by itself');

const [width, ...sources] = process.argv.slice(2);
/** Until it is written: what is still under way is lost with the channel. */
const say = promisify(process.send.bind(process) as (scene: DrawnScene, done: (error: Error | null) => void) => void);

const scenes = sources.map(async (file) => ({
	name: basename(file, '.svg'),
	png: await sharp(file)
		.resize({ width: Number(width) })
		.removeAlpha()
		.png({ compressionLevel: 3 })
		.toBuffer(),
}));
const pixels = await Promise.all(scenes);
// From here on this process reads no vectors either.
const { drawMaster, drawVariants } = await import('#lib/media/images/draw-image.server.ts');
for (const { name, png } of pixels) {
	const master = await drawMaster(png);
	assert(master.ok, `the scene ${name} is no picture`);
	const files = await drawVariants(master.value.bytes, planVariants(master.value, { x: 50, y: 50 }));
	const sha256 = createHash('sha256').update(png).digest('hex');
	const scene: DrawnScene = { name, sha256, master: master.value, files };
	await say(scene);
}
process.disconnect();
