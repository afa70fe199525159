import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { explainPressList, loadPressLists, newPressList } from '#lib/newsroom/press-lists/press-list-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadPressLists(officeDesk(locals));
}

export const actions = {
	default: async ({ locals, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const created = await newPressList(officeDesk(locals), typed);
		if (created.ok) redirect(303, `/${locals.language}/office/newsroom/lists/${created.value}?done=list`);
		return fail(400, { typed, errors: created.refusal.map((each) => explainPressList(each, locals.language)) });
	},
};
