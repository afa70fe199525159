import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { sessionOf } from '#lib/access/request.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { explainRoundRefusal } from '#lib/relief/allocation-rounds/explain-round-refusal.ts';
import { openRound } from '#lib/relief/allocation-rounds/round-commands.server.ts';
import { roundCall } from '#lib/relief/allocation-rounds/round-form.ts';
import { listRounds } from '#lib/relief/allocation-rounds/round-store.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import { currentSubstitutes } from '#lib/relief/catalogue/current-substitutes.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const roundsShown = 100;

export async function load({ locals }: PageServerLoadEvent) {
	const session = sessionOf(locals);
	const actor = { city: session.cityId, account: session.accountId };
	const rounds = await inCity(services().databases.app, actor, (trx) => listRounds(trx, roundsShown));
	return { rounds, mayDecide: may(session, 'allocation.decide'), openKey: randomUUID() };
}

async function open({ request, locals }: RequestEvent) {
	const session = sessionOf(locals);
	const { databases, clock } = services();
	const call = roundCall(await request.formData(), session.accountId, clock.now());
	const actor = { city: session.cityId, account: session.accountId };
	const opened = await inCity(databases.app, actor, (trx) =>
		openRound(trx, call, currentCatalogue(), currentSubstitutes()),
	);
	if (!opened.ok) return fail(400, { error: explainRoundRefusal(opened.refusal, locals.language) });
	redirect(303, `/${locals.language}/office/allocations/${opened.value.roundId}?done=opened`);
}

export const actions = { open };
