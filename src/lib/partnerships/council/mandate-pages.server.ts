import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { toIso } from '#lib/kernel/instant.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { lineOf, localizedForm, type Typed } from '#lib/ui/form/typed-form.ts';
import type { Evidence } from '../evidence.ts';
import { listRecordTitles, recordsIn } from '../record-titles.server.ts';
import { namedLink, type RecordTitles } from '../record-words.ts';
import { readEvidence, readMandate, readMove } from './council-form.ts';
import { councilMessages } from './council-messages.ts';
import type { CouncilRefusal } from './council-refusal.ts';
import { type FiledEvidence, isOverdue, type MandateEvent } from './mandate.ts';
import { addEvidence, correctMandate, giveMandate, moveMandate, withdrawEvidence } from './mandate-commands.server.ts';
import { findMandate, listMandateEvents, listMandates, type MandateRecord } from './mandate-queries.server.ts';
import { mandateMoves } from './mandate-states.ts';
import { findPaper } from './paper-queries.server.ts';

type Answer<Value> = Promise<Result<Value, readonly CouncilRefusal[]>>;

/** A mandate as lists show it. */
export function mandateCard(mandate: MandateRecord, { language, now }: OfficeDesk) {
	const say = speak(councilMessages, language);
	const overdue = isOverdue(mandate, dayOf(now));
	const due = mandate.due && formatDate(mandate.due, language);
	return {
		id: mandate.id,
		task: readableText(mandate.task, language),
		charged: readableText(mandate.charged, language),
		state: mandate.state,
		due: due ?? say('due-none'),
		overdue: overdue && due ? say('overdue-since', { date: due }) : '',
		settledOn: mandate.settledOn ? formatDate(mandate.settledOn, language) : '',
		paperId: mandate.paperId,
		paper: mandate.paper.reference || readableText(mandate.paper.names, language).text,
		evidenceCount: mandate.evidence.length,
	};
}

const views = ['open', 'overdue', 'settled'] as const;

/** The mandates of all papers, as the address asks for them. */
export async function loadMandates(desk: OfficeDesk, query: URLSearchParams) {
	const which = views.find((each) => each === query.get('show')) ?? 'open';
	const rows = await readForPage(desk, (trx) => listMandates(trx, which, dayOf(desk.now)));
	return { which, views, rows: rows.map((row) => mandateCard(row, desk)) };
}

/** Everything the page of a mandate shows; undefined where the city may not read it. */
export async function loadMandate(desk: OfficeDesk, idText: string) {
	const id = parseId<'mandate'>(idText);
	if (!id) return undefined;
	const found = await readForPage(desk, async (trx) => {
		const mandate = await findMandate(trx, id);
		if (!mandate) return undefined;
		const events = await listMandateEvents(trx, id);
		const named = events.map((event) => (event.kind === 'evidenceAdded' ? event.evidence.address : null));
		return { mandate, events, titles: await listRecordTitles(trx, desk.session, recordsIn(named)) };
	});
	if (!found) return undefined;
	const { mandate, events, titles } = found;
	const { language } = desk;
	const say = speak(councilMessages, language);
	const { task, charged, due } = mandate;
	return {
		...mandateCard(mandate, desk),
		version: mandate.version,
		note: mandate.note,
		mayKeep: mandate.cityId === desk.actor.city && may(desk.session, 'council.keep'),
		moves: mandateMoves[mandate.state].map((state) => ({ value: state, label: say(`state-${state}`) })),
		today: dayOf(desk.now),
		evidence: mandate.evidence.map((each) => evidenceView(each, titles, desk)),
		facts: { ...localizedForm('task', task), ...localizedForm('charged', charged), due: due ?? '' },
		history: events.toReversed().map((event) => eventView(event, titles, desk)),
		idempotencyKey: randomUUID(),
	};
}

function evidenceView({ id, address, note, on }: FiledEvidence, titles: RecordTitles, { language }: OfficeDesk) {
	const { href, label, external } = namedLink(address, language, titles);
	return {
		id,
		href,
		external,
		label: note || label,
		about: [note ? label : '', on ? formatDate(on, language) : ''].filter(Boolean).join(' · '),
	};
}

