import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { cancelVoucherByForm, keepVoucher } from '#lib/partnerships/funding/funding-desk.server.ts';
import { loadVoucher } from '#lib/partnerships/funding/voucher-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseFunding } from '../../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadVoucher(officeDesk(locals), params.id, params.voucher)) ?? error(404);
}

const listOf = ({ locals, params }: RequestEvent) => `/${locals.language}/office/funding/${params.id}/vouchers`;

async function correct(event: RequestEvent) {
	const { locals, params } = event;
	const form = await event.request.formData();
	const typed = typedForm(form);
	const which = { funding: params.id, voucher: params.voucher };
	const corrected = await keepVoucher(officeDesk(locals), which, form, typed);
	if (!corrected.ok) return refuseFunding(corrected.refusal, typed, locals.language);
	redirect(303, `${listOf(event)}?done=voucher-corrected`);
}

async function cancel(event: RequestEvent) {
	const { locals, params } = event;
	const typed = typedForm(await event.request.formData());
	const which = { funding: params.id, voucher: params.voucher };
	const cancelled = await cancelVoucherByForm(officeDesk(locals), which, typed);
	if (!cancelled.ok) return refuseFunding(cancelled.refusal, typed, locals.language, 'cancelledFor');
	redirect(303, `${listOf(event)}?done=voucher-is-cancelled`);
}

export const actions = { correct, cancel };
