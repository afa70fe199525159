import { error, redirect } from '@sveltejs/kit';
import { noteOf } from '#lib/access/page-notes.ts';
import {
	actOnOperation,
	loadOperation,
	type OperationDeed,
	operationDeeds,
} from '#lib/directory/operation-pages.server.ts';
import { typedFields } from '#lib/directory/typed-fields.ts';
import { deskOf, refuse } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const operation = (await loadOperation(deskOf(locals), params.id)) ?? error(404);
	return { ...operation, done: noteOf(url.searchParams, ['opened', 'corrected', 'closed', 'reopened']) };
}

function act(deed: OperationDeed) {
	return async ({ locals, params, request }: RequestEvent) => {
		const typed = typedFields(await request.formData());
		const done = await actOnOperation(deskOf(locals), params.id, deed, typed);
		if (!done.ok) return refuse(done.refusal, typed, locals.language);
		redirect(303, `/${locals.language}/office/directory/operations/${params.id}?done=${done.value}`);
	};
}

export const actions = Object.fromEntries(operationDeeds.map((deed) => [deed, act(deed)]));
