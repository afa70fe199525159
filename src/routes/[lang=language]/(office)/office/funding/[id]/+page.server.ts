import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { type FundingWork, workOnFunding } from '#lib/partnerships/funding/funding-desk.server.ts';
import { loadFunding } from '#lib/partnerships/funding/funding-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseFunding } from '../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = [
	'funding-recorded',
	'funding-corrected',
	'plan-saved',
	'moved',
	'drawn',
	'report-set',
	'report-handed-in',
	'report-taken-back',
] as const;

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const funding = (await loadFunding(officeDesk(locals), params.id)) ?? error(404);
	return { ...funding, done: noteOf(url.searchParams, notes) };
}

const work = (name: FundingWork, done: (typeof notes)[number], reasonField?: string) => {
	return async ({ locals, params, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const worked = await workOnFunding(officeDesk(locals), params.id, name, typed);
		if (!worked.ok) return refuseFunding(worked.refusal, typed, locals.language, reasonField);
		redirect(303, `/${locals.language}/office/funding/${params.id}?done=${done}`);
	};
};

export const actions = {
	move: work('move-funding', 'moved'),
	draw: work('draw-money', 'drawn'),
	expect: work('expect-report', 'report-set'),
	submit: work('submit-report', 'report-handed-in'),
	drop: work('drop-report', 'report-taken-back', 'droppedFor'),
};
