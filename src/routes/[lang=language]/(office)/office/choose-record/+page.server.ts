import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { loadRecordChoice } from '#lib/accountability/search/choose-record.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, url, request }: PageServerLoadEvent) {
	if (request.method === 'POST') return { choice: null };
	return { choice: (await loadRecordChoice(officeDesk(locals), url.searchParams, {})) ?? error(404) };
}

async function find({ locals, url, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	return { choice: (await loadRecordChoice(officeDesk(locals), url.searchParams, typed)) ?? error(404) };
}

export const actions = { default: find };
