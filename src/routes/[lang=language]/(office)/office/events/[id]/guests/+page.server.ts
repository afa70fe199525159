import { error, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeGuests, readGuests } from '#lib/partnerships/events/guest-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { refuseEvent } from '../../refuse.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const guests = (await readGuests(officeDesk(locals), params.id, url.searchParams)) ?? error(404);
	return { ...guests, done: noteOf(url.searchParams, ['kept', 'removed']) };
}

const change =
	(deed: 'keep' | 'remove') =>
	async ({ locals, params, request }: RequestEvent) => {
		const typed = typedForm(await request.formData());
		const changed = await changeGuests(officeDesk(locals), params.id, deed, typed);
		if (!changed.ok) return refuseEvent(changed.refusal, typed, locals.language);
		redirect(303, `/${locals.language}/office/events/${params.id}/guests?done=${changed.value}`);
	};

export const actions = { keep: change('keep'), remove: change('remove') };
