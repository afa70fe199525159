import { startBenchServer } from './bench-database.ts';
import { readSite } from './page-readers.ts';
import { type RunningTandem, startTandem, Visitor } from './running-tandem.ts';

/**
 * How many readers one core serves: requests of the public pages from the page cache, and rendered anew (a query string
 * goes past the cache), over loopback by readers in a second process. The rate by the clock suffers from whatever else the
 * machine does, and on a crowded machine processor time too; what a page costs beside the bare web server does not.
 * Needs `npm run build`. `node test/bench/public.bench.ts [seconds, default 5] [readers, default 16]`
 */
const seconds = Number(process.argv[2] ?? 5);
const readers = Number(process.argv[3] ?? 16);
const promisedPerSecond = 3000;
/** Requests before the measuring, so that the site's code is compiled. */
const warmUp = 300;

/** Milliseconds of processor time the web server takes for an answer without a page. */
let bare = Number.NaN;

/** Measures and prints a row; answers the milliseconds of processor time of a request. */
async function row(site: RunningTandem, what: string, path: string, promised = 0): Promise<number> {
	const seen = await readSite(site, path, { seconds, readers });
	const each = seen.processorMilliseconds / seen.requests;
	const perProcessorSecond = 1000 / each;
	const figures = [
		(seen.requests / seen.seconds).toFixed(0),
		seen.p50.toFixed(1),
		seen.p99.toFixed(1),
		String(seen.bytes),
		each.toFixed(2),
		perProcessorSecond.toFixed(0),
		(each / bare).toFixed(1),
	].map((text) => text.padStart(13));
	const verdict = perProcessorSecond < promised ? `  BELOW ${promised}` : '';
	const failed = seen.failures > 0 ? `  ${seen.failures} FAILED` : '';
	console.log(`  ${what.padEnd(44)}${figures.join('')}${verdict}${failed}`);
	return each;
}

async function report(site: RunningTandem): Promise<void> {
	const columns = ['req/s', 'p50 ms', 'p99 ms', 'bytes', 'ms CPU', 'req/s of CPU', '× bare'].map((text) =>
		text.padStart(13),
	);
	console.log(`Public pages, ${readers} readers, ${seconds} s each`.padEnd(46) + columns.join(''));
	const pages = ['/de', '/uk', '/de/operations/zhytomyr', '/de/figures'];
	const reader = new Visitor(site.port);
	for (let n = 0; n < warmUp; n++) await reader.get('/health');
	bare = await row(site, 'the web server alone (/health)', '/health');
	for (const path of pages) {
		if ((await reader.get(path)).status !== 200) continue;
		for (const [kind, address] of [
			['kept', path],
			['rendered', `${path}?x=1`],
		] as const) {
			for (let n = 0; n < warmUp; n++) await reader.get(address);
			await row(site, `${path}, ${kind}`, address, kind === 'kept' ? promisedPerSecond : 0);
		}
	}
	reader.leave();
}

const server = await startBenchServer();
try {
	const database = await server.database();
	const site = await startTandem(database.url);
	await report(site).finally(() => site.stop());
} finally {
	await server.stop();
}
