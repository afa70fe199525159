import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { hashOfPresented } from '#lib/access/tokens.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { addDays, dayOf } from '#lib/kernel/plain-date.ts';
import { answerCalendar, writeCalendar } from '#lib/partnerships/events/calendar.server.ts';
import type { CalendarEntry } from '#lib/partnerships/events/calendar.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { type Deadline, remindedRoles } from './deadline.ts';
import { closeFeed, openFeed } from './deadline-commands.server.ts';
import { deadlineMessages } from './deadline-messages.ts';
import { aheadDays } from './deadline-pages.server.ts';
import { findFeedOwner, findOwnFeed, listDeadlines } from './deadline-queries.server.ts';
import { deadlinePath, deadlineTitle } from './deadline-words.ts';

/** Since when the reader has a calendar address, in words; null where they have none. */
export async function loadFeed(desk: OfficeDesk): Promise<string | null> {
	const since = await readForPage(desk, findOwnFeed);
	return since === null ? null : formatInstant(since, desk.language);
}

/**
 * Makes a new address for the reader's calendar, which closes the old one, and answers its path. It is shown once and stored
 * nowhere; not as a command's answer either, so sent twice the form makes a second address, and the first is closed.
 */
export async function openOwnFeed(desk: OfficeDesk): Promise<string> {
	const token = await inCity(desk.app, desk.actor, (trx) => openFeed(trx, desk.now));
	return `/${desk.language}/calendar/${token}`;
}

/** Closes the reader's calendar address. */
export function closeOwnFeed(desk: OfficeDesk): Promise<void> {
	return inCity(desk.app, desk.actor, (trx) => closeFeed(trx, desk.now));
}

type Needed = Pick<Services, 'databases' | 'clock' | 'config'>;

/**
 * The calendar behind a secret address: what mails would remind its owner of, as whole days. Undefined where the address
 * opens none any more. Closing the account closes it too.
 */
export async function answerFeed(
	{ databases, clock, config }: Needed,
	{ token, language, request }: { readonly token: string; readonly language: Language; readonly request: Request },
): Promise<Response | undefined> {
	const hash = hashOfPresented(token);
	const owner = hash && (await inWorker(databases.worker, (trx) => findFeedOwner(trx, hash), { readOnly: true }));
	if (!owner) return undefined;
	const now = clock.now();
	const today = dayOf(now);
	const until = addDays(today, aheadDays);
	const actor = { city: owner.cityId, account: owner.accountId };
	const deadlines = await inCity(databases.app, actor, (trx) => listDeadlines(trx, { today, until }), {
		readOnly: true,
	});
	const theirs = deadlines.filter(
		(each) => each.cityId === owner.cityId && remindedRoles(each).some((role) => owner.roles.includes(role)),
	);
	const origin = publicOrigin(config.http);
	const entries = theirs.map((deadline) => entryOf(deadline, language, origin));
	const text = writeCalendar(speak(deadlineMessages, language)('calendar-name'), entries);
	return answerCalendar(request, { text, fileName: 'deadlines.ics', cacheControl: 'private, no-cache' });
}

function entryOf(deadline: Deadline, language: Language, origin: string): CalendarEntry {
	const kind = speak(deadlineMessages, language)(`kind-${deadline.kind}`);
	return {
		uid: `${deadline.key}@${new URL(origin).host}`,
		// Grows when the day is put off; calendars read a subscription anew as a whole anyway.
		sequence: Math.round(Date.parse(deadline.due) / 86_400_000),
		changedAt: Date.parse(`${deadline.due}T00:00:00Z`) as Instant,
		status: 'CONFIRMED',
		summary: `${kind}: ${deadlineTitle(deadline, language).text}`,
		description: null,
		location: null,
		url: `${origin}${deadlinePath(deadline, language)}`,
		time: { kind: 'days', from: deadline.due, until: addDays(deadline.due, 1) },
	};
}
