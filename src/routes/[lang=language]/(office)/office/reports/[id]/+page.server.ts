import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { moveReport, type ReportWork } from '#lib/accountability/council-reports/report-desk.server.ts';
import { loadReport } from '#lib/accountability/council-reports/report-pages.server.ts';
import { explainReport } from '#lib/accountability/council-reports/report-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = ['report-begun', 'report-written', 'report-submitted', 'report-withdrawn'] as const;

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const report = (await loadReport(officeDesk(locals), params.id)) ?? error(404);
	return { report, done: noteOf(url.searchParams, notes) };
}

async function move({ locals, params, request }: RequestEvent, work: ReportWork, to: string) {
	const typed = typedForm(await request.formData());
	const moved = await moveReport(officeDesk(locals), params.id, work, typed);
	if (moved.ok) redirect(303, `/${locals.language}/office/reports${to}`);
	const errors = moved.refusal.map((each) => explainReport(each, locals.language));
	return fail(400, { work, typed, errors });
}

export const actions = {
	submit: (event: RequestEvent) => move(event, 'submit', `/${event.params.id}?done=report-submitted`),
	withdraw: (event: RequestEvent) => move(event, 'withdraw', `/${event.params.id}?done=report-withdrawn`),
	discard: (event: RequestEvent) => move(event, 'discard', '?done=report-discarded'),
};
