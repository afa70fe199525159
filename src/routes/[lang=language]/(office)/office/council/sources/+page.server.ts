import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addSourceForm, explainSource, loadSources } from '#lib/partnerships/oparl/oparl-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadSources(officeDesk(locals));
}

async function add({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const added = await addSourceForm(officeDesk(locals), typed);
	if (!added.ok) return fail(400, { typed, errors: added.refusal.map((each) => explainSource(each, locals.language)) });
	redirect(303, `/${locals.language}/office/council/sources/${added.value}?done=added`);
}

export const actions = { default: add };
