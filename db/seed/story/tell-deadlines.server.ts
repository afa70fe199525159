import { markDone } from '#lib/accountability/deadlines/deadline-commands.server.ts';
import { listDeadlines } from '#lib/accountability/deadlines/deadline-queries.server.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { addDays, dayOf } from '#lib/kernel/plain-date.ts';
import { granted, onDay, type Storyteller } from './storyteller.server.ts';

/** The reports on the distribution of past transports count as made, each on the day before it was due; as examples. */
export async function tellDeadlines(teller: Storyteller, now: Instant): Promise<void> {
	const today = dayOf(now);
	const account = teller.account('zhytomyr');
	const deadlines = await teller.as('zhytomyr', (trx) => listDeadlines(trx, { today, until: today }));
	for (const { key, kind, due } of deadlines) {
		if (kind !== 'distribution-report') continue;
		const deed = { at: onDay(addDays(due, -1), 15), account };
		granted(await teller.as('zhytomyr', (trx) => markDone(trx, { key, note: 'Приклад · Beispiel · Example' }, deed)));
	}
}
