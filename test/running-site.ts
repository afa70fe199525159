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
	/** What the clock of the site shows. */
	now(): Instant;
	tell(order: SiteOrder): Promise<void>;
	/** What its process wrote so far; empty unless it was started with `logged`. */
	log(): string;
	stop(): Promise<void>;
}

export interface SiteOptions {
	/** Whether it does background work (mails, long readings, publication) as well. */
	readonly worker?: boolean;
	/** Whether it logs everything it can, for `log()`. */
	readonly logged?: boolean;
	/** A database with its people that is there already and outlives this site. */
	readonly on?: { readonly database: FreshDatabase; readonly cities: TestCities };
}

/** Starts it in a process of its own, as a demo; needs `npm run build` first. */
export async function startRunningSite({ worker, logged, on }: SiteOptions = {}): Promise<RunningSite> {
	const database = on?.database ?? (await freshDatabase());
	const cities = on?.cities ?? (await layOutCities(database));
	const env = {
		...process.env,
		DATABASE_URL: database.url,
		TANDEM_DEMO: '1',
		NODE_ENV: 'production',
		...(worker && { SITE_WORKER: '1' }),
		...(logged && { LOG_LEVEL: 'debug' }),
	};
	const options = { env, execPath: process.execPath, execArgv: [], silent: logged ?? false };
	const child = fork(new URL('./site-process.ts', import.meta.url), options);
	let written = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => {
			written += text;
		});
	}
	const { url, now } = await answerOf<{ url: string; now: Instant }>(child);
	let shown = now;
	const tell = async (order: SiteOrder): Promise<void> => {
		shown = order.now ?? shown;
		const told = answerOf(child);
		child.send(order);
		await told;
	};
	return {
		url,
		database,
		cities,
		start: now,
		now: () => shown,
		tell,
		log: () => written,
		stop: async () => {
			const ended = once(child, 'exit');
			child.send({ stop: true } satisfies SiteOrder);
			await ended;
			if (!on) await database.close();
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
