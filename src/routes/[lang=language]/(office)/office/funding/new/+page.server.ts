import { redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addFunding } from '#lib/partnerships/funding/funding-desk.server.ts';
import { loadNewFunding } from '#lib/partnerships/funding/funding-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseFunding } from '../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewFunding(officeDesk(locals), url.searchParams);
}

async function add({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const added = await addFunding(officeDesk(locals), typed);
	if (!added.ok) return refuseFunding(added.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/funding/${added.value}?done=funding-recorded`);
}

export const actions = { default: add };
