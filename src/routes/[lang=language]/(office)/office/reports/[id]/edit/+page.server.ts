import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { writeReport } from '#lib/accountability/council-reports/report-desk.server.ts';
import { loadDraft } from '#lib/accountability/council-reports/report-pages.server.ts';
import { explainReport } from '#lib/accountability/council-reports/report-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return { draft: (await loadDraft(officeDesk(locals), params.id)) ?? error(404) };
}

async function write({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const written = await writeReport(officeDesk(locals), params.id, typed);
	if (written.ok) redirect(303, `/${locals.language}/office/reports/${params.id}?done=report-written`);
	return fail(400, { typed, errors: written.refusal.map((each) => explainReport(each, locals.language)) });
}

export const actions = { default: write };