function eventView(
	event: MandateEvent & { readonly by: string | null },
	titles: RecordTitles,
	{ language }: OfficeDesk,
) {
	const say = speak(councilMessages, language);
	return {
		title: say(`event-${event.kind}`),
		when: formatInstant(event.at, language),
		datetime: toIso(event.at),
		note: event.by ?? undefined,
		text: textOf(event),
	};

	function textOf(of: MandateEvent): string {
		const labelOf = ({ address, note }: Evidence) => note || namedLink(address, language, titles).label;
		switch (of.kind) {
			case 'mandateGiven':
				return readableText(of.facts.task, language).text;
			case 'mandateCorrected':
				return say('corrected-from', { before: describe(of.before) });
			case 'evidenceAdded':
				return labelOf(of.evidence);
			case 'mandateFulfilled':
			case 'mandatePartlyFulfilled':
			case 'mandateDropped':
				return [formatDate(of.on, language), of.note].filter(Boolean).join(' · ');
			default:
				return of.note;
		}
	}

	function describe(facts: {
		readonly task: MandateRecord['task'];
		readonly charged: MandateRecord['charged'];
		readonly due: PlainDate | null;
	}): string {
		const due = facts.due ? formatDate(facts.due, language) : say('due-none');
		return [readableText(facts.task, language).text, readableText(facts.charged, language).text, due].join(' · ');
	}
}

/** The empty form of a mandate of a paper; undefined where the city doesn't keep the paper. */
export async function loadNewMandate(desk: OfficeDesk, paperText: string) {
	const id = parseId<'paper'>(paperText);
	const paper = id && (await readForPage(desk, (trx) => findPaper(trx, id)));
	if (!paper || paper.cityId !== desk.actor.city) return undefined;
	const name = readableText(paper.names, desk.language);
	return { paper: { id: paper.id, name, reference: paper.reference }, idempotencyKey: randomUUID() };
}

/** Puts a mandate on record as its form says. */
export function giveMandateForm(desk: OfficeDesk, paperText: string, typed: Typed): Answer<Id<'mandate'>> {
	const paperId = parseId<'paper'>(paperText);
	const facts = readMandate(typed);
	if (!paperId) return Promise.resolve(refused([{ kind: 'not-yours' }]));
	if (!facts.ok) return Promise.resolve(facts);
	return runForm(desk, { name: 'give-mandate', subject: paperId, typed }, (trx) =>
		giveMandate(trx, { paperId, facts: facts.value }, { at: desk.now, account: desk.actor.account }),
	);
}

/** What the forms of a mandate's page do; each is a form action of that name. */
export const mandateDeeds = ['move', 'evidence', 'withdraw', 'correct'] as const;
export type MandateDeed = (typeof mandateDeeds)[number];

/** Does to a mandate what a form of its page says. */
export function actOnMandate(desk: OfficeDesk, idText: string, deed: MandateDeed, typed: Typed): Answer<null> {
	const id = parseId<'mandate'>(idText);
	if (!id) return Promise.resolve(refused([{ kind: 'not-yours' }]));
	const shown = Number(lineOf(typed, 'version')) || 0;
	const by = { at: desk.now, account: desk.actor.account };
	const form = { name: `${deed}-mandate`, subject: id, typed };
	const no = (refusals: readonly CouncilRefusal[]) => Promise.resolve(refused(refusals));
	switch (deed) {
		case 'move': {
			const [move, evidence] = [readMove(typed), readEvidence(typed, false)];
			if (!move.ok) return no([...move.refusal, ...(evidence.ok ? [] : evidence.refusal)]);
			if (!evidence.ok) return no(evidence.refusal);
			const input = { id, shown, move: move.value, evidence: evidence.value };
			return runForm(desk, form, (trx) => moveMandate(trx, input, by));
		}
		case 'evidence': {
			const evidence = readEvidence(typed, true);
			if (!evidence.ok || !evidence.value) return no(evidence.ok ? [] : evidence.refusal);
			const input = { id, shown, evidence: evidence.value };
			return runForm(desk, form, (trx) => addEvidence(trx, input, by));
		}
		case 'withdraw': {
			const evidenceId = parseId<'evidence'>(typed['part'] ?? '');
			if (!evidenceId) return no([{ kind: 'evidence-unknown' }]);
			const input = { id, shown, evidenceId, note: lineOf(typed, 'reason').slice(0, 500) };
			return runForm(desk, form, (trx) => withdrawEvidence(trx, input, by));
		}
		case 'correct': {
			const facts = readMandate(typed);
			if (!facts.ok) return no(facts.refusal);
			return runForm(desk, form, (trx) => correctMandate(trx, { id, shown, facts: facts.value }, by));
		}
	}
}
