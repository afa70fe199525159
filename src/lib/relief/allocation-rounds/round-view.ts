import { type Say, speak } from '#lib/i18n/catalogue.ts';
import { formatShare } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { AllocationProblem, Ban, Need } from '../allocation/allocation-problem.ts';
import type { AllocationLine, AllocationResult, CoverageLine } from '../allocation/allocation-result.ts';
import { reasonVoice } from '../allocation/say-reason.ts';
import { baseUnitName, formatBase } from '../catalogue/amount-text.ts';
import { type BaseUnit, isBaseUnit } from '../catalogue/base-unit.ts';
import type { Urgency } from '../needs/freshness.ts';
import { purposeName, urgencyName } from '../needs/need-texts.ts';
import { type Round, reasonByHand } from './allocation-round.ts';
import type { english } from './messages.en.ts';
import { roundMessages } from './round-messages.ts';

/** What a reader should know of a lot beside the problem: whose gift it is and what it is counted in. */
export interface LotLabel {
	readonly donor: string;
	readonly baseUnit: BaseUnit;
}

export interface RoundLineView {
	/** need:lot, the value of the line's checkbox. */
	readonly pair: string;
	readonly need: string;
	readonly needId: string;
	readonly lot: string;
	readonly lotId: string;
	readonly destination: string;
	readonly quantity: string;
	readonly amount: number;
	readonly unit: string;
	readonly reason: string;
	readonly promised: boolean;
	readonly fixed: boolean;
}

export interface RoundCoverageView {
	readonly urgency: string;
	readonly destination: string;
	readonly goods: string;
	readonly first: string;
	readonly now: string;
	readonly effect: string;
	readonly direction: 'more' | 'less' | 'same';
}

export interface RoundView {
	readonly lines: readonly RoundLineView[];
	readonly promised: readonly RoundLineView[];
	readonly coverage: readonly RoundCoverageView[];
	readonly bans: readonly { readonly pair: string; readonly text: string }[];
	readonly unmet: readonly { readonly title: string; readonly reason: string; readonly needId: string }[];
	readonly left: readonly { readonly title: string; readonly reason: string; readonly lotId: string }[];
	readonly certainty: string;
}

export interface ReadRound {
	readonly problem: AllocationProblem;
	readonly firstProposal: AllocationResult;
	readonly proposal: AllocationResult;
	readonly round: Round;
}

/** A round in words: every line, every missing unit and everything left with its reason. */
export function viewRound(read: ReadRound, labels: ReadonlyMap<string, LotLabel>, language: Language): RoundView {
	const say = speak(roundMessages, language);
	const namer = new RoundNamer(read.problem, labels, language);
	const voice = reasonVoice(read.problem.destinations, language, read.problem.policy.denominator);
	const urgency = new Map<string, number>(read.problem.needs.map((need) => [need.id, need.urgency]));
	const gravestFirst = (a: { need: string }, b: { need: string }): number =>
		(urgency.get(a.need) ?? 0) - (urgency.get(b.need) ?? 0) || (a.need < b.need ? -1 : Number(a.need > b.need));
	const lines = read.proposal.allocations.toSorted(gravestFirst).map((line): RoundLineView => {
		const unit = namer.lotUnit(line.lot);
		return {
			pair: `${line.need}:${line.lot}`,
			need: namer.need(line.need),
			needId: line.need,
			lot: namer.lot(line.lot),
			lotId: line.lot,
			destination: namer.destinationOf(line.need),
			quantity: formatBase(line.quantity, unit, language),
			amount: line.quantity,
			unit: baseUnitName(unit, language),
			reason: [voice.line(line), namer.substituteOf(line), handOf(read.round, line, say)].filter(Boolean).join(' '),
			promised: line.reason.kind === 'promised',
			fixed: line.reason.kind === 'fixed-by-hand',
		};
	});
	const { optimality } = read.proposal;
	return {
		lines: lines.filter(({ promised }) => !promised),
		promised: lines.filter(({ promised }) => promised),
		coverage: viewCoverage(read, namer, language),
		bans: read.round.bans.map(({ need, lot }) => ({
			pair: `${need}:${lot}`,
			text: [`${namer.need(need)} – ${namer.lot(lot)}`, handOf(read.round, { need, lot }, say)]
				.filter(Boolean)
				.join('. '),
		})),
		unmet: read.proposal.unmet.toSorted(gravestFirst).map(({ need, quantity, reason }) => ({
			title: say('unmetLine', {
				item: namer.itemOf(need),
				destination: namer.destinationOf(need),
				quantity: formatBase(quantity, namer.needUnit(need), language),
			}),
			reason: voice.unmet(reason, namer.amountFor(need)),
			needId: need,
		})),
		left: read.proposal.left.map(({ lot, quantity, reason }) => ({
			title: say('leftLine', { lot: namer.lot(lot), quantity: formatBase(quantity, namer.lotUnit(lot), language) }),
			reason: voice.left(reason),
			lotId: lot,
		})),
		certainty:
			optimality.kind === 'proven' ? say('proven') : say('bounded', { gap: formatShare(optimality.gap, 1, language) }),
	};
}

