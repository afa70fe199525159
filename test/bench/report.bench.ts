import { composeReport } from '#lib/accountability/council-reports/compose.server.ts';
import type { CouncilContent } from '#lib/accountability/council-reports/report-content.ts';
import { reportPaper } from '#lib/accountability/council-reports/report-paper.ts';
import type { Id } from '#lib/kernel/id.ts';
import { dayOf, plainDate } from '#lib/kernel/plain-date.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { type PaperFormat, paperFormats } from '#lib/platform/papers/paper-format.ts';
import { renderPaper } from '#lib/platform/papers/render-paper.server.ts';
import { startBenchServer } from './bench-database.ts';
import { layOutBulk } from './bulk-rows.ts';

/**
 * Measures a report to the council: computing it from a ledger of many shipments, and drawing a thousand measures as DOCX
 * and PDF in a thread, with what it costs in time and memory and whether the server goes on meanwhile.
 * `node test/bench/report.bench.ts [needs laid out, default 6000]`.
 */
const size = Number(process.argv[2] ?? 6000);
const measures = 1000;
const own = { composeSeconds: 3, docxSeconds: 10, pdfSeconds: 15, megabytes: 900, standstillMilliseconds: 1000 };
const now = systemClock.now();

function say(what: string, value: number, unit: string, most?: number): void {
	const promise = most === undefined ? '' : `  at most ${most}${value > most ? '  BROKEN' : ''}`;
	console.log(`  ${what.padEnd(52)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}${promise}`);
}

async function compose(): Promise<CouncilContent> {
	const server = await startBenchServer();
	try {
		const database = await server.database();
		await layOutBulk(database, size);
		const [found] = await database.query<{ city: Id<'city'>; partnership: Id<'partnership'>; names: object }>(
			`select c.id as city, p.id as partnership, c.names from city c, partnership p where c.slug = 'dortmund' limit 1`,
		);
		await database.query('update operation set partnership_id = $1', [found!.partnership]);
		const [moved] = await database.query<{ postings: number }>('select count(*)::int as postings from posting');
		say('postings in the ledger', moved!.postings, '');
		const outline = {
			kind: 'council',
			partnershipId: found!.partnership,
			fundingId: null,
			from: plainDate('2020-01-01'),
			until: dayOf(now),
			cityNames: found!.names,
			texts: {},
		} as const;
		const actor = { city: found!.city, account: null };
		const began = performance.now();
		const content = await inCity(database.databases.app, actor, (trx) => composeReport(trx, outline, now));
		say('to compose it', (performance.now() - began) / 1000, 's', own.composeSeconds);
		return content as CouncilContent;
	} finally {
		await server.stop();
	}
}

/** Draws it, and tells how long the event loop of the server stood still meanwhile. */
async function draw(content: CouncilContent, format: PaperFormat, seconds: number): Promise<void> {
	let [last, standstill, peak] = [performance.now(), 0, 0];
	const watch = setInterval(() => {
		const at = performance.now();
		standstill = Math.max(standstill, at - last - 20);
		peak = Math.max(peak, process.memoryUsage.rss());
		last = at;
	}, 20);
	const began = performance.now();
	const files = await renderPaper(reportPaper(content, 'de'), [format], now, (name) => `https://example.org/${name}`);
	clearInterval(watch);
	if (!files.ok) throw new Error('it took too long');
	say(`${format} of ${content.measures.length} measures`, (performance.now() - began) / 1000, 's', seconds);
	say(`  its size`, files.value[format]!.length / 1024, 'KB');
	say(`  most memory of the process`, peak / 2 ** 20, 'MB', own.megabytes);
	say(`  longest standstill of the server`, standstill, 'ms', own.standstillMilliseconds);
}

const content = await compose();
say('measures in it', content.measures.length, '');
const thousand = Array.from({ length: measures }, (_, index) => content.measures[index % content.measures.length]!);
const limits = { docx: own.docxSeconds, pdf: own.pdfSeconds };
for (const format of paperFormats) await draw({ ...content, measures: thousand }, format, limits[format]);
