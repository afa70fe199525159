import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Id } from '#lib/kernel/id.ts';
import {
	approveText,
	beginArticle,
	publishText,
	requestReview,
} from '#lib/newsroom/articles/article-commands.server.ts';
import { type ArticleId, findArticle } from '#lib/newsroom/articles/article-queries.server.ts';
import { parseMarkup } from '#lib/newsroom/articles/markup/parse-markup.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { type BenchDatabase, startBenchServer } from './bench-database.ts';
import { percentile, type RunningTandem, startTandem, Visitor } from './running-tandem.ts';

/**
 * How long readers wait for an article: from the moment its publication begins to the first answers that show it, on its own
 * page, in the list of news and in the feed, read again and again as readers behind a kept page are. Half of the articles hold
 * figures that are frozen on the way. Needs `npm run build`. `node test/bench/newsroom.bench.ts [articles, default 40]`
 */
const articles = Number(process.argv[2] ?? 40);
/** Lists are kept for a second at most; what a caching server in front adds is said in the response's headers. */
const promisedMilliseconds = 2000;
/** Readers look so often; without a pause they would take the processor from what they wait for. */
const lookMilliseconds = 25;

const places = {
	'its own page': (slug: string) => `/de/news/${slug}`,
	'the list of news': () => '/de/news',
	'the feed': () => '/de/news/feed.atom',
} as const;
type Place = keyof typeof places;

type Who = 'editor' | 'coordinator';
type Acting = (who: Who, work: (trx: Trx) => Promise<unknown>) => Promise<void>;

async function actingFor({
	databases,
	query,
}: BenchDatabase): Promise<{ readonly act: Acting; readonly city: Id<'city'> }> {
	const people = await query<{ role: Who; account: Id<'account'>; city: Id<'city'> }>(
		`select distinct on (r.role) r.role, a.id as account, c.id as city
		from account a join account_role r on r.account_id = a.id join city c on c.id = a.city_id
		where c.slug = 'dortmund' and r.role in ('editor', 'coordinator') order by r.role, a.id`,
	);
	const actor = (who: Who) => {
		const found = people.find(({ role }) => role === who);
		if (!found) throw new Error(`the story knows no ${who}`);
		return found;
	};
	const act: Acting = async (who, work) => {
		await inCity(databases.app, actor(who), work);
	};
	return { act, city: actor('editor').city };
}

const deedOf = (account: Id<'account'> | null, city: Id<'city'>) => ({ at: systemClock.now(), account, city });

function granted<Value>(answer: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
	if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
	return answer.value;
}

/** Brings an article as far as somebody's button to publish it; answers what pressing that does. */
async function readyToPublish(
	database: BenchDatabase,
	slug: string,
	withFigures: boolean,
): Promise<() => Promise<void>> {
	const { act, city } = await actingFor(database);
	const figure = withFigures ? ' [[figure: received PWR-GEN operation/zhytomyr]]' : '';
	const text = {
		slug,
		kicker: '',
		title: `Artikel ${slug}`,
		teaser: 'Vorspann',
		blocks: granted(parseMarkup(Array.from({ length: 30 }, (_, at) => `Absatz ${at + 1}.${figure}`).join('\n\n'))),
	};
	const facts = {
		kind: 'news',
		terms: [],
		dateline: null,
		pressContact: null,
		related: [],
		records: [],
		sources: [],
	} as const;
	let id: ArticleId | undefined;
	const writer = randomUUID() as Id<'account'>;
	await act('editor', async (trx) => {
		const begun = { facts, partnershipId: null, key: 'de', text } as const;
		id = granted(await beginArticle(trx, begun, deedOf(writer, city)));
	});
	const step = (who: Who, work: (trx: Trx, shown: { id: ArticleId; key: 'de'; shown: number }) => Promise<unknown>) =>
		act(who, async (trx) => {
			const article = await findArticle(trx, id!);
			await work(trx, { id: id!, key: 'de', shown: article?.editions.de?.steps ?? 0 });
		});
	await step('editor', async (trx, shown) => granted(await requestReview(trx, shown, deedOf(writer, city))));
	await step('coordinator', async (trx, shown) =>
		granted(await approveText(trx, shown, deedOf(randomUUID() as Id<'account'>, city))),
	);
	return () =>
		step('editor', async (trx, shown) =>
			granted(await publishText(trx, shown, { kind: 'first' }, deedOf(writer, city))),
		);
}

/** Reads a page over and over until it shows the article; answers when. */
async function whenVisible(site: RunningTandem, path: string, slug: string): Promise<number> {
	const visitor = new Visitor(site.port, { accept: 'text/html' });
	for (;;) {
		const { status, body } = await visitor.get(path);
		if (status === 200 && body.includes(slug)) {
			visitor.leave();
			return performance.now();
		}
		await delay(lookMilliseconds);
	}
}

const server = await startBenchServer();
try {
	const database = await server.database();
	const site = await startTandem(database.url);
	const waits: Record<Place | 'until it is committed', number[]> = {
		'until it is committed': [],
		'its own page': [],
		'the list of news': [],
		'the feed': [],
	};
	for (let at = 0; at < articles; at++) {
		const slug = `gemessen-${at}-${randomUUID().slice(0, 8)}`;
		const publish = await readyToPublish(database, slug, at % 2 === 0);
		const watched = Object.entries(places).map(
			([place, path]) => [place as Place, whenVisible(site, path(slug), slug)] as const,
		);
		const began = performance.now();
		await publish();
		waits['until it is committed'].push(performance.now() - began);
		for (const [place, visible] of watched) waits[place].push((await visible) - began);
	}
	await site.stop();
	console.log(`${articles} articles, milliseconds from the press of the button`);
	for (const [place, taken] of Object.entries(waits)) {
		const [p50, p95, most] = [percentile(taken, 0.5), percentile(taken, 0.95), Math.max(...taken)];
		const kept = p95 <= promisedMilliseconds;
		console.log(
			`  ${place.padEnd(22)} median ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, most ${most.toFixed(0)}${kept ? '' : `  BROKEN: promised are ${promisedMilliseconds}`}`,
		);
	}
} finally {
	await server.stop();
}
