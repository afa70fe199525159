import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addReport } from '#lib/accountability/council-reports/report-desk.server.ts';
import { loadNewReport } from '#lib/accountability/council-reports/report-pages.server.ts';
import { explainReport } from '#lib/accountability/council-reports/report-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewReport(officeDesk(locals), url.searchParams);
}

async function begin({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const begun = await addReport(officeDesk(locals), typed);
	if (begun.ok) redirect(303, `/${locals.language}/office/reports/${begun.value}?done=report-begun`);
	return fail(400, { typed, errors: begun.refusal.map((each) => explainReport(each, locals.language)) });
}

export const actions = { default: begin };
