import { error, fail, redirect } from '@sveltejs/kit';
import { type OfficeDesk, officeDesk } from '#lib/access/office-desk.server.ts';
import type { Result } from '#lib/kernel/result.ts';
import {
	addNote,
	loadShipmentPage,
	removeLine,
	reportMove,
	revealCrew,
} from '#lib/relief/shipments/shipment-page.server.ts';
import { doneOf, type FieldMessage } from '#lib/relief/shipments/shipment-texts.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const page = (await loadShipmentPage(officeDesk(locals), params.id)) ?? error(404);
	return { ...page, done: doneOf(url.searchParams) };
}

type Deed = (desk: OfficeDesk, id: string, form: FormData) => Promise<Result<null, readonly FieldMessage[]>>;

function act(deed: Deed, done: string) {
	return async ({ locals, params, request }: RequestEvent) => {
		const form = await request.formData();
		const answer = await deed(officeDesk(locals), params.id, form);
		if (!answer.ok) return fail(409, { typed: typedForm(form), errors: answer.refusal, crew: null });
		redirect(303, `/${locals.language}/office/shipments/${params.id}?done=${done}`);
	};
}

async function crew({ locals, params }: RequestEvent) {
	const members = await revealCrew(officeDesk(locals), params.id);
	return members ? { typed: null, errors: [], crew: members } : fail(403, { typed: null, errors: [], crew: null });
}

export const actions = {
	move: act(reportMove, 'moved'),
	note: act(addNote, 'noted'),
	unload: act(removeLine, 'loaded'),
	crew,
};
