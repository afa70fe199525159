import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may, type RoleHolder } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { addDays, dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { listPartnerships } from '#lib/partnerships/standing/standing-queries.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { readOptionalLine, type Typed } from '#lib/ui/form/typed-form.ts';
import {
	type Deadline,
	type DeadlineKind,
	type DeadlineRefusal,
	deadlineKindList,
	deadlineKinds,
	horizonOf,
	horizons,
} from './deadline.ts';
import { markDone, takeUpAgain } from './deadline-commands.server.ts';
import { deadlineMessages } from './deadline-messages.ts';
import { listDeadlines, listDoneDeadlines } from './deadline-queries.server.ts';
import { deadlinePath, deadlineTitle, nearness } from './deadline-words.ts';

/** How far the list and the calendar look ahead. */
export const aheadDays = 365;

function maySee(reader: RoleHolder, kind: DeadlineKind): boolean {
	return may(reader, deadlineKinds[kind].capability);
}

/** The calendar of all that is due, by how soon. */
export async function loadDeadlines(desk: OfficeDesk, query: URLSearchParams) {
	const { language, session } = desk;
	const today = dayOf(desk.now);
	const kind = deadlineKindList.find((each) => each === query.get('kind'));
	const partnership = parseId<'partnership'>(query.get('partnership') ?? '');
	const whose = query.get('whose') === 'all' ? ('all' as const) : ('ours' as const);
	const read = await readForPage(desk, async (trx) => ({
		deadlines: await listDeadlines(trx, { today, until: addDays(today, aheadDays) }),
		done: await listDoneDeadlines(trx),
		partnerships: await listPartnerships(trx),
	}));
	const cities = new Map(
		read.partnerships.flatMap(({ cities: all }) => all.map((city) => [city.id as string, city.names])),
	);
	const seen = read.deadlines.filter((each) => maySee(session, each.kind));
	const shown = seen.filter(
		(each) =>
			(whose === 'all' || each.cityId === desk.actor.city) &&
			(!kind || each.kind === kind) &&
			(!partnership || each.partnershipId === partnership),
	);
	const mayMark = may(session, 'partnership.keep');
	return {
		filter: { kind: kind ?? '', partnership: partnership ?? '', whose },
		kinds: deadlineKindList.filter((each) => maySee(session, each)),
		partnerships: read.partnerships.map(({ id, names }) => ({
			value: id as string,
			label: readableText(names, language).text,
		})),
		groups: horizons
			.map((horizon) => ({
				horizon,
				rows: shown
					.filter(({ due }) => horizonOf(due, today) === horizon)
					.map((each) => rowOf(each, desk, today, cities, mayMark)),
			}))
			.filter(({ rows }) => rows.length > 0),
		done: read.done.filter(({ kind: each }) => maySee(session, each)).map((mark) => doneRow(mark, language, mayMark)),
	};
}

function rowOf(
	deadline: Deadline,
	{ language, actor }: OfficeDesk,
	today: PlainDate,
	cities: ReadonlyMap<string, LocalizedText>,
	mayMark: boolean,
) {
	const { key, kind, due, cityId } = deadline;
	const city = cities.get(cityId);
	const isOurs = cityId === actor.city;
	return {
		key,
		kind,
		due: formatDate(due, language),
		nearness: nearness(due, today, language),
		title: deadlineTitle(deadline, language),
		href: deadlinePath(deadline, language),
		city: city ? readableText(city, language).text : null,
		mayMark: mayMark && isOurs && deadlineKinds[kind].isMarked,
		idempotencyKey: randomUUID() as string,
	};
}

function doneRow(
	{ key, kind, note, at, by }: Awaited<ReturnType<typeof listDoneDeadlines>>[number],
	language: Language,
	mayTakeUp: boolean,
) {
	const when = formatInstant(at, language);
	const say = speak(deadlineMessages, language);
	const idempotencyKey: string = randomUUID();
	return { key, kind, note, when: by === null ? when : say('done-by', { when, name: by }), mayTakeUp, idempotencyKey };
}

type Answer = Promise<Result<null, readonly DeadlineRefusal[]>>;

/** Marks as done, or takes up again, what a form on the page names. */
export async function changeMark(desk: OfficeDesk, work: 'done' | 'take-up', typed: Typed): Answer {
	const key = typed['deadline'] ?? '';
	const note = readOptionalLine(typed, 'note', 500);
	if (!note.ok) return note;
	if (!/^[a-z-]+(:[0-9a-z-]+){1,3}$/.test(key) || key.length > 200) return refused([{ kind: 'deadline-unknown' }]);
	const form = { name: work === 'done' ? 'mark-deadline' : 'take-up-deadline', subject: key, typed };
	const deed = { at: desk.now, account: desk.actor.account };
	return runForm<null, DeadlineRefusal>(desk, form, async (trx) => {
		const done = work === 'done' ? markDone(trx, { key, note: note.value ?? '' }, deed) : takeUpAgain(trx, key, deed);
		const answer = await done;
		return answer.ok ? ok(null) : answer;
	});
}
