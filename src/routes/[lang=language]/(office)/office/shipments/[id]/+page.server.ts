import { error, fail, redirect } from '@sveltejs/kit';
import type { Result } from '#lib/kernel/result.ts';
import { typedFields } from '#lib/relief/shipments/plan-form.ts';
import {
	addNote,
	loadShipmentPage,
	removeLine,
	reportMove,
	revealCrew,
	type Visit,
} from '#lib/relief/shipments/shipment-page.server.ts';
import { doneOf, type FieldMessage } from '#lib/relief/shipments/shipment-texts.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const page = (await loadShipmentPage(locals, params.id)) ?? error(404);
	return { ...page, done: doneOf(url.searchParams) };
}

type Deed = (locals: Visit, id: string, form: FormData) => Promise<Result<null, FieldMessage>>;

function act(deed: Deed, done: string) {
	return async ({ locals, params, request }: RequestEvent) => {
		const form = await request.formData();
		const answer = await deed(locals, params.id, form);
		if (!answer.ok) return fail(409, { typed: typedFields(form), errors: [answer.refusal], crew: null });
		redirect(303, `/${locals.language}/office/shipments/${params.id}?done=${done}`);
	};
}

async function crew({ locals, params }: RequestEvent) {
	const members = await revealCrew(locals, params.id);
	return members ? { typed: null, errors: [], crew: members } : fail(403, { typed: null, errors: [], crew: null });
}

export const actions = {
	move: act(reportMove, 'moved'),
	note: act(addNote, 'noted'),
	unload: act(removeLine, 'loaded'),
	crew,
};
