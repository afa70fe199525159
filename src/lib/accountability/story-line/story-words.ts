import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatEuro, formatFuzzyDate } from '#lib/i18n/format.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { councilMessages } from '#lib/partnerships/council/council-messages.ts';
import { eventMessages } from '#lib/partnerships/events/event-messages.ts';
import { exchangeMessages } from '#lib/partnerships/exchanges/exchange-messages.ts';
import { partnershipMessages } from '#lib/partnerships/standing/partnership-messages.ts';
import { standingInWords } from '#lib/partnerships/standing/standing-words.ts';
import { formatBase } from '#lib/relief/catalogue/amount-text.ts';
import { isBaseUnit } from '#lib/relief/catalogue/base-unit.ts';
import type { Catalogue } from '#lib/relief/catalogue/catalogue.ts';
import { itemName } from '#lib/relief/needs/need-texts.ts';
import type { StoryDate, StoryFact, StoryGoods, StoryKind } from './story-line.ts';
import { storyMessages } from './story-messages.ts';

type Readable = ReturnType<typeof readableText>;

/** A kind as filters name it: "Agreements". */
export function storyKindName(kind: StoryKind, language: Language): string {
	return speak(storyMessages, language)(`kind-${kind}`);
}

/** "2022", "March 2023", "Week of 27 March 2023" or "31 March 2023": never more exact than may be told. */
export function storyDateText({ date, precision }: StoryDate, language: Language): string {
	if (precision !== 'week') return formatFuzzyDate({ date, precision }, language);
	return speak(storyMessages, language)('story-week', { date: formatDate(date, language) });
}

/** What happened, in few words: "Agreement signed", "Council of Dortmund: approved", "Shipment received". */
export function deedInWords(fact: StoryFact, language: Language): string {
	const say = speak(storyMessages, language);
	switch (fact.kind) {
		case 'paper': {
			if (fact.outcome === null) return say('deed-paper');
			const outcome = speak(councilMessages, language)(`outcome-${fact.outcome}`);
			return say('deed-paper-decided', { body: fact.body || say('council'), outcome });
		}
		case 'theme':
			return say(`deed-theme-${fact.state}`);
		case 'project':
			return say(`deed-project-${fact.state}`);
		case 'event':
			return say('deed-event', { kind: speak(eventMessages, language)(`kind-${fact.eventKind}`) });
		case 'exchange':
			return say('deed-exchange', { kind: speak(exchangeMessages, language)(`kind-${fact.exchangeKind}`) });
		case 'promise':
			return say(`deed-promise-${fact.state}`);
		case 'need':
			return say(fact.list === null ? 'deed-need' : 'deed-need-list');
		case 'report':
			return say(`deed-report-${fact.reportKind}`);
		case 'agreement':
		case 'standing':
		case 'funding':
		case 'offer':
		case 'allocation':
		case 'shipment':
		case 'use':
			return say(`deed-${fact.kind}`);
		default:
			return unreachable(fact);
	}
}

/** How many items a heading names; the rest is counted. */
const itemsNamed = 3;

/** "Generator: 25 pcs, Camp bed: 200 pcs and 2 more items". */
function goodsInWords(goods: readonly StoryGoods[], catalogue: Catalogue, language: Language): string {
	const say = speak(storyMessages, language);
	if (goods.length === 0) return say('goods-none');
	const named = goods.slice(0, itemsNamed).map(({ itemCode, baseUnit, quantity }) => {
		const unit = isBaseUnit(baseUnit) ? baseUnit : 'pcs';
		const item = itemName(catalogue, itemCode, language);
		return say('goods-line', { item, quantity: formatBase(quantity, unit, language) });
	});
	const more = goods.length - named.length;
	return [named.join(', '), ...(more > 0 ? [say('goods-more', { count: more })] : [])].join(' ');
}

/** What the partnership is; that it lives goes without saying. */
function standingTitle({ is, status }: StoryFact & { readonly kind: 'standing' }, language: Language): string {
	if (status !== 'active') return standingInWords({ kind: is, status }, language);
	return speak(partnershipMessages, language)(`kind-${is}`);
}

/** What it is about, with the language it is in: the title of the record, or its goods. */
export function titleInWords(fact: StoryFact, catalogue: Catalogue, language: Language): Readable {
	const own = (text: string): Readable => ({ text, language });
	const say = speak(storyMessages, language);
	switch (fact.kind) {
		case 'standing':
			return own(standingTitle(fact, language));
		case 'need':
			return own(fact.list ?? goodsInWords(fact.goods, catalogue, language));
		case 'offer':
		case 'allocation':
		case 'shipment':
		case 'use':
			return own(goodsInWords(fact.goods, catalogue, language));
		case 'report': {
			const [from, until] = [formatDate(fact.from, language), formatDate(fact.until, language)];
			return own(say('report-period', { from, until }));
		}
		case 'paper':
		case 'agreement':
		case 'theme':
		case 'project':
		case 'event':
		case 'exchange':
		case 'promise':
		case 'funding':
			return readableText(fact.title, language);
		default:
			return unreachable(fact);
	}
}

/** What else the line says of it; null where title and deed say everything. */
export function detailInWords(fact: StoryFact, language: Language): Readable | null {
	const say = speak(storyMessages, language);
	const own = (...parts: readonly (string | null)[]): Readable | null => {
		const told = parts.filter((part) => part !== null && part !== '');
		return told.length > 0 ? { text: told.join(' · '), language } : null;
	};
	switch (fact.kind) {
		case 'paper':
			return own(fact.reference);
		case 'standing':
			return fact.basis && readableText(fact.basis, language);
		case 'promise':
			return fact.note && readableText(fact.note, language);
		case 'funding':
			return own(fact.programme, fact.cents === null ? null : formatEuro(fact.cents, language));
		case 'need':
			return own(say('needs-count', { count: fact.needs }));
		case 'shipment':
		case 'use':
			return own(fact.number && say('shipment-number', { number: fact.number }));
		default:
			return null;
	}
}
