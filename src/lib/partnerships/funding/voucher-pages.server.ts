import { randomUUID } from 'node:crypto';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatEuro } from '#lib/i18n/format.ts';
import { csvText } from '#lib/kernel/csv.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { markOfVoucher } from './funding-desk.server.ts';
import { fundingMessages } from './funding-messages.ts';
import { type FundingRecord, findFunding } from './funding-queries.server.ts';
import { moneyForm } from './money-field.ts';
import { planView } from './plan-view.ts';
import { judgeVouchers, type VoucherJudgement } from './voucher.ts';
import { voucherForm } from './voucher-form.ts';
import { readVouchers, type VoucherRecord } from './voucher-queries.server.ts';

interface Opened {
	readonly record: FundingRecord;
	readonly vouchers: readonly VoucherRecord[];
}

/** The vouchers of a funding the city keeps, put on the audit trail; undefined for another city's and for who may not. */
async function open(desk: OfficeDesk, idText: string): Promise<Opened | undefined> {
	const id = parseId<'funding'>(idText);
	if (!id || !may(desk.session, 'funding.keep')) return undefined;
	return inCity(desk.app, desk.actor, async (trx) => {
		const record = await findFunding(trx, id);
		if (!record || record.cityId !== desk.actor.city) return undefined;
		return { record, vouchers: await readVouchers(trx, id) };
	});
}

const counting = (vouchers: readonly VoucherRecord[]) => vouchers.filter(({ cancelledAt }) => cancelledAt === null);

/** Whether anything is missing, or speaks against it that nobody has accepted. */
function isIncomplete({ accepted }: VoucherRecord, judgement: VoucherJudgement | undefined): boolean {
	const { missing = [], concerns = [] } = judgement ?? {};
	return missing.length > 0 || concerns.some((concern) => !accepted.includes(concern));
}

function lineChoices({ plan }: FundingRecord) {
	return (plan?.lines ?? []).map(({ number, label }) => ({ value: number, label: `${number} ${label}` }));
}

/** The page of vouchers with what is missing of each, and the form of a new one. */
export async function loadVouchers(desk: OfficeDesk, idText: string) {
	const opened = await open(desk, idText);
	if (!opened) return undefined;
	const { record, vouchers } = opened;
	const { language } = desk;
	const judged = judgeVouchers(record, counting(vouchers));
	const typed: Typed = {};
	return {
		id: record.id,
		name: readableText(record.names, language),
		mayEnter: ['granted', 'running', 'settled'].includes(record.state),
		lines: lineChoices(record),
		plan: planView(record, language),
		sum: formatEuro(record.spentCents ?? (0 as never), language),
		rows: vouchers.map((voucher) => rowOf(voucher, judged.get(voucher.id), language)),
		count: judged.size,
		incomplete: counting(vouchers).filter((voucher) => isIncomplete(voucher, judged.get(voucher.id))).length,
		typed,
		idempotencyKey: randomUUID() as string,
	};
}

function rowOf(voucher: VoucherRecord, judgement: VoucherJudgement | undefined, language: Language) {
	const { id, number, payee, purpose, lineNumber, documentId, cancelledFor, accepted } = voucher;
	return {
		id,
		number,
		payee,
		purpose,
		lineNumber,
		documentId,
		cancelledFor,
		dated: formatDate(voucher.dated, language),
		paidOn: voucher.paidOn && formatDate(voucher.paidOn, language),
		amount: formatEuro(voucher.amountCents, language),
		missing: judgement?.missing ?? [],
		concerns: (judgement?.concerns ?? []).map((concern) => ({ concern, isAccepted: accepted.includes(concern) })),
	};
}

/** The form that corrects or cancels a voucher; undefined where there is none. */
export async function loadVoucher(desk: OfficeDesk, fundingText: string, idText: string) {
	const opened = await open(desk, fundingText);
	const voucher = opened && counting(opened.vouchers).find(({ id }) => id === idText);
	if (!opened || !voucher) return undefined;
	return {
		id: voucher.id,
		fundingId: opened.record.id,
		name: readableText(opened.record.names, desk.language),
		number: voucher.number,
		documentId: voucher.documentId,
		lines: lineChoices(opened.record),
		typed: voucherForm(voucher),
		accepted: voucher.accepted,
		mark: markOfVoucher(voucher),
		idempotencyKey: randomUUID() as string,
	};
}

/** The voucher list as a spreadsheet opens it, with what is missing of each; undefined for another city's. */
export async function vouchersAsTable(desk: OfficeDesk, idText: string): Promise<string | undefined> {
	const opened = await open(desk, idText);
	if (!opened) return undefined;
	const say = speak(fundingMessages, desk.language);
	const vouchers = counting(opened.vouchers);
	const judged = judgeVouchers(opened.record, vouchers);
	const label = new Map(opened.record.plan?.lines.map((line) => [line.number, line.label]));
	const head = [say('number'), say('dated'), say('payee'), say('purpose'), say('line'), say('line-label')];
	const rows = vouchers.map((voucher) => {
		const { missing = [], concerns = [] } = judged.get(voucher.id) ?? {};
		const odd = [...missing.map((each) => say(`missing-${each}`)), ...concerns.map((each) => say(`concern-${each}`))];
		const line = voucher.lineNumber ?? '';
		const texts = [voucher.number, voucher.dated, voucher.payee, voucher.purpose, line, label.get(line) ?? ''];
		return [...texts, moneyForm(voucher.amountCents), voucher.paidOn ?? '', odd.join(', ')];
	});
	return csvText([[...head, say('amount'), say('paid-on'), say('standing')], ...rows]);
}
