import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { sessionOf } from '#lib/access/request.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { explainRoundRefusal } from '#lib/relief/allocation-rounds/explain-round-refusal.ts';
import { parseRoundAction, roundCall } from '#lib/relief/allocation-rounds/round-form.ts';
import { findRoundPage, runRoundAction } from '#lib/relief/allocation-rounds/round-page.server.ts';
import { roundFlash, roundKeys } from '#lib/relief/allocation-rounds/round-page-notes.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ params, locals, url }: PageServerLoadEvent) {
	const session = sessionOf(locals);
	const id = parseId<'allocation-round'>(params.id);
	const actor = { city: session.cityId, account: session.accountId };
	const page = id && (await inCity(services().databases.app, actor, (trx) => findRoundPage(trx, id, locals.language)));
	if (!page) error(404);
	const flash = roundFlash(url.searchParams, locals.language);
	return { page, mayDecide: may(session, 'allocation.decide'), keys: roundKeys(), flash };
}

function act(kind: 'adjust' | 'decide' | 'discard') {
	return async ({ request, params, locals }: RequestEvent) => {
		const session = sessionOf(locals);
		const { databases, clock } = services();
		const roundId = parseId<'allocation-round'>(params.id) ?? error(404);
		const form = await request.formData();
		const action = parseRoundAction(kind, form);
		if (!action.ok) return fail(400, { error: explainRoundRefusal(action.refusal, locals.language) });
		const actor = { city: session.cityId, account: session.accountId };
		const call = roundCall(form, session.accountId, clock.now());
		const done = await inCity(databases.app, actor, (trx) => runRoundAction(trx, call, roundId, action.value));
		if (!done.ok) return fail(400, { error: explainRoundRefusal(done.refusal, locals.language) });
		redirect(303, `/${locals.language}/office/allocations/${roundId}?${new URLSearchParams(done.value)}`);
	};
}

export const actions = { adjust: act('adjust'), decide: act('decide'), discard: act('discard') };
