import { type Say, speak } from '#lib/i18n/catalogue.ts';
import { formatNumber, formatShare } from '#lib/i18n/format.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { allocationMessages } from './allocation-messages.ts';
import type { Denominator } from './allocation-problem.ts';
import type { AllocationLine, LeftReason, LineReason, Share, SupplyAccount, UnmetReason } from './allocation-result.ts';
import { type ObstacleCounts, obstacles } from './compatibility.ts';
import type { en } from './messages.en.ts';

/** A number of units in words: "25 pieces", "1.5 t". */
type Amount = (units: number) => string;

/** Says reasons in one language, with the names of destinations that readers know. */
export interface ReasonVoice {
	line(line: Pick<AllocationLine, 'reason' | 'substitute' | 'keeps'>): string;
	/** `amount` says a number of units as the need's item is counted; without it numbers stand alone. */
	unmet(reason: UnmetReason, amount?: Amount): string;
	left(reason: LeftReason): string;
	/** The name of a destination. */
	destination(id: string): string;
}

/** More peers than these are only counted. */
const namedPeers = 3;

/** The voice that explains an allocation to a council member. `denominator` is that of the allocation's policy. */
export function reasonVoice(
	destinations: readonly { readonly id: string; readonly name: LocalizedText }[],
	language: Language,
	denominator: Denominator = 'units',
): ReasonVoice {
	const say = speak(allocationMessages, language);
	const names = new Map(destinations.map(({ id, name }) => [id, readableText(name, language).text || id]));
	const amount = (units: number) => formatNumber(units, language);
	const context: Context = { say, language, denominator, amount, nameOf: (id) => names.get(id) ?? id };
	return {
		line: (line) =>
			[
				lineSentence(context, line.reason),
				line.substitute ? say('line.substitute') : '',
				line.keeps > 0 ? say('line.keeps', { kept: line.keeps }) : '',
			]
				.filter((sentence) => sentence !== '')
				.join(' '),
		unmet: (reason, spoken = amount) => unmetSentence({ ...context, amount: spoken }, reason),
		left: (reason) => leftSentence(context, reason),
		destination: (id) => context.nameOf(id),
	};
}

interface Context {
	readonly say: Say<typeof en>;
	readonly language: Language;
	readonly denominator: Denominator;
	readonly amount: Amount;
	readonly nameOf: (id: string) => string;
}

function shareValues(context: Context, share: Share) {
	return {
		destination: context.nameOf(share.destination),
		delivered: share.delivered,
		requested: share.requested,
		share: measure(context, share),
	};
}

/** A share in the measure the policy compares by: 72 %, 0.2 per person, 150 % of the critical minimum. */
function measure({ say, language, denominator }: Context, share: Share): string {
	const { delivered, requested } = share;
	switch (denominator) {
		case 'units':
			return formatShare(delivered, requested, language);
		case 'people': {
			const rate = formatNumber(delivered / share.denominator, language, { maximumSignificantDigits: 3 });
			return say('share.per-person', { rate });
		}
		case 'critical-minimum':
			return say('share.of-minimum', { share: formatShare(delivered, share.denominator, language) });
	}
}

function lineSentence(context: Context, reason: LineReason): string {
	const { say } = context;
	switch (reason.kind) {
		case 'fixed-by-hand':
			return say('line.fixed-by-hand');
		case 'promised':
			return say('line.promised');
		case 'only-need':
			return say('line.only-need');
		case 'enough-for-all':
			return say('line.enough-for-all', { needs: reason.needs });
		case 'more-urgent':
			return say('line.more-urgent', { urgency: reason.urgency, waiting: reason.waitingUrgency });
		case 'same-destination':
			return say('line.same-destination', shareValues(context, reason.share));
		case 'packs-and-minimums':
			return say('line.packs-and-minimums', shareValues(context, reason.share));
		case 'fair-share':
			return fairShareSentence(context, reason.share, reason.peers);
		default:
			return unreachable(reason);
	}
}

