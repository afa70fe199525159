import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addDocument, newDocumentForm } from '#lib/media/documents/document-pages.server.ts';
import { explainDocumentFault } from '#lib/media/documents/document-texts.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ url }: PageServerLoadEvent) {
	return newDocumentForm(url.searchParams.get('partnership'));
}

async function add({ locals, request }: RequestEvent) {
	const form = await request.formData();
	const typed = typedForm(form);
	const added = await addDocument(officeDesk(locals), form, typed);
	if (added.ok) redirect(303, `/${locals.language}/office/documents/${added.value}?done=stored`);
	return fail(400, { typed, errors: added.refusal.map((fault) => explainDocumentFault(fault, locals.language)) });
}

export const actions = { default: add };