/** The reason a person gave for fixing or ruling out a pair, so that the decision can be explained later (law 7). */
function handOf(round: Round, { need, lot }: Ban, say: Say<typeof english>): string {
	const reason = reasonByHand(round, need, lot);
	return reason === undefined ? '' : say('reasonByHand', { reason });
}

function viewCoverage(read: ReadRound, namer: RoundNamer, language: Language): RoundCoverageView[] {
	const say = speak(roundMessages, language);
	const key = (line: CoverageLine): string => `${line.urgency}/${line.destination}/${line.kind}`;
	const first = new Map(read.firstProposal.coverage.map((line) => [key(line), line]));
	return read.proposal.coverage.map((line) => {
		const unit = unitOfKind(line.kind);
		const before = first.get(key(line))?.delivered ?? line.delivered;
		const change = line.delivered - before;
		const write = (delivered: number): string =>
			`${formatBase(delivered, unit, language)} (${formatShare(delivered, line.requested, language)})`;
		const units = formatBase(Math.abs(change), unit, language);
		return {
			urgency: urgencyName(line.urgency as Urgency, language),
			destination: namer.destination(line.destination),
			goods: say('goodsRequested', {
				goods: namer.item(line.kind.split(':')[0] ?? line.kind),
				requested: formatBase(line.requested, unit, language),
			}),
			first: write(before),
			now: write(line.delivered),
			effect: change === 0 ? say('effectNone') : say(change > 0 ? 'effectMore' : 'effectLess', { units }),
			direction: change === 0 ? 'same' : change > 0 ? 'more' : 'less',
		};
	});
}

class RoundNamer {
	readonly #needs: ReadonlyMap<string, Need>;
	readonly #items: ReadonlyMap<string, string>;
	readonly #lots: ReadonlyMap<string, string>;
	readonly #destinations: ReadonlyMap<string, string>;
	readonly #labels: ReadonlyMap<string, LotLabel>;
	readonly #language: Language;
	readonly #substituted: ReadonlySet<string>;

	constructor(problem: AllocationProblem, labels: ReadonlyMap<string, LotLabel>, language: Language) {
		const read = (name: Parameters<typeof readableText>[0]): string => readableText(name, language).text;
		this.#needs = new Map(problem.needs.map((need) => [need.id, need]));
		this.#lots = new Map(problem.lots.map((lot) => [lot.id, lot.item]));
		this.#items = new Map(problem.items.map(({ id, name }) => [id, read(name)]));
		this.#destinations = new Map(problem.destinations.map(({ id, name }) => [id, read(name)]));
		this.#labels = labels;
		this.#language = language;
		this.#substituted = new Set(problem.substitutes.map(({ wanted }) => wanted));
	}

	item(code: string): string {
		return this.#items.get(code) ?? code;
	}

	itemOf(need: string): string {
		return this.item(this.#needs.get(need)?.item ?? need);
	}

	destination(id: string): string {
		return this.#destinations.get(id) ?? id;
	}

	destinationOf(need: string): string {
		return this.destination(this.#needs.get(need)?.destination ?? '');
	}

	need(id: string): string {
		const need = this.#needs.get(id);
		const purpose = purposeName(need?.purpose ?? 'general', this.#language);
		const values = { item: this.itemOf(id), destination: this.destinationOf(id), purpose };
		return speak(roundMessages, this.#language)('needLine', values);
	}

	/** Says amounts as a need's item is counted; undefined where substitutes counted otherwise may be among them. */
	amountFor(id: string): ((units: number) => string) | undefined {
		if (this.#substituted.has(this.#needs.get(id)?.item ?? '')) return undefined;
		const unit = this.needUnit(id);
		return (units) => formatBase(units, unit, this.#language);
	}

	needUnit(id: string): BaseUnit {
		return unitOfKind(this.#needs.get(id)?.kind ?? '');
	}

	lot(id: string): string {
		const item = this.item(this.#lots.get(id) ?? id);
		const donor = this.#labels.get(id)?.donor;
		return donor ? speak(roundMessages, this.#language)('lotFrom', { item, donor }) : item;
	}

	/** "40 of these count as 80": what a substitute stands for; empty where the thing itself is given or counts one to one. */
	substituteOf({ need, lot, quantity, covers, substitute }: AllocationLine): string {
		if (!substitute || covers === quantity) return '';
		return speak(roundMessages, this.#language)('substituteCounts', {
			given: formatBase(quantity, this.lotUnit(lot), this.#language),
			covered: formatBase(covers, this.needUnit(need), this.#language),
			item: this.itemOf(need),
		});
	}

	lotUnit(id: string): BaseUnit {
		return this.#labels.get(id)?.baseUnit ?? 'pcs';
	}
}

function unitOfKind(kind: string): BaseUnit {
	const unit = kind.split(':')[1] ?? '';
	return isBaseUnit(unit) ? unit : 'pcs';
}
