import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Session } from '#lib/access/session.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Id } from '#lib/kernel/id.ts';
import { toIso } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { baseUnitName, unitName } from '../catalogue/amount-text.ts';
import { type BaseUnit, readingUnitOf } from '../catalogue/base-unit.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import type { Coverage } from '../reservations/coverage.ts';
import { coverageOfNeeds } from '../reservations/coverage-queries.server.ts';
import { textFields, textOf } from './form-fields.ts';
import type { NeedEvent, NeedFacts } from './need.ts';
import { finishNeed, moveNeed, type NeedResult } from './need-commands.server.ts';
import { mayMove, movesOpenTo } from './need-decisions.ts';
import { needMessages } from './need-messages.ts';
import { findNeed, type NeedStory } from './need-queries.server.ts';
import { explainNeedRefusal, factName, factText, itemName, quantityText } from './need-texts.ts';

/** Everything the page of a need shows; undefined where this city sees no such need. */
export async function loadNeedPage(services: Services, session: Session, id: Id<'need'>, language: Language) {
	const actor = { city: session.cityId, account: session.accountId };
	const found = await inCity(services.databases.app, actor, async (trx) => {
		const story = await findNeed(trx, id);
		if (!story) return undefined;
		// Where it goes is need-to-know: that somebody looked stands in the audit trail.
		if (story.need.facts.siteId)
			await recordAudit(trx, { action: 'need.site-read', subjectKind: 'need', subjectId: id });
		return { story, coverage: (await coverageOfNeeds(trx, [id])).get(id) };
	});
	if (!found) return undefined;
	const { story, coverage } = found;
	const { need } = story;
	const catalogue = currentCatalogue();
	return {
		key: randomUUID(),
		id,
		version: need.version,
		state: need.state,
		title: itemName(catalogue, need.facts.itemCode, language),
		operation: readableText(story.operationNames, language).text,
		list: story.needListId && { id: story.needListId, title: story.listTitle ?? '' },
		facts: factRows(need.facts, language),
		baseUnit: need.facts.baseUnit,
		coverage: coverage && shownCoverage(coverage, need.facts.baseUnit, language),
		confirmedAt: need.confirmedAt && formatInstant(need.confirmedAt, language),
		validUntil: need.validUntil && formatInstant(need.validUntil, language),
		quantityKnown: need.facts.quantity.kind !== 'unknown',
		moves: movesOpenTo(session.roles, need.state),
		history: story.events.toReversed().map((event) => historyEntry(event, story, language)),
	};
}

/** Coverage in the unit people read: kilograms instead of grams. Null where nobody said how much is needed. */
export function shownCoverage(coverage: Coverage, baseUnit: BaseUnit, language: Language) {
	if (coverage.requested === null) return undefined;
	const { perUnit } = readingUnitOf(baseUnit);
	return {
		unit: baseUnitName(baseUnit, language),
		numbers: {
			requested: coverage.requested / perUnit,
			promised: coverage.promised / perUnit,
			onItsWay: coverage.onItsWay / perUnit,
			received: coverage.received / perUnit,
		},
	};
}

/** The facts as rows of a description list, in the order a reader asks for them. */
export function factRows(facts: NeedFacts, language: Language) {
	const say = speak(needMessages, language);
	const catalogue = currentCatalogue();
	const context = { baseUnit: facts.baseUnit, catalogue, language };
	const shown = [
		'quantity',
		'urgency',
		'deadline',
		'purpose',
		'conditions',
		'criticalMinimum',
		'minimumUseful',
		'peopleServed',
		'substitutes',
		'siteId',
		'note',
	] as const;
	const rows = shown
		.map((field) => ({ term: factName(field, language) ?? field, text: factText(field, facts, context) }))
		.filter(({ text }) => text !== '–');
	const typed = [facts.typed.amount, facts.typed.amountTo].filter(Boolean).join(' – ');
	if (typed !== '')
		rows.splice(1, 0, {
			term: say('typed'),
			text: `${typed} ${facts.typed.unit ? unitName(facts.typed.unit, language) : ''}`.trim(),
		});
	if (facts.phrase !== '') rows.push({ term: say('phrase'), text: facts.phrase });
	return rows;
}

function historyEntry(event: NeedEvent, story: NeedStory, language: Language) {
	const say = speak(needMessages, language);
	const lines: string[] = [];
	if (event.kind === 'needDrafted') lines.push(quantityText(event.facts.quantity, event.facts.baseUnit, language));
	if (event.kind === 'needCorrected') lines.push(...changesOf(event, story, language));
	if ('reason' in event && event.reason !== '') lines.push(event.reason);
	return {
		title: say(event.kind),
		when: formatInstant(event.at, language),
		datetime: toIso(event.at),
		text: [event.account && story.names.get(event.account), ...lines].filter(Boolean).join(' · '),
	};
}

function changesOf(event: NeedEvent & { kind: 'needCorrected' }, story: NeedStory, language: Language): string[] {
	const say = speak(needMessages, language);
	const context = { baseUnit: story.need.facts.baseUnit, catalogue: currentCatalogue(), language };
	return (Object.keys(event.after) as (keyof NeedFacts)[]).flatMap((field) => {
		const name = factName(field, language);
		if (!name) return [];
		const before = factText(field, event.before, context);
		return [say('changeFromTo', { field: name, before, after: factText(field, event.after, context) })];
	});
}

export type NeedOutcome =
	| { readonly ok: true }
	| { readonly ok: false; readonly errors: readonly FieldError[]; readonly reason: string };

const plainMoves = ['submit', 'verify', 'open', 'confirm', 'renew', 'verify-and-open'] as const;
const reasonedMoves = ['send-back', 'withdraw', 'close'] as const;

/** Makes the move a button of the page names. */
export async function actOnNeed(
	services: Services,
	session: Session,
	needId: Id<'need'>,
	language: Language,
	form: FormData,
): Promise<NeedOutcome> {
	const fields = textFields(form);
	const wanted = textOf(fields, 'move');
	const reason = textOf(fields, 'reason').slice(0, 1000);
	const sending = { key: commandKeyOf(fields['idempotencyKey']), at: services.clock.now(), account: session.accountId };
	const shown = Number(textOf(fields, 'version')) || 0;
	const plain = plainMoves.find((move) => move === wanted);
	const reasoned = reasonedMoves.find((move) => move === wanted);
	// What the role may not do was never shown as a button.
	const first = plain === 'verify-and-open' ? 'verify' : (plain ?? reasoned);
	const result: NeedResult = await inCity(
		services.databases.app,
		{ city: session.cityId, account: session.accountId },
		async (trx) => {
			if (!first || !mayMove(session.roles, first)) return { ok: false, refusal: { kind: 'need-not-found' } };
			const done = plain
				? await moveNeed(trx, currentCatalogue(), { needId, move: plain, shown }, sending)
				: await finishNeed(trx, currentCatalogue(), { needId, move: reasoned ?? 'withdraw', reason, shown }, sending);
			if (done.ok && !done.repeated)
				await recordAudit(trx, { action: `need.${wanted}`, subjectKind: 'need', subjectId: needId });
			return done;
		},
	);
	if (result.ok) return { ok: true };
	const field = result.refusal.kind === 'reason-missing' ? 'reason' : 'moves';
	return { ok: false, errors: [{ field, message: explainNeedRefusal(result.refusal, language) }], reason };
}
