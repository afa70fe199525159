import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { type ExchangeFault, parseLeader, parseParticipant } from './exchange-form.ts';
import { forgottenOn, mayBeMinor, mayListPeople, safeguardingGaps } from './exchange-people.ts';
import { forgetPerson, keepLeader, keepParticipant } from './exchange-people-commands.server.ts';
import { findExchange, listExchangePeople, lockOwnExchange } from './exchange-queries.server.ts';
import { gapInWords } from './exchange-words.ts';

type Answer<Value> = Result<Value, readonly ExchangeFault[]>;
export type PeopleDeed = 'participant' | 'leader' | 'forget';

/**
 * Who takes part in an exchange of the city. That it was read stands in the audit trail; undefined for whoever may not.
 * `query` may name somebody to correct.
 */
export async function readExchangePeople(desk: OfficeDesk, idText: string, query: URLSearchParams) {
	const id = parseId<'exchange'>(idText);
	if (!id || !may(desk.session, 'exchanges.read-participants')) return undefined;
	return inCity(desk.app, desk.actor, async (trx) => {
		const exchange = await findExchange(trx, id);
		if (!exchange || exchange.cityId !== desk.actor.city) return undefined;
		const people = await listExchangePeople(trx, id);
		await recordAudit(trx, { action: 'exchange.people-read', subjectKind: 'exchange', subjectId: id });
		const { language } = desk;
		const groupOf = (groupId: string) => {
			const group = exchange.groups.find((each) => each.id === groupId);
			return group ? readableText(group.names, language).text : '–';
		};
		const edited = query.get('edit');
		const today = dayOf(desk.now);
		return {
			id,
			title: readableText(exchange.title, language),
			mayList: mayListPeople(exchange, today),
			forgottenOn: exchange.endsOn && formatDate(forgottenOn(exchange, today), language),
			groups: exchange.groups.map((group) => ({ value: group.id, label: readableText(group.names, language).text })),
			gaps: safeguardingGaps(exchange, people).map((gap) => gapInWords(gap, language)),
			participants: people.participants.map((each) => ({
				id: each.id,
				name: each.givenName,
				group: groupOf(each.groupId),
				birthYear: String(each.birthYear),
				isMinor: exchange.startsOn !== null && mayBeMinor(each, exchange.startsOn),
				consent: each.consentOn && formatDate(each.consentOn, language),
				contact: each.emergencyContact,
			})),
			leaders: people.leaders.map((each) => ({
				id: each.id,
				name: each.name,
				group: groupOf(each.groupId),
				isAdult: each.isAdult,
				check: each.recordCheckOn && formatDate(each.recordCheckOn, language),
			})),
			...editedForms(edited, people),
			idempotencyKey: randomUUID(),
		};
	});
}

function editedForms(edited: string | null, people: Awaited<ReturnType<typeof listExchangePeople>>) {
	const participant = people.participants.find(({ id }) => id === edited);
	const leader = people.leaders.find(({ id }) => id === edited);
	const participantTyped: Typed = participant
		? {
				person: participant.id,
				group: participant.groupId,
				givenName: participant.givenName,
				birthYear: String(participant.birthYear),
				consentOn: participant.consentOn ?? '',
				emergencyContact: participant.emergencyContact ?? '',
			}
		: {};
	const leaderTyped: Typed = leader
		? {
				person: leader.id,
				leaderGroup: leader.groupId,
				name: leader.name,
				isAdult: leader.isAdult ? 'on' : '',
				recordCheckOn: leader.recordCheckOn ?? '',
			}
		: {};
	return { participantTyped, leaderTyped };
}

/** Lists, corrects or forgets somebody, as the form says. */
export async function changeExchangePeople(
	desk: OfficeDesk,
	idText: string,
	deed: PeopleDeed,
	typed: Typed,
): Promise<Answer<'kept' | 'forgotten'>> {
	const id = parseId<'exchange'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'exchanges.read-participants')) return refused([{ kind: 'not-permitted' }]);
	const person = typed['person'] || null;
	const participant = deed === 'participant' ? parseParticipant(typed) : undefined;
	const leader = deed === 'leader' ? parseLeader(typed) : undefined;
	if (participant && !participant.ok) return participant;
	if (leader && !leader.ok) return leader;
	const form = { name: `list-exchange-${deed}`, subject: id, typed };
	return runForm<'kept' | 'forgotten', ExchangeFault>(desk, form, async (trx) => {
		if (participant) return keepParticipant(trx, id, { id: person, facts: participant.value }, desk.now);
		if (leader) return keepLeader(trx, id, { id: person, facts: leader.value }, desk.now);
		if (!(await lockOwnExchange(trx, id))) return refused([{ kind: 'not-yours' }]);
		await forgetPerson(trx, id, person ?? '');
		return ok('forgotten');
	});
}
