import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { workOnFunding } from '#lib/partnerships/funding/funding-desk.server.ts';
import { loadFundingForm } from '#lib/partnerships/funding/funding-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseFunding } from '../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadFundingForm(officeDesk(locals), params.id)) ?? error(404);
}

async function save({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const saved = await workOnFunding(officeDesk(locals), params.id, 'correct-funding', typed);
	if (!saved.ok) return refuseFunding(saved.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/funding/${params.id}?done=funding-corrected`);
}

export const actions = { default: save };
