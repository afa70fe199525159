import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeDocument, type DocumentDeed, loadDocument } from '#lib/media/documents/document-pages.server.ts';
import { explainDocumentFault } from '#lib/media/documents/document-texts.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const document = (await loadDocument(officeDesk(locals), params.id)) ?? error(404);
	return { ...document, done: noteOf(url.searchParams, ['stored', 'corrected', 'erased', 'hidden', 'shown']) };
}

async function change({ locals, params, request }: RequestEvent, deed: DocumentDeed) {
	const typed = typedForm(await request.formData());
	const changed = await changeDocument(officeDesk(locals), params.id, deed, typed);
	if (changed.ok) redirect(303, `/${locals.language}/office/documents/${params.id}?done=${changed.value}`);
	return fail(400, { typed, errors: changed.refusal.map((fault) => explainDocumentFault(fault, locals.language)) });
}

export const actions = {
	correct: (event: RequestEvent) => change(event, 'correct'),
	erase: (event: RequestEvent) => change(event, 'erase'),
	hide: (event: RequestEvent) => change(event, 'hide'),
	show: (event: RequestEvent) => change(event, 'show'),
};
