import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { decideHiding, loadHiding } from '#lib/newsroom/hiding/hiding-pages.server.ts';
import { explainHidingRefusal } from '#lib/newsroom/hiding/hiding-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	const page = await loadHiding(officeDesk(locals), params.id);
	if (!page) error(404);
	return page;
}

export const actions = {
	default: async ({ locals, params, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const decided = await decideHiding(officeDesk(locals), params.id, typed);
		if (decided.ok) redirect(303, `/${locals.language}/office/newsroom/${params.id}`);
		return fail(400, { typed, errors: decided.refusal.map((each) => explainHidingRefusal(each, locals.language)) });
	},
};
