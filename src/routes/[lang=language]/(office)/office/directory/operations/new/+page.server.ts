import { redirect } from '@sveltejs/kit';
import { loadOpening, openOperation } from '#lib/directory/operation-pages.server.ts';
import { typedFields } from '#lib/directory/typed-fields.ts';
import { deskOf, refuse } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadOpening(deskOf(locals));
}

async function open({ locals, request }: RequestEvent) {
	const typed = typedFields(await request.formData());
	const opened = await openOperation(deskOf(locals), typed);
	if (!opened.ok) return refuse(opened.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/directory/operations/${opened.value}?done=opened`);
}

export const actions = { default: open };
