import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { actorOf, sessionOf } from '#lib/access/request.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { parseId } from '#lib/kernel/id.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { catalogueMessages } from '#lib/relief/catalogue/catalogue-messages.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { learnedRows, searchRows } from '#lib/relief/catalogue-search/search-page.server.ts';
import { listSynonyms, withdrawSynonyms } from '#lib/relief/synonyms/synonym-store.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	const query = (url.searchParams.get('q') ?? '').slice(0, 100);
	const words = await inCity(services().databases.app, actorOf(locals), (trx) => listSynonyms(trx, 100));
	return {
		query,
		rows: searchRows(currentCatalogue(), query, locals.language),
		learned: learnedRows(words, currentCatalogue(), locals.language),
		mayWrite: may(sessionOf(locals), 'need-lists.write'),
		flash: url.searchParams.has('withdrawn')
			? { title: speak(catalogueMessages, locals.language)('catalogueWithdrawn') }
			: undefined,
	};
}

export const actions = {
	/** Takes a learned word out of use; doing it twice changes nothing more. */
	withdraw: async ({ locals, request }: RequestEvent) => {
		const id = parseId<'synonym'>(String((await request.formData()).get('synonym')));
		const { databases, clock } = services();
		if (id) await inCity(databases.app, actorOf(locals), (trx) => withdrawSynonyms(trx, [id], clock.now()));
		redirect(303, `/${locals.language}/office/catalogue?withdrawn`);
	},
};
