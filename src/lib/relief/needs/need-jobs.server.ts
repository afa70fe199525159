import { sql } from 'kysely';
import { z } from 'zod';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { reminderFrom, urgencies, validity } from './freshness.ts';
import type { Need } from './need.ts';
import { expireNeed, remindOfNeed } from './need-decisions.ts';
import { needMessages } from './need-messages.ts';
import { appendNeedEvents, lockNeed, type StoredNeed } from './need-store.server.ts';
import { itemName, quantityText } from './need-texts.ts';

const batch = 200;

/** Ends the validity of needs nobody confirmed (law 6), in small transactions. Answers how many. */
export async function expireStaleNeeds({ databases, clock }: Pick<Services, 'databases' | 'clock'>): Promise<number> {
	const at = clock.now();
	let expired = 0;
	for (;;) {
		const done = await inWorker(databases.worker, async (trx) => {
			const { rows } = await sql<{ needId: Id<'need'> }>`
				select need_id from need_current
				where state in ('submitted', 'verified', 'open') and valid_until <= ${sqlInstant(at)}
				order by valid_until limit ${batch} for update skip locked`.execute(trx);
			for (const { needId } of rows) await expireOne(trx, needId, at);
			return rows.length;
		});
		expired += done;
		if (done < batch) return expired;
	}
}

async function expireOne(trx: Trx, id: Id<'need'>, at: Instant): Promise<void> {
	const stored = await lockNeed(trx, id);
	const event = stored && expireNeed(stored.need, { at, account: null });
	if (stored && event?.ok) await appendNeedEvents(trx, stored, [event.value], currentCatalogue());
}

interface Officer {
	readonly id: Id<'account'>;
	readonly email: string;
	readonly name: string;
	readonly language: Language;
}

/**
 * Reminds the partner's officers of needs whose validity ends soon: one mail each, in their language, naming every need.
 * The note of the reminder and the mail are one transaction, so a need is never reminded of twice. Answers how many needs.
 */
export async function remindOfNeeds(services: Pick<Services, 'databases' | 'clock' | 'config'>): Promise<number> {
	const at = services.clock.now();
	const { worker } = services.databases;
	const due = urgencies.map(
		(urgency) =>
			sql`(urgency = ${urgency} and valid_until <= ${sqlInstant((at + validity[urgency].reminderDays * 86_400_000) as Instant)})`,
	);
	const operations = await inWorker(worker, async (trx) => {
		const { rows } = await sql<{ operationId: Id<'operation'> }>`
			select distinct operation_id from need_current
			where state in ('submitted', 'verified', 'open') and reminded_at is null and valid_until > ${sqlInstant(at)}
				and (${sql.join(due, sql` or `)})`.execute(trx);
		return rows;
	});
	let reminded = 0;
	for (const { operationId } of operations) {
		reminded += await inWorker(worker, (trx) => remindOperation(trx, services, operationId, at));
	}
	return reminded;
}

async function remindOperation(
	trx: Trx,
	services: Pick<Services, 'config'>,
	operationId: Id<'operation'>,
	at: Instant,
): Promise<number> {
	const { rows } = await sql<{ needId: Id<'need'> }>`
		select need_id from need_current
		where operation_id = ${operationId} and state in ('submitted', 'verified', 'open') and reminded_at is null
			and valid_until > ${sqlInstant(at)} order by valid_until limit ${batch} for update skip locked`.execute(trx);
	const needs: StoredNeed[] = [];
	for (const { needId } of rows) {
		const stored = await lockNeed(trx, needId);
		if (!stored?.need.validUntil || at < reminderFrom(stored.need.validUntil, stored.need.facts.urgency)) continue;
		const event = remindOfNeed(stored.need, { at, account: null });
		if (!event.ok) continue;
		await appendNeedEvents(trx, stored, [event.value], currentCatalogue());
		needs.push(stored);
	}
	if (needs.length === 0) return 0;
	for (const officer of await officersOf(trx, operationId)) {
		const { subject, text } = reminderText(
			officer,
			needs.map(({ need }) => need),
			publicOrigin(services.config.http),
		);
		const dedupeKey = `needs-reminder:${operationId}:${officer.id}:${dayOf(at)}:${needs[0]?.id}`;
		await queueMail(trx, { to: officer.email, language: officer.language, subject, text, dedupeKey });
	}
	return needs.length;
}

/** Who answers for the needs of an operation: the partner officers of its receiving city. */
export async function officersOf(trx: Trx, operationId: Id<'operation'>): Promise<readonly Officer[]> {
	const { rows } = await sql<Officer>`
		select a.id, a.email, a.name, a.language from operation o
		join account a on a.city_id = coalesce(o.partner_city_id, o.lead_city_id)
		join account_role r on r.account_id = a.id and r.role = 'partner-officer'
		where o.id = ${operationId} and a.disabled_at is null order by a.id`.execute(trx);
	return rows;
}

/** The reminder in the officer's language. */
export function reminderText(officer: Pick<Officer, 'name' | 'language'>, needs: readonly Need[], origin: string) {
	const { language, name } = officer;
	const say = speak(needMessages, language);
	const list = needs
		.map(({ facts, validUntil }) =>
			say('remindLine', {
				item: itemName(currentCatalogue(), facts.itemCode, language),
				quantity: quantityText(facts.quantity, facts.baseUnit, language),
				date: validUntil === null ? '' : formatInstant(validUntil, language),
			}),
		)
		.join('\n');
	const link = `${origin}/${language}/office/needs`;
	return { subject: say('remindSubject', { count: needs.length }), text: say('remindText', { name, list, link }) };
}

/** The daily care for the freshness of needs. */
export const needJobs = [
	defineJob({
		name: 'expire-stale-needs',
		input: z.object({}),
		schedule: '10 * * * *',
		run: async (_input, { services, log }) => {
			const count = await expireStaleNeeds(services);
			if (count > 0) log.info('needs expired', { count });
		},
	}),
	defineJob({
		name: 'remind-of-needs',
		input: z.object({}),
		schedule: '30 7 * * *',
		run: async (_input, { services, log }) => {
			const count = await remindOfNeeds(services);
			if (count > 0) log.info('reminded of needs', { count });
		},
	}),
];
