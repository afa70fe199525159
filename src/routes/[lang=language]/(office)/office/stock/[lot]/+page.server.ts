import { error, fail, redirect } from '@sveltejs/kit';
import { actOnLot } from '#lib/relief/stock/stock-form.server.ts';
import { deedDone, type StockDeed, stockDeeds } from '#lib/relief/stock/stock-form.ts';
import { loadLotPage } from '#lib/relief/stock/stock-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const page = (await loadLotPage(locals, params.lot)) ?? error(404);
	return { ...page, done: deedDone(url.searchParams) };
}

function act(deed: StockDeed) {
	return async ({ locals, params, request }: RequestEvent) => {
		const form = await request.formData();
		const done = await actOnLot(locals, params.lot, deed, form);
		if (done.ok) redirect(303, `/${locals.language}/office/stock/${params.lot}?done=${deed}`);
		const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
			string,
			string
		>;
		return fail(409, { deed, typed, error: done.refusal });
	};
}

export const actions = Object.fromEntries(stockDeeds.map((deed) => [deed, act(deed)]));
