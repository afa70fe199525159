import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { publishJob } from '#lib/accountability/publication/publish-job.server.ts';
import { changeStanding, loadStandingForm } from '#lib/partnerships/overview/partnership-pages.server.ts';
import { explainPartnershipFault } from '#lib/partnerships/standing/standing-words.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	return (await loadStandingForm(officeDesk(locals), params.slug)) ?? error(404);
}

async function change({ locals, params, request }: RequestEvent, deed: 'state' | 'withdraw') {
	const typed = typedForm(await request.formData());
	const changed = await changeStanding(officeDesk(locals), params.slug, deed, typed, async (trx) => {
		await enqueue(trx, publishJob, {});
	});
	if (changed.ok)
		redirect(303, `/${locals.language}/office/partnerships/${params.slug}?done=standing-${changed.value}`);
	return fail(400, { typed, errors: changed.refusal.map((fault) => explainPartnershipFault(fault, locals.language)) });
}

export const actions = {
	state: (event: RequestEvent) => change(event, 'state'),
	withdraw: (event: RequestEvent) => change(event, 'withdraw'),
};
