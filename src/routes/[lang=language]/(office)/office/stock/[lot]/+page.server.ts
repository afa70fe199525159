import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { actOnLot } from '#lib/relief/stock/stock-form.server.ts';
import { deedDone, type StockDeed, stockDeeds } from '#lib/relief/stock/stock-form.ts';
import { loadLotPage } from '#lib/relief/stock/stock-page.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const page = (await loadLotPage(officeDesk(locals), params.lot)) ?? error(404);
	return { ...page, done: deedDone(url.searchParams) };
}

function act(deed: StockDeed) {
	return async ({ locals, params, request }: RequestEvent) => {
		const form = await request.formData();
		const done = await actOnLot(officeDesk(locals), params.lot, deed, form);
		if (done.ok) redirect(303, `/${locals.language}/office/stock/${params.lot}?done=${deed}`);
		return fail(409, { deed, typed: typedForm(form), errors: done.refusal });
	};
}

export const actions = Object.fromEntries(stockDeeds.map((deed) => [deed, act(deed)]));
