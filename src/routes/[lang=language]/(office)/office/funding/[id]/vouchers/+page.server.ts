import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { keepVoucher } from '#lib/partnerships/funding/funding-desk.server.ts';
import { loadVouchers } from '#lib/partnerships/funding/voucher-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseFunding } from '../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = ['voucher-entered', 'voucher-corrected', 'voucher-is-cancelled'] as const;

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const vouchers = (await loadVouchers(officeDesk(locals), params.id)) ?? error(404);
	return { ...vouchers, done: noteOf(url.searchParams, notes) };
}

async function enter({ locals, params, request }: RequestEvent) {
	const form = await request.formData();
	const typed = typedForm(form);
	const entered = await keepVoucher(officeDesk(locals), { funding: params.id }, form, typed);
	if (!entered.ok) return refuseFunding(entered.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/funding/${params.id}/vouchers?done=voucher-entered`);
}

export const actions = { default: enter };
