import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { type ImportGround, importSlice, usualLimits } from '#lib/partnerships/oparl/oparl-import.server.ts';
import { findRun, findSource, insertRun } from '#lib/partnerships/oparl/oparl-store.server.ts';
import { fixedClock } from '#lib/platform/clock/clock.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, type FreshDatabase } from '#test/database.ts';
import { type CouncilServer, startCouncil } from '#test/fixtures/oparl-council.ts';
import { layOutCities } from '#test/people.ts';

/** A council and where a city reads it from. */
interface Council {
	readonly server: CouncilServer;
	readonly sourceId: Id<'oparl-source'>;
}

/** A city that takes in what councils publish; `leave` after each test, so that no council stays behind. */
export async function aCouncilImport(database: FreshDatabase) {
	const clock = fixedClock(instant('2024-04-01T10:00:00Z'));
	const cities = await layOutCities(database);
	const servers: CouncilServer[] = [];
	const leave = async () => {
		for (const server of servers.splice(0)) await server.stop();
	};
	const limits = { ...usualLimits, pageMilliseconds: 120_000, pageObjects: 20, waits: [5, 5], loopbackToo: true };
	const here = <Value>(work: (trx: Trx) => Promise<Value>) =>
		inCity(database.databases.app, { city: cities.dortmund.id, account: cities.dortmund.coordinator }, work);
	const ground = (changes: Partial<ImportGround> = {}): ImportGround => ({
		app: database.databases.app,
		clock,
		cityId: cities.dortmund.id,
		limits,
		signal: new AbortController().signal,
		...changes,
	});

	async function aCouncil(papers = 25, version: '1.0' | '1.1' = '1.0', url?: string): Promise<Council> {
		const server = await startCouncil(papers, version);
		servers.push(server);
		const sourceId = anId<'oparl-source'>();
		await database.query(
			`insert into oparl_source (id, city_id, url, language, created_at) values ($1, $2, $3, 'de', now())`,
			[sourceId, cities.dortmund.id, url ?? server.url],
		);
		return { server, sourceId };
	}

	async function queued({ sourceId }: Council, full = false): Promise<Id<'oparl-run'>> {
		return here(async (trx) => {
			const source = (await findSource(trx, sourceId))!;
			return (await insertRun(trx, source, full, { at: clock.now(), account: null }))!;
		});
	}

	async function imported(council: Council, full = false, changes: Partial<ImportGround> = {}) {
		const runId = await queued(council, full);
		await importSlice(ground(changes), runId, Number.POSITIVE_INFINITY);
		return (await here((trx) => findRun(trx, runId)))!;
	}

	const papersOf = async ({ sourceId }: Council) =>
		database.query<{ id: Id<'paper'>; reference: string; removed: boolean }>(
			'select id, reference, removed_at is not null as removed from paper where source_id = $1 order by reference',
			[sourceId],
		);
	const refusalsOf = async (runId: string) =>
		database.query<{ object_url: string; reason: object }>(
			'select object_url, reason from oparl_refusal where run_id = $1 order by number',
			[runId],
		);
	const change = ({ server }: Council, path: string, fields: object, modified = '2024-04-01T09:00:00Z') =>
		server.objects.set(path, { ...server.objects.get(path), modified, ...fields });
	return { clock, cities, limits, leave, here, ground, aCouncil, queued, imported, papersOf, refusalsOf, change };
}
