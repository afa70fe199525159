import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatEuro, formatNumber } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { EuroCents } from '#lib/kernel/money.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { documentRefusalText } from '#lib/media/documents/document-texts.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { fundingMessages } from './funding-messages.ts';
import type { FundingRefusal, PlanFault, PlanLineFault } from './funding-refusal.ts';

type Of<Kind extends string> = Extract<FundingRefusal, { readonly kind: Kind }>;
type PlainKind =
	| 'period-reversed'
	| 'unknown-funder'
	| 'unknown-partnership'
	| 'reason-needed'
	| 'period-missing'
	| 'funder-missing'
	| 'nothing-to-draw'
	| 'report-unknown'
	| 'report-submitted'
	| 'no-vouchers-yet'
	| 'voucher-cancelled'
	| 'line-unknown';

/** The field a refusal without gaps is about. */
const fieldOf: Readonly<Record<PlainKind, string>> = {
	'period-reversed': 'eligibleUntil',
	'unknown-funder': 'funder',
	'unknown-partnership': 'partnership',
	'reason-needed': 'reason',
	'period-missing': 'to',
	'funder-missing': 'to',
	'nothing-to-draw': 'drawnCents',
	'report-unknown': 'report',
	'report-submitted': 'report',
	'no-vouchers-yet': 'form',
	'voucher-cancelled': 'form',
	'line-unknown': 'line',
};

const isPlain = (refusal: FundingRefusal): refusal is Of<PlainKind> => Object.hasOwn(fieldOf, refusal.kind);
const isOfPlan = (refusal: FundingRefusal): refusal is PlanFault | PlanLineFault => refusal.kind.startsWith('plan-');

/** The words above each field. */
const labels = {
	names: 'names',
	funder: 'funder',
	programme: 'programme',
	reference: 'reference',
	partnership: 'partnership',
	applyBy: 'apply-by',
	eligibleFrom: 'eligible-from',
	eligibleUntil: 'eligible-until',
	rate: 'rate',
	subjects: 'subjects',
	tolerance: 'tolerance',
	retention: 'retention',
	note: 'note',
	to: 'to',
	on: 'on',
	cents: 'amount',
	moveNote: 'move-note',
	drawnCents: 'amount',
	drawnOn: 'on',
	drawnNote: 'note',
	reportKind: 'report-kind',
	reportDue: 'report-due',
	report: 'report-choice',
	submittedOn: 'on',
	droppedFor: 'report-drop-reason',
	lines: 'plan-lines',
	total: 'plan-total-field',
	funderShare: 'plan-funder-share',
	ownShare: 'plan-own-share',
	othersShare: 'plan-others-share',
	number: 'number',
	dated: 'dated',
	paidOn: 'paid-on',
	payee: 'payee',
	purpose: 'purpose',
	amount: 'amount',
	line: 'line',
	cancelledFor: 'cancel-reason',
} as const;

