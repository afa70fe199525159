import type { Id } from '#lib/kernel/id.ts';
import { type Instant, instant } from '#lib/kernel/instant.ts';
import { languages } from '#lib/kernel/language.ts';
import type { ArticleFacts, Deed, Update } from '#lib/newsroom/articles/article.ts';
import {
	approveText,
	beginArticle,
	publishText,
	requestReview,
	saveText,
	withdrawText,
} from '#lib/newsroom/articles/article-commands.server.ts';
import { type ArticleId, findArticle } from '#lib/newsroom/articles/article-queries.server.ts';
import type { EditionKey } from '#lib/newsroom/articles/edition.ts';
import { parseMarkup } from '#lib/newsroom/articles/markup/parse-markup.ts';
import type { TermKind } from '#lib/newsroom/topics/term.ts';
import { addTerm } from '#lib/newsroom/topics/term-commands.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { anId, type FreshDatabase } from '#test/database.ts';
import { layOutPartnership, type TestCities } from '#test/people.ts';

/** What a test says of a text; the rest is made up. */
export interface ToldText {
	readonly title: string;
	readonly text: string;
	readonly slug?: string;
	readonly kicker?: string;
	readonly teaser?: string;
}

/** A newsroom of Dortmund, in partnership with Zhytomyr: articles go through every step, reviewed by a second person. */
export class NewsroomWorld {
	readonly #database: FreshDatabase;
	readonly cities: TestCities;
	readonly partnershipId: Id<'partnership'>;
	/** When things happen unless a test says otherwise. */
	now: Instant = instant('2023-03-14T09:00:00Z');

	constructor(database: FreshDatabase, cities: TestCities, partnershipId: Id<'partnership'>) {
		this.#database = database;
		this.cities = cities;
		this.partnershipId = partnershipId;
	}

	deed(who: 'editor' | 'coordinator' = 'editor'): Deed {
		return { at: this.now, account: this.cities.dortmund[who], city: this.cities.dortmund.id };
	}

	as<Value>(who: 'editor' | 'coordinator', work: (trx: Trx, deed: Deed) => Promise<Value>): Promise<Value> {
		const deed = this.deed(who);
		return inCity(this.#database.databases.app, deed, (trx) => work(trx, deed));
	}

	async term(kind: TermKind, slug: string): Promise<Id<'term'>> {
		const names = Object.fromEntries(languages.map((language) => [language, `${slug} (${language})`]));
		return granted(await this.as('editor', (trx) => addTerm(trx, { kind, slug, names })));
	}

	/** Begins an article with a text in one language. */
	async draft(key: EditionKey, told: ToldText, facts: Partial<ArticleFacts> = {}): Promise<ArticleId> {
		const input = { facts: { ...noFacts, ...facts }, partnershipId: this.partnershipId, key, text: written(told) };
		return granted(await this.as('editor', (trx, deed) => beginArticle(trx, input, deed)));
	}

	/** Saves the next text of an edition, the first where there is none. */
	async save(id: ArticleId, key: EditionKey, told: ToldText): Promise<void> {
		const startedFrom = (await this.#read(id)).editions[key]?.revision ?? 0;
		const input = { id, key, startedFrom, text: written(told) };
		granted(await this.as('editor', (trx, deed) => saveText(trx, input, deed)));
	}

	/** Has the newest text of an edition reviewed and publishes it. */
	async release(id: ArticleId, key: EditionKey, update: Update = { kind: 'first' }): Promise<void> {
		const shown = async () => ({ id, key, shown: (await this.#read(id)).editions[key]?.steps ?? 0 });
		const written = await shown();
		granted(await this.as('editor', (trx, deed) => requestReview(trx, written, deed)));
		const reviewed = await shown();
		granted(await this.as('coordinator', (trx, deed) => approveText(trx, reviewed, deed)));
		const approved = await shown();
		granted(await this.as('editor', (trx, deed) => publishText(trx, approved, update, deed)));
	}

	async publish(key: EditionKey, told: ToldText, facts: Partial<ArticleFacts> = {}): Promise<ArticleId> {
		const id = await this.draft(key, told, facts);
		await this.release(id, key);
		return id;
	}

	async withdraw(id: ArticleId, key: EditionKey, reason: string, leadsTo: string | null = null): Promise<void> {
		const shown = { id, key, shown: (await this.#read(id)).editions[key]?.steps ?? 0 };
		granted(await this.as('editor', (trx, deed) => withdrawText(trx, shown, { reason, leadsTo }, deed)));
	}

	async #read(id: ArticleId) {
		const found = await this.as('editor', (trx) => findArticle(trx, id));
		if (!found) throw new Error('no such article');
		return found;
	}
}

export async function aNewsroom(database: FreshDatabase, cities: TestCities): Promise<NewsroomWorld> {
	const id = anId<'partnership'>();
	await layOutPartnership(database, [cities.dortmund, cities.zhytomyr], { id, slug: 'news-pair', kind: 'solidarity' });
	return new NewsroomWorld(database, cities, id);
}

/** What an article says of itself where it says as little as it may. */
export const noFacts: ArticleFacts = {
	kind: 'news',
	terms: [],
	dateline: null,
	pressContact: null,
	related: [],
	records: [],
	sources: [],
};

function written({ title, text, slug, kicker, teaser }: ToldText) {
	return {
		slug: slug ?? null,
		kicker: kicker ?? '',
		title,
		teaser: teaser ?? 'Teaser',
		blocks: granted(parseMarkup(text)),
	};
}

export function granted<Value>(answer: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
	if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
	return answer.value;
}
