import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { takeUploads } from '#lib/media/images/image-forms.server.ts';
import { loadUpload } from '#lib/media/images/image-pages.server.ts';
import { explainImageFault, imageRefusalText } from '#lib/media/images/image-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadUpload(officeDesk(locals));
}

async function add({ locals, request }: RequestEvent) {
	const form = await request.formData();
	const typed = typedForm(form);
	const { language } = locals;
	const taken = await takeUploads(officeDesk(locals), form, typed);
	if (!taken.ok) {
		return fail(400, { typed, errors: taken.refusal.map((fault) => explainImageFault(fault, language)), kept: null });
	}
	const { kept, refusals } = taken.value;
	const library = `/${language}/office/images?done=stored&only=${kept.join('.')}`;
	if (refusals.length === 0) redirect(303, library);
	const refused = refusals.map((refusal) => imageRefusalText(refusal, language));
	return { typed, errors: [], kept: { count: kept.length, library, refused } };
}

export const actions = { default: add };
