import { redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { keepWriting, throwAway } from '#lib/newsroom/articles/autosave/autosave-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { RequestEvent } from './$types.js';

/** Keeps what is being written, for a page with a script; or throws it away, for the form that asks for that. */
export async function POST({ locals, params, request }: RequestEvent): Promise<Response> {
	const typed = typedForm(await request.formData());
	const desk = officeDesk(locals);
	if (typed['do'] === 'throw-away') {
		await throwAway(desk, params.id, params.edition, typed);
		redirect(303, `/${locals.language}/office/newsroom/${params.id}/${params.edition}/edit`);
	}
	const kept = await keepWriting(desk, params.id, params.edition, typed);
	return kept === 'refused' ? Response.json({ kept: null }, { status: 413 }) : Response.json({ kept });
}
