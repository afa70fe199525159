import { redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { keepNewPaper, loadNewPaper } from '#lib/partnerships/council/paper-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuse } from '../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadNewPaper(officeDesk(locals));
}

async function keep({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const kept = await keepNewPaper(officeDesk(locals), typed);
	if (!kept.ok) return refuse(kept.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/council/${kept.value}?done=kept`);
}

export const actions = { default: keep };
