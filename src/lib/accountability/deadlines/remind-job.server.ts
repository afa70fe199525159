import { sql } from 'kysely';
import { z } from 'zod';
import type { Role } from '#lib/access/roles.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { addDays, dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { sqlInstant, sqlJson } from '#lib/platform/database/values.server.ts';
import { defineJob } from '#lib/platform/jobs/job.server.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { type Deadline, firstReminderDays, remindedRoles, reminderStage } from './deadline.ts';
import { listDeadlines } from './deadline-queries.server.ts';
import { digestMail } from './deadline-words.ts';

interface Recipient {
	readonly id: Id<'account'>;
	readonly cityId: Id<'city'>;
	readonly timeZone: string;
	readonly name: string;
	readonly email: string;
	readonly language: Language;
	readonly roles: readonly Role[];
}

/** A reminder that is due: the deadline and how many days after its due day this one is for. */
interface Due {
	readonly deadline: Deadline;
	readonly stage: number;
}

type Needed = Pick<Services, 'databases' | 'clock' | 'config'>;

/**
 * Reminds everybody of what is due to them, in one mail per person and day. Answers how many mails. The notes of what a mail
 * reminds of and the mail in the outbox are one transaction, so a crash costs both or neither: nothing is sent twice, and what
 * was not sent is made up for by the next run. What was missed meanwhile is told once, by its last reminder.
 *
 * `step` is told of each step; what it throws stops the run there, as a crash would.
 */
export async function remindOfDeadlines(
	{ databases, clock, config }: Needed,
	step: (step: 'read' | 'written' | 'committed') => void = () => {},
): Promise<number> {
	const at = clock.now();
	const today = dayOf(at, 'Europe/Kyiv');
	const { deadlines, recipients } = await inWorker(
		databases.worker,
		async (trx) => ({
			deadlines: await listDeadlines(trx, { today, until: addDays(today, firstReminderDays + 1) }),
			recipients: await listRecipients(trx),
		}),
		{ readOnly: true },
	);
	step('read');
	let mails = 0;
	for (const recipient of recipients) {
		const due = dueFor(recipient, deadlines, dayOf(at, recipient.timeZone));
		if (due.length === 0) continue;
		const sent = await inWorker(databases.worker, async (trx) => {
			const queued = await sendDigest(trx, recipient, due, at, publicOrigin(config.http));
			step('written');
			return queued;
		});
		step('committed');
		if (sent) mails++;
	}
	return mails;
}

async function listRecipients(trx: Trx): Promise<readonly Recipient[]> {
	const { rows } = await sql<Recipient>`
		select a.id, a.city_id, c.time_zone, a.name, a.email, a.language, array_agg(r.role) as roles
		from account a join city c on c.id = a.city_id join account_role r on r.account_id = a.id
		where a.disabled_at is null group by a.id, c.id order by a.id`.execute(trx);
	return rows;
}

function dueFor(recipient: Recipient, deadlines: readonly Deadline[], today: PlainDate): readonly Due[] {
	return deadlines.flatMap((deadline) => {
		const isTheirs =
			deadline.cityId === recipient.cityId && remindedRoles(deadline).some((role) => recipient.roles.includes(role));
		const stage = isTheirs ? reminderStage(deadline.due, today) : undefined;
		return stage === undefined ? [] : [{ deadline, stage }];
	});
}

async function sendDigest(
	trx: Trx,
	recipient: Recipient,
	due: readonly Due[],
	at: Instant,
	origin: string,
): Promise<boolean> {
	const today = dayOf(at, recipient.timeZone);
	const outstanding = await notYetSent(trx, recipient, due);
	if (outstanding.length === 0) return false;
	// Whoever comes second, in this process or another, finds the day taken and has nothing to do until tomorrow.
	const begun = await sql`insert into deadline_digest (account_id, day, at)
		values (${recipient.id}, ${today}, ${sqlInstant(at)}) on conflict do nothing`.execute(trx);
	if (begun.numAffectedRows === 0n) return false;
	await sql`insert into deadline_reminder (account_id, key, due, stage, day)
		select ${recipient.id}, each ->> 'key', (each ->> 'due')::date, (each ->> 'stage')::int, ${today}
		from jsonb_array_elements(${rowsOf(outstanding)}) as each`.execute(trx);
	const deadlines = outstanding.map(({ deadline }) => deadline);
	const mail = digestMail(recipient, deadlines, today, origin);
	const dedupeKey = `deadlines:${recipient.id}:${today}`;
	return queueMail(trx, { to: recipient.email, language: recipient.language, ...mail, dedupeKey });
}

async function notYetSent(trx: Trx, { id }: Recipient, due: readonly Due[]): Promise<readonly Due[]> {
	const { rows } = await sql<{ position: number }>`
		select (each.position - 1)::int as position from jsonb_array_elements(${rowsOf(due)}) with ordinality as each (content, position)
		where not exists (select from deadline_reminder r where r.account_id = ${id} and r.key = each.content ->> 'key'
			and r.due = (each.content ->> 'due')::date and r.stage = (each.content ->> 'stage')::int)`.execute(trx);
	const open = new Set(rows.map(({ position }) => position));
	return due.filter((_, index) => open.has(index));
}

function rowsOf(due: readonly Due[]) {
	return sqlJson(due.map(({ deadline: { key, due: day }, stage }) => ({ key, due: day, stage })));
}

/** Forgets reminders after two years: what is still open then has been reminded of a hundred times since. */
async function forgetOldReminders({ databases }: Needed): Promise<void> {
	await inWorker(databases.worker, (trx) =>
		sql`delete from deadline_digest where at < now() - interval '2 years'`.execute(trx),
	);
}

/**
 * Each hour of the working day, so that a morning the server was down is made up for by noon; nobody gets more than one mail
 * a day all the same.
 */
export const remindOfDeadlinesJob = defineJob({
	name: 'remind-of-deadlines',
	input: z.object({}),
	schedule: '15 7-17 * * *',
	run: async (_, { services, log }) => {
		const count = await remindOfDeadlines(services);
		await forgetOldReminders(services);
		if (count > 0) log.info('reminded of deadlines', { count });
	},
});
