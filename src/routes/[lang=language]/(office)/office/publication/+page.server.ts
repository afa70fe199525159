import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { sessionOf } from '#lib/access/request.server.ts';
import { explainDisclosureRefusal, runDisclosureForm } from '#lib/accountability/disclosure/disclosure-form.server.ts';
import { disclosureMessages } from '#lib/accountability/disclosure/disclosure-messages.ts';
import { listDisclosure } from '#lib/accountability/disclosure/disclosure-queries.server.ts';
import { isRecordForm, runRecordForm } from '#lib/accountability/disclosure/record-disclosure-form.server.ts';
import { listDisclosedRecords } from '#lib/accountability/publication/disclosed-records.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, url }: PageServerLoadEvent) {
	const session = sessionOf(locals);
	const actor = { city: session.cityId, account: session.accountId };
	const { databases, clock } = services();
	const { operations, partnerships } = await inCity(databases.app, actor, async (trx) => ({
		operations: await listDisclosure(trx),
		partnerships: await listDisclosedRecords(trx, session, clock.now()),
	}));
	const say = speak(disclosureMessages, locals.language);
	const flash = url.searchParams.has('done') ? { title: say('done'), tone: 'success' as const } : undefined;
	return { operations, partnerships, idempotencyKey: randomUUID(), flash };
}

async function change({ request, locals }: RequestEvent) {
	const session = sessionOf(locals);
	const { databases, clock } = services();
	const form = await request.formData();
	const actor = { city: session.cityId, account: session.accountId };
	const sender = { account: session.accountId, roles: session.roles, at: clock.now() };
	const changed = await inCity(databases.app, actor, (trx) =>
		isRecordForm(form) ? runRecordForm(trx, form, sender) : runDisclosureForm(trx, form, sender),
	);
	if (!changed.ok) return fail(400, { error: explainDisclosureRefusal(changed.refusal, locals.language) });
	redirect(303, `/${locals.language}/office/publication?done`);
}

export const actions = { default: change };
