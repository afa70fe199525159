import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { readDocumentUpload } from '#lib/media/documents/document-upload.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { lineOf, type Typed } from '#lib/ui/form/typed-form.ts';
import type { Deed } from './funding.ts';
import {
	correctFunding,
	drawMoney,
	dropReport,
	expectReport,
	moveFunding,
	recordFunding,
	type Shown,
	setPlan,
	submitReport,
} from './funding-commands.server.ts';
import { readDay, readDraw, readFunding, readMove, readPlan, readReport, readReportId } from './funding-form.ts';
import type { FundingRefusal } from './funding-refusal.ts';
import type { Voucher } from './voucher.ts';
import { cancelVoucher, correctVoucher, enterVoucher } from './voucher-commands.server.ts';
import { readCancellation, readVoucher } from './voucher-form.ts';

export type FundingAnswer<Value> = Result<Value, readonly FundingRefusal[]>;

const deedOf = (desk: OfficeDesk): Deed => ({ at: desk.now, account: desk.actor.account });

/** Puts a funding on record as a form says; answers its id. */
export async function addFunding(desk: OfficeDesk, typed: Typed): Promise<FundingAnswer<Id<'funding'>>> {
	const read = readFunding(typed);
	if (!read.ok) return read;
	const form = { name: 'record-funding', subject: null, typed };
	return runForm<Id<'funding'>, FundingRefusal>(desk, form, (trx) => recordFunding(trx, read.value, deedOf(desk)));
}

type Work = (trx: Trx, which: Shown, deed: Deed) => Promise<FundingAnswer<null>>;

/** What the forms on the pages of a funding ask for, read from what was typed. */
const works = {
	'correct-funding': (typed: Typed) => after(readFunding(typed), ({ facts }) => withInput(correctFunding, { facts })),
	'set-funding-plan': (typed: Typed) => after(readPlan(typed), (plan) => withInput(setPlan, { plan })),
	'move-funding': (typed: Typed) => after(readMove(typed), (move) => withInput(moveFunding, { move })),
	'draw-money': (typed: Typed) => after(readDraw(typed), (draw) => withInput(drawMoney, { draw })),
	'expect-report': (typed: Typed) => after(readReport(typed), (report) => withInput(expectReport, { report })),
	'submit-report': (typed: Typed) =>
		after(readReportId(typed), (reportId) =>
			after(readDay(typed, 'submittedOn'), (on) => withInput(submitReport, { reportId, on })),
		),
	'drop-report': (typed: Typed) =>
		after(readReportId(typed), (reportId) =>
			withInput(dropReport, { reportId, note: lineOf(typed, 'droppedFor').slice(0, 500) }),
		),
} as const;

export type FundingWork = keyof typeof works;

function after<Read>(read: FundingAnswer<Read>, next: (value: Read) => FundingAnswer<Work>): FundingAnswer<Work> {
	return read.ok ? next(read.value) : read;
}

function withInput<Input>(
	command: (trx: Trx, input: Shown & Input, deed: Deed) => Promise<FundingAnswer<null>>,
	input: Input,
): FundingAnswer<Work> {
	return ok((trx, which, deed) => command(trx, { ...which, ...input }, deed));
}

/** Does what a form on a funding's page asks for, at the version it showed. */
export async function workOnFunding(
	desk: OfficeDesk,
	idText: string,
	name: FundingWork,
	typed: Typed,
): Promise<FundingAnswer<null>> {
	const id = parseId<'funding'>(idText);
	const shown = Number.parseInt(typed['shown'] ?? '', 10);
	if (!id) return refused([{ kind: 'not-yours' }]);
	const work = works[name](typed);
	if (!work.ok) return work;
	const form = { name, subject: id, typed };
	return runForm<null, FundingRefusal>(desk, form, (trx) => work.value(trx, { id, shown }, deedOf(desk)));
}

/** Enters or corrects a voucher with the scan its form sent. */
export async function keepVoucher(
	desk: OfficeDesk,
	which: { readonly funding: string; readonly voucher?: string },
	form: FormData,
	typed: Typed,
): Promise<FundingAnswer<null>> {
	const [fundingId, id] = [parseId<'funding'>(which.funding), parseId<'voucher'>(which.voucher ?? '')];
	if (!fundingId || (which.voucher !== undefined && !id)) return refused([{ kind: 'not-yours' }]);
	const [entry, upload] = [readVoucher(typed), await readDocumentUpload(form)];
	if (!entry.ok || !upload.ok) {
		return refused([...(entry.ok ? [] : entry.refusal), ...(upload.ok ? [] : [upload.refusal])]);
	}
	const entered = { fundingId, entry: entry.value, upload: upload.value };
	// The file is part of what was sent: another file under the same key is another form.
	const sent = { ...typed, file: upload.value?.sha256 ?? '' };
	if (!id) {
		const call = { name: 'enter-voucher', subject: fundingId, typed: sent };
		return runForm<null, FundingRefusal>(desk, call, async (trx) => {
			const done = await enterVoucher(trx, entered, deedOf(desk));
			return done.ok ? ok(null) : done;
		});
	}
	const isAsShown = (voucher: Voucher) => markOfVoucher(voucher) === typed['mark'];
	return runForm<null, FundingRefusal>(desk, { name: 'correct-voucher', subject: id, typed: sent }, (trx) =>
		correctVoucher(trx, { ...entered, id, isAsShown }, deedOf(desk)),
	);
}

/** Cancels a voucher for the reason its form gives. */
export async function cancelVoucherByForm(
	desk: OfficeDesk,
	which: { readonly funding: string; readonly voucher: string },
	typed: Typed,
): Promise<FundingAnswer<null>> {
	const [fundingId, id] = [parseId<'funding'>(which.funding), parseId<'voucher'>(which.voucher)];
	if (!fundingId || !id) return refused([{ kind: 'not-yours' }]);
	const reason = readCancellation(typed);
	if (!reason.ok) return reason;
	return runForm<null, FundingRefusal>(desk, { name: 'cancel-voucher', subject: id, typed }, (trx) =>
		cancelVoucher(trx, { id, fundingId, reason: reason.value }, deedOf(desk)),
	);
}

/** Tells whether a voucher was changed since its page was shown. */
export function markOfVoucher(voucher: Voucher): string {
	const { number, dated, payee, purpose, amountCents, lineNumber, documentId, paidOn, accepted } = voucher;
	return markOf({ number, dated, payee, purpose, amountCents, lineNumber, documentId, paidOn, accepted });
}