/** A refusal in words, with the field it takes the reader to. `reasonField`: where this form asks for a reason. */
export function explainFunding(refusal: FundingRefusal, language: Language, reasonField = 'moveNote'): FieldError {
	const say = speak(fundingMessages, language);
	const euro = (cents: EuroCents) => formatEuro(cents, language);
	if (isPlain(refusal)) {
		const field = refusal.kind === 'reason-needed' ? reasonField : fieldOf[refusal.kind];
		return { field, message: say(`error-${refusal.kind}`) };
	}
	if (isOfPlan(refusal)) return explainPlan(refusal, language);
	switch (refusal.kind) {
		case 'not-money':
		case 'not-a-share':
		case 'not-years':
			return { field: refusal.field, message: say(`error-${refusal.kind}`, { typed: refusal.typed }) };
		case 'money-negative':
		case 'money-zero':
		case 'day-in-future':
			return { field: refusal.field, message: say(`error-${refusal.kind}`) };
		case 'money-absurd':
			return { field: refusal.field, message: say('error-money-absurd', { most: euro(refusal.most) }) };
		case 'not-a-subject':
			return { field: 'subjects', message: say('error-not-a-subject', { typed: refusal.typed }) };
		case 'move-not-permitted': {
			const [from, to] = [say(`state-${refusal.from}`), say(`state-${refusal.to}`)];
			return { field: 'to', message: say('error-move-not-permitted', { from, to }) };
		}
		case 'day-before':
			return {
				field: refusal.field,
				message: say('error-day-before', { since: formatDate(refusal.since, language) }),
			};
		case 'drawn-over-grant':
			return { field: 'drawnCents', message: say('error-drawn-over-grant', { left: euro(refusal.left) }) };
		case 'settled-over-grant':
			return { field: 'cents', message: say('error-settled-over-grant', { granted: euro(refusal.granted) }) };
		case 'returned-over-drawn':
			return { field: 'cents', message: say('error-returned-over-drawn', { drawn: euro(refusal.drawn) }) };
		case 'reports-open':
			return { field: 'to', message: say('error-reports-open', { count: refusal.count }) };
		case 'voucher-twice': {
			const { number, payee } = refusal;
			return { field: 'number', message: say('error-voucher-twice', { number, payee }) };
		}
		case 'concern': {
			const concern = say(`concern-${refusal.concern}`);
			return { field: `accept-${refusal.concern}-on`, message: say('error-concern', { concern }) };
		}
		case 'file-missing':
		case 'file-empty':
		case 'file-too-large':
		case 'file-kind-unknown':
		case 'file-of-old-office':
		case 'file-has-macros':
		case 'file-is-a-page':
		case 'file-is-damaged':
			return { field: 'file', message: documentRefusalText(refusal, language) };
		default:
			return explainFault(refusal, language, labels, speak(fundingMessages, language));
	}
}

function explainPlan(refusal: PlanFault | PlanLineFault, language: Language): FieldError {
	const say = speak(fundingMessages, language);
	const euro = (cents: EuroCents) => formatEuro(cents, language);
	const apart = (one: EuroCents, other: EuroCents) => euro(Math.abs(one - other) as EuroCents);
	const inLines = (message: string): FieldError => ({ field: 'lines', message });
	switch (refusal.kind) {
		case 'plan-empty':
			return inLines(say('error-plan-empty'));
		case 'plan-too-many':
			return inLines(say('error-plan-too-many', { most: refusal.most }));
		case 'plan-total':
		case 'plan-shares': {
			const { sum, total } = refusal;
			const message = say(`error-${refusal.kind}`, {
				sum: euro(sum),
				total: euro(total),
				difference: apart(sum, total),
			});
			return { field: refusal.kind === 'plan-total' ? 'total' : 'ownShare', message };
		}
		case 'plan-over-rate': {
			const { most, share, basisPoints } = refusal;
			const gaps = { rate: formatNumber(basisPoints / 100, language), most: euro(most), share: euro(share) };
			return {
				field: 'funderShare',
				message: say('error-plan-over-rate', { ...gaps, difference: apart(most, share) }),
			};
		}
		case 'plan-line-in-use':
			return inLines(say('error-plan-line-in-use', { number: refusal.number }));
		case 'plan-line-too-long':
			return inLines(say('error-plan-line-too-long', { line: refusal.line }));
		case 'plan-line-product': {
			const { line, product, amount } = refusal;
			const gaps = { product: euro(product), amount: euro(amount), difference: apart(product, amount) };
			return inLines(say('error-plan-line-product', { line, ...gaps }));
		}
		case 'plan-sum-row': {
			const { line, sum, typed } = refusal;
			const gaps = { sum: euro(sum), typed: euro(typed), difference: apart(sum, typed) };
			return inLines(say('error-plan-sum-row', { line, ...gaps }));
		}
		default:
			return inLines(say(`error-${refusal.kind}`, { line: refusal.line, typed: refusal.typed }));
	}
}

/** From when until when money may be spent, in words; null where nothing was agreed. */
export function periodInWords(from: PlainDate | null, until: PlainDate | null, language: Language): string | null {
	const say = speak(fundingMessages, language);
	const [first, last] = [from && formatDate(from, language), until && formatDate(until, language)];
	if (first && last) return say('period-between', { from: first, until: last });
	if (first) return say('period-open-from', { from: first });
	return last ? say('period-open-until', { until: last }) : null;
}
