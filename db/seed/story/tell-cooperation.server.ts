import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import { addDays, dayOf } from '#lib/kernel/plain-date.ts';
import { quantity } from '#lib/kernel/quantity.ts';
import { moveProject, planProject } from '#lib/partnerships/projects/project-commands.server.ts';
import {
	measureIndicator,
	setIndicator,
	setMilestone,
	settleMilestone,
} from '#lib/partnerships/projects/project-part-commands.server.ts';
import type { PromiseFacts } from '#lib/partnerships/promises/promise.ts';
import { addEvidence, makePromise, movePromise } from '#lib/partnerships/promises/promise-commands.server.ts';
import type { RecordRef } from '#lib/partnerships/record-ref.ts';
import { moveTheme, proposeTheme } from '#lib/partnerships/themes/theme-commands.server.ts';
import {
	exampleProject,
	exampleWords,
	intentions,
	officersPromise,
	type ToldIntention,
	themes,
	themesAgreed,
} from './story-cooperation.ts';
import { granted, onDay, type Storyteller } from './storyteller.server.ts';

/** What shows what became of the promises. */
export interface ToldOutcomes {
	/** By the day they were signed. */
	readonly agreements: ReadonlyMap<string, Id<'agreement'>>;
	/** The shipment of generators and camp beds of March 2023. */
	readonly shipment: string;
}

/** What both cities work on together since the first workshops; they began between the signing and the announcement. */
export async function tellThemes(teller: Storyteller): Promise<void> {
	const partnershipId = teller.cast.partnership as Id<'partnership'>;
	const [proposed, agreed] = [parseFuzzyDate('2023')!, parseFuzzyDate('2023-03-14')!];
	const deed = { at: onDay('2023-03-14', 15), account: teller.account('dortmund') };
	for (const { names, goals } of themes) {
		const facts = { names, description: null, goals, proposerId: null };
		await teller.as('dortmund', async (trx) => {
			const id = granted(await proposeTheme(trx, { partnershipId, facts, on: proposed }, deed));
			const step = { to: 'agreed', on: agreed, note: themesAgreed, agreedIn: null } as const;
			granted(await moveTheme(trx, { id, shown: 1, step }, deed));
		});
	}
}

/** What both cities promised, with what became of it. */
export async function tellPromises(teller: Storyteller, outcomes: ToldOutcomes, now: Instant): Promise<void> {
	for (const intention of intentions) await tellIntention(teller, intention, outcomes);
	await tellOfficersPromise(teller, now);
}

async function tellIntention(teller: Storyteller, told: ToldIntention, outcomes: ToldOutcomes): Promise<void> {
	const { text, kind, source, quotation, due, owner, outcome } = told;
	const deed = (on: string) => ({ at: onDay(on, 15), account: teller.account('dortmund') });
	const agreement = told.agreementOf && outcomes.agreements.get(told.agreementOf);
	const facts: PromiseFacts = {
		text,
		kind,
		quantity: told.quantity ? { ...told.quantity, amount: quantity(told.quantity.amount) } : null,
		source: {
			kind: source,
			address: agreement ? { kind: 'record', ref: { kind: 'agreement', id: agreement } } : null,
			quotation,
		},
		made: parseFuzzyDate(told.made)!,
		due: due ? parseFuzzyDate(due)! : null,
		owner: {
			role: 'coordinator',
			organisationId: owner ? (teller.cast.organisations[owner] as Id<'organisation'>) : null,
		},
		isPublic: true,
	};
	await teller.as('dortmund', async (trx) => {
		const partnershipId = teller.cast.partnership as Id<'partnership'>;
		const id = granted(await makePromise(trx, { partnershipId, facts }, deed(told.made)));
		if (!outcome) return;
		let shown = 1;
		for (const ref of evidenceOf(outcome, outcomes)) {
			const evidence = { address: { kind: 'record' as const, ref }, note: '', on: null };
			granted(await addEvidence(trx, { id, shown: shown++, evidence }, deed(outcome.on)));
		}
		const move = { to: outcome.state, on: parseFuzzyDate(outcome.on)!, note: outcome.note };
		granted(await movePromise(trx, { id, shown, move }, deed(outcome.on)));
	});
}

function evidenceOf(
	{ shownBy, on }: NonNullable<ToldIntention['outcome']>,
	outcomes: ToldOutcomes,
): readonly RecordRef[] {
	const agreement = outcomes.agreements.get(on);
	if (shownBy === 'agreement') return agreement ? [{ kind: 'agreement', id: agreement }] : [];
	return [{ kind: 'shipment', id: outcomes.shipment as Id<'shipment'> }];
}

/** Something that is due in five days whenever the demo begins, on the desk of Zhytomyr's officer. */
async function tellOfficersPromise(teller: Storyteller, now: Instant): Promise<void> {
	const at = later(now, -20 * day);
	const made = dayOf(at);
	const facts: PromiseFacts = {
		text: officersPromise,
		kind: 'other',
		quantity: null,
		source: { kind: 'meeting', address: null, quotation: Object.values(exampleWords).join(' · ') },
		made: { date: made, precision: 'day' },
		due: { date: addDays(made, 25), precision: 'day' },
		owner: { role: 'partner-officer', organisationId: null },
		isPublic: false,
	};
	const partnershipId = teller.cast.partnership as Id<'partnership'>;
	const deed = { at, account: teller.account('zhytomyr') };
	granted(await teller.as('zhytomyr', (trx) => makePromise(trx, { partnershipId, facts }, deed)));
}

/** A project that is under way today, marked as an example. */
export async function tellProject(teller: Storyteller, now: Instant): Promise<void> {
	const { code, names, budgetCents, milestones, indicator } = exampleProject;
	const [began, today] = [later(now, -90 * day), dayOf(now)];
	const account = teller.account('dortmund');
	const on = (at: Instant) => ({ date: dayOf(at), precision: 'day' as const });
	const source = Object.values(exampleWords).join(' · ');
	await teller.as('dortmund', async (trx) => {
		const facts = {
			code,
			names,
			description: exampleWords,
			budgetCents: budgetCents as EuroCents,
			leadId: null,
			dreamId: null,
			iatiId: null,
			themeIds: [],
			partnerIds: [],
			begins: on(began),
			ends: on(later(now, 275 * day)),
		};
		const partnershipId = teller.cast.partnership as Id<'partnership'>;
		const deed = { at: began, account };
		const id = granted(await planProject(trx, { partnershipId, facts, on: on(began) }, deed));
		granted(await moveProject(trx, { id, shown: 1, step: { to: 'running', on: on(began), note: null } }, deed));
		for (const milestone of milestones) {
			const due = addDays(today, milestone.dueIn);
			const milestoneId = granted(await setMilestone(trx, id, { names: milestone.names, due }));
			if (!('reachedAfter' in milestone)) continue;
			const settledOn = addDays(due, milestone.reachedAfter);
			const outcome = { state: 'reached' as const, settledOn, note: source, evidence: null };
			granted(await settleMilestone(trx, { projectId: id, id: milestoneId, outcome }, { at: now, account }));
		}
		const { measured, ...rest } = indicator;
		const indicatorId = granted(await setIndicator(trx, id, { ...rest, decimals: 0 }));
		const value = { value: measured, asOf: addDays(today, -3), source };
		granted(await measureIndicator(trx, { projectId: id, id: indicatorId, measured: value }, { at: now, account }));
	});
}
