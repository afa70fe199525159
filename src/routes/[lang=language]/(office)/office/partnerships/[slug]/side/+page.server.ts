import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeContact, changeSide, loadSideForm } from '#lib/partnerships/overview/partnership-pages.server.ts';
import { explainPartnershipFault } from '#lib/partnerships/standing/standing-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const side = (await loadSideForm(officeDesk(locals), params.slug)) ?? error(404);
	return { ...side, done: noteOf(url.searchParams, ['side-changed', 'contact-added', 'contact-removed']) };
}

async function change({ locals, params, request }: RequestEvent, deed: 'side' | 'add' | 'remove') {
	const typed = typedForm(await request.formData());
	const desk = officeDesk(locals);
	const changed = await (deed === 'side'
		? changeSide(desk, params.slug, typed)
		: changeContact(desk, params.slug, deed, typed));
	if (changed.ok) redirect(303, `/${locals.language}/office/partnerships/${params.slug}/side?done=${changed.value}`);
	const errors = changed.refusal.map((fault) => explainPartnershipFault(fault, locals.language));
	return fail(400, { typed: { ...typed, deed }, errors });
}

export const actions = {
	side: (event: RequestEvent) => change(event, 'side'),
	addContact: (event: RequestEvent) => change(event, 'add'),
	removeContact: (event: RequestEvent) => change(event, 'remove'),
};
