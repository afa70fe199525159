import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { type Capability, may } from '#lib/access/permissions.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { addDays, dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { recordPath } from '#lib/partnerships/record-ref.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import { listDeadlines } from '../deadlines/deadline-queries.server.ts';
import { deadlinePath, deadlineTitle, nearness } from '../deadlines/deadline-words.ts';
import { agendaDays, dueFor, readingsFor } from './office-agenda.ts';
import { countOpenWork, listMeetings, type Meeting } from './office-agenda-queries.server.ts';
import { hasTasks, tasksFor } from './office-task.ts';
import { countOfficeTasks } from './office-task-queries.server.ts';

/** The first page of the office: what waits for whoever is signed in, and where they can read on. */
export async function loadOfficeHome(desk: OfficeDesk) {
	const { session, language } = desk;
	const today = dayOf(desk.now);
	const days = { today, until: addDays(today, agendaDays) };
	const office = `/${language}/office`;
	const mayUse = (capability: Capability) => may(session, capability);
	const readsOnly = !hasTasks(mayUse);
	const read = await readForPage(desk, async (trx) => ({
		counts: await countOfficeTasks(trx, desk.now),
		deadlines: mayUse('partnership.read') ? await listDeadlines(trx, days) : [],
		meetings: mayUse('cooperation.read') ? await listMeetings(trx, days) : [],
		open: readsOnly && mayUse('cooperation.read') ? await countOpenWork(trx, today) : null,
	}));
	return {
		name: session.name,
		readsOnly,
		tasks: tasksFor(read.counts, mayUse, office),
		due: dueFor(session, read.deadlines, today).map(({ when, total, rows }) => ({
			when,
			total,
			rows: rows.map((each) => dueRow(each, today, language)),
		})),
		meetings: read.meetings.map((each) => meetingRow(each, language)),
		readings: readsOnly ? readingsFor(session) : [],
		open: read.open,
	};
}

export type OfficeHomeView = Awaited<ReturnType<typeof loadOfficeHome>>;

function dueRow(deadline: Deadline, today: PlainDate, language: Language) {
	const { key, kind, due } = deadline;
	return {
		key,
		kind,
		due: formatDate(due, language),
		nearness: nearness(due, today, language),
		isOverdue: due < today,
		title: deadlineTitle(deadline, language),
		href: deadlinePath(deadline, language),
	};
}

function meetingRow({ subject, title, place, from, until, startsAt }: Meeting, language: Language) {
	const days = [from, ...(until && until !== from ? [until] : [])].map((day) => formatDate(day, language));
	return {
		kind: subject.kind,
		href: `/${language}/office${recordPath(subject)}`,
		title: readableText(title, language),
		place: place && readableText(place, language),
		when: startsAt ? formatInstant(startsAt, language) : days.join(' – '),
	};
}
