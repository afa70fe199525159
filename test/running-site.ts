import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Instant } from '#lib/kernel/instant.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { layOutCities, type TestCities } from './people.ts';

/** What the site's process may be told. */
export interface SiteOrder {
	readonly now?: Instant;
	/** Whether it takes itself for a demo or for real work. */
	readonly demo?: boolean;
	readonly stop?: true;
}

/** The built site at work on a database of its own, with people of two cities and a clock that stands until it is moved. */
export interface RunningSite {
	/** "http://localhost:40123": passkeys need this name. */
	readonly url: string;
	readonly database: FreshDatabase;
	readonly cities: TestCities;
	/** When the clock of the site stood still. */
	readonly start: Instant;
	tell(order: SiteOrder): Promise<void>;
	stop(): Promise<void>;
}

/** Starts it in a process of its own, as a demo; needs `npm run build` first. */
export async function startRunningSite(): Promise<RunningSite> {
	const database = await freshDatabase();
	const cities = await layOutCities(database);
	const env = { ...process.env, DATABASE_URL: database.url, TANDEM_DEMO: '1', NODE_ENV: 'production' };
	const child = fork(new URL('./site-process.ts', import.meta.url), { env, execPath: process.execPath, execArgv: [] });
	const { url, now } = await answerOf<{ url: string; now: Instant }>(child);
	const tell = async (order: SiteOrder): Promise<void> => {
		const told = answerOf(child);
		child.send(order);
		await told;
	};
	return {
		url,
		database,
		cities,
		start: now,
		tell,
		stop: async () => {
			const ended = once(child, 'exit');
			child.send({ stop: true } satisfies SiteOrder);
			await ended;
			await database.close();
		},
	};
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const ended = (): void => reject(new Error('The process of the site ended; was it built?'));
		child.once('exit', ended);
		child.once('message', (answer) => {
			child.off('exit', ended);
			resolve(answer as Answer);
		});
	});
}
