import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { handOver, settle } from '#lib/newsroom/subscriptions/hand-over.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { type BenchDatabase, startBenchServer } from './bench-database.ts';

/**
 * Queues the news of one publication to very many readers: how long it takes, what memory it needs, and whether each reader gets it
 * once though the work is killed again and again. Then hands mails over to the outbox as fast as a mail server would take them.
 * `node test/bench/mailing.bench.ts [readers, default 1000000] [kills, default 5] [mails handed over, default 20000]`.
 */
const [readers, kills, letters] = [
	Number(process.argv[2] ?? 1_000_000),
	Number(process.argv[3] ?? 5),
	Number(process.argv[4] ?? 20_000),
];
const own = { megabytes: 400 };
const workerFile = fileURLToPath(new URL('./mailing-worker.ts', import.meta.url));

async function layOut({ query }: BenchDatabase): Promise<void> {
	await query('delete from subscription');
	await query(
		`insert into subscription (id, email, language, rhythm, terms, partnerships, asked_at, confirmed_at)
		select gen_random_uuid(), 'reader-' || i || '@city.example', 'de', 'at-once',
			'{}', '{}', now(), now() - interval '1 hour'
		from generate_series(1, $1::int) i`,
		[readers],
	);
	// An article of the story, as if it had been corrected just now.
	await query(
		`insert into article_revision select article_id, edition, number + 1000, city_id, slug, kicker, title, teaser, blocks, sha256,
			now(), account_id
		from article_revision r
		where edition = 'de' and exists (
			select from public_article p where p.article_id = r.article_id and p.edition = 'de' and p.state = 'live')
		order by number desc limit 1`,
	);
	await query(
		`insert into article_event (article_id, sequence, city_id, kind, edition, revision, data, at)
		select article_id, 100000, city_id, 'textPublished', 'de', number,
			'{"update": {"kind": "correction", "wrong": "12", "note": "21"}}', now()
		from article_revision where number > 1000 limit 1`,
	);
	await query('analyze');
}

/** Runs the work until it is done, or until it has said `steps` steps and is killed. */
function work(
	url: string,
	steps = Number.POSITIVE_INFINITY,
): Promise<{ readonly bytes: number; readonly done: boolean }> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [workerFile, url], { stdio: ['ignore', 'pipe', 'inherit'] });
		let [said, bytes] = [0, 0];
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			for (const line of text.trim().split('\n')) {
				bytes = Math.max(bytes, Number(line.split(' ')[1]));
				if (++said === steps) child.kill('SIGKILL');
			}
		});
		child.once('error', reject).once('close', (code, signal) => {
			if (code === 0 || signal === 'SIGKILL') resolve({ bytes, done: code === 0 });
			else reject(new Error(`the work ended with ${code}`));
		});
	});
}

/** Hands over mails that are taken as soon as they lie in the outbox. Answers how many per second. */
async function handOverFast({ databases, query }: BenchDatabase): Promise<number> {
	const { worker } = databases;
	const sender = { worker, origin: 'https://tandem.example', now: Date.now() as Parameters<typeof settle>[1] };
	const began = performance.now();
	let handed = 0;
	while (handed < letters) {
		const written = await inWorker(worker, (trx) => handOver(trx, sender, 250));
		handed += written;
		await query(`insert into mail_attempt (mail, outcome) select mail_id, 'accepted' from news_delivery d
			where state = 'in-outbox' and not exists (select from mail_attempt a where a.mail = d.mail_id)`);
		const settled = await inWorker(worker, (trx) => settle(trx, sender.now, 1000));
		if (written === 0 && settled === 0) break;
	}
	return handed / ((performance.now() - began) / 1000);
}

const server = await startBenchServer();
try {
	const database = await server.database();
	await layOut(database);
	const began = performance.now();
	let bytes = 0;
	for (let kill = 1; kill <= kills; kill++) bytes = Math.max(bytes, (await work(database.url, 3 * kill)).bytes);
	const end = await work(database.url);
	const seconds = (performance.now() - began) / 1000;
	const megabytes = Math.max(bytes, end.bytes) / 2 ** 20;
	const [found] = await database.query<{ planned: number; readers: number; counted: number }>(
		`select count(*)::int as planned, count(distinct subscription_id)::int as readers,
			(select sum(planned)::int from news_issue) as counted from news_delivery`,
	);
	const whole = found?.planned === readers && found.readers === readers && found.counted === readers;
	console.log(
		`${readers} readers, killed ${kills} times: ${found?.planned} publications queued, each reader once: ${whole ? 'yes' : 'BROKEN'}`,
	);
	console.log(`  ${seconds.toFixed(1)} s with all restarts, ${Math.round(readers / seconds)} per second`);
	console.log(`  at most ${megabytes.toFixed(0)} MB of memory ${megabytes <= own.megabytes ? '' : 'BROKEN'}`);
	console.log(`  handed over to the outbox: ${Math.round(await handOverFast(database))} mails per second`);
} finally {
	await server.stop();
}
