import { constants, setPriority } from 'node:os';
import { assert } from '#lib/kernel/assert.ts';
import { drawMaster, drawVariants } from './draw-image.server.ts';
import { exhausted, type StudioAnswer, type StudioRequest } from './studio-request.ts';

/**
 * Runs in a process of its own, which knows no secret: one request in, one answer out. `image-studio` starts, times and ends
 * it. A file that breaks the decoder breaks this process and nothing else.
 */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/** A picture of 80 megapixels takes half of it. */
const mostMemoryBytes = 1_200_000_000;
/** Of work, however long it had to wait for its turn on a busy machine. */
const mostWorkSeconds = 60;

let before = process.cpuUsage();
setInterval(() => {
	const { user, system } = process.cpuUsage(before);
	const worked = (user + system) / 1_000_000;
	if (worked > mostWorkSeconds || process.memoryUsage.rss() > mostMemoryBytes) process.exit(exhausted);
}, 100).unref();

const say = (answer: StudioAnswer) => {
	assert(process.send, 'image-process was started by itself');
	process.send(answer);
};

process.on('message', (request: StudioRequest) => {
	before = process.cpuUsage();
	const work = request.task === 'master' ? drawMaster(request.bytes) : drawVariants(request.bytes, request.variants);
	work.then(
		(value) => say({ ok: true, value }),
		(error: unknown) => say({ ok: false, reason: error instanceof Error ? error.name : 'failure' }),
	);
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