/** Says only what holds to the unit: the same share, no larger a share, or one that a unit less would turn round. */
function fairShareSentence(context: Context, share: Share, peers: readonly Share[]): string {
	const coverage = (each: Share): number => each.delivered / each.denominator;
	const said = measure(context, share);
	const values = { ...shareValues(context, share), peers: listPeers(context, peers) };
	if (peers.every((peer) => measure(context, peer) === said)) return context.say('share.same', values);
	if (peers.every((peer) => coverage(peer) >= coverage(share))) return context.say('share.smaller', values);
	return context.say('share.whole-units', values);
}

function listPeers(context: Context, peers: readonly Share[]): string {
	const named = peers.slice(0, namedPeers).map((peer) => context.say('share.peer', shareValues(context, peer)));
	if (peers.length > namedPeers) named.push(context.say('share.and-more', { count: peers.length - namedPeers }));
	return listFormats[context.language].format(named);
}

const listFormats: Record<Language, Intl.ListFormat> = {
	de: new Intl.ListFormat('de-DE'),
	uk: new Intl.ListFormat('uk-UA'),
	en: new Intl.ListFormat('en-GB'),
};

function unmetSentence(context: Context, reason: UnmetReason): string {
	const { say, amount } = context;
	switch (reason.kind) {
		case 'no-compatible-lot':
			if (reason.lots === 0) return say('unmet.no-lots');
			return say('unmet.no-compatible-lot', { lots: reason.lots, obstacles: listObstacles(context, reason.obstacles) });
		case 'pack-too-large':
			return say('unmet.pack-too-large', { count: reason.lots, smallestPack: amount(reason.smallestPack) });
		case 'settled-elsewhere':
			return say('unmet.settled-elsewhere', { count: reason.lots, units: amount(reason.units) });
		case 'fixed-by-hand':
			return say('unmet.fixed-by-hand');
		case 'minimum-unreachable':
			return say('unmet.minimum-unreachable', {
				minimum: amount(reason.minimum),
				reachable: amount(reason.reachable),
			});
		case 'minimum-not-reached':
			return say('unmet.minimum-not-reached', {
				minimum: amount(reason.minimum),
				account: accountOf(context, reason.supply),
			});
		case 'packs-and-minimums':
			return say('unmet.packs-and-minimums', { account: accountOf(context, reason.supply) });
		case 'all-given':
			return say('unmet.all-given', { count: reason.supply.lots, own: amount(reason.supply.own) });
		case 'below-cut-off': {
			const values = { ...shareValues(context, reason.share), urgency: reason.urgency };
			const sentence = say('unmet.below-cut-off', { ...values, account: accountOf(context, reason.supply) });
			if (reason.peers.length === 0) return sentence;
			return `${sentence} ${say('unmet.peers', { peers: listPeers(context, reason.peers) })}`;
		}
		default:
			return unreachable(reason);
	}
}

function accountOf({ say, amount }: Context, supply: SupplyAccount): string {
	const parts = [supply.own > 0 ? say('account.own', { units: amount(supply.own) }) : say('account.nothing')];
	if (supply.moreUrgent > 0) parts.push(say('account.more-urgent', { units: amount(supply.moreUrgent) }));
	if (supply.sameClass > 0) parts.push(say('account.same-class', { units: amount(supply.sameClass) }));
	if (supply.later > 0) parts.push(say('account.later', { units: amount(supply.later) }));
	if (supply.left > 0) parts.push(say('account.left', { units: amount(supply.left) }));
	return `${parts.join(', ')}.`;
}

function listObstacles({ say }: Context, counts: ObstacleCounts): string {
	return obstacles
		.filter((obstacle) => (counts[obstacle] ?? 0) > 0)
		.map((obstacle) => say(`obstacle-${obstacle}`, { count: counts[obstacle] ?? 0 }))
		.join(', ');
}

function leftSentence(context: Context, reason: LeftReason): string {
	const { say } = context;
	switch (reason.kind) {
		case 'no-compatible-need':
			if (reason.needs === 0) return say('left.no-needs');
			return say('left.no-compatible-need', {
				needs: reason.needs,
				obstacles: listObstacles(context, reason.obstacles),
			});
		case 'needs-covered':
			return say('left.needs-covered', { count: reason.needs });
		case 'less-than-a-pack':
			return say('left.less-than-a-pack', { pack: reason.pack });
		case 'packs-and-minimums':
			return say('left.packs-and-minimums', { count: reason.needs });
		default:
			return unreachable(reason);
	}
}
