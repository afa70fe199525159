import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { noteOf } from '#lib/access/page-notes.ts';
import { changeImage, type ImageDeed } from '#lib/media/images/image-forms.server.ts';
import { loadImage } from '#lib/media/images/image-pages.server.ts';
import { explainImageFault } from '#lib/media/images/image-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

const notes = {
	correct: 'corrected',
	focal: 'focal',
	replace: 'replaced',
	hide: 'hidden',
	show: 'shown',
	release: 'released',
	withdraw: 'withdrawn',
	delete: 'deleted',
} as const satisfies Record<ImageDeed, string>;

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const image = (await loadImage(officeDesk(locals), params.id)) ?? error(404);
	return { ...image, done: noteOf(url.searchParams, Object.values(notes)) };
}

async function change({ locals, params, request }: RequestEvent, deed: ImageDeed) {
	const form = await request.formData();
	const typed = typedForm(form);
	const changed = await changeImage(officeDesk(locals), params.id, deed, { form, typed });
	const images = `/${locals.language}/office/images`;
	if (changed.ok) redirect(303, `${images}${deed === 'delete' ? '' : `/${params.id}`}?done=${notes[deed]}`);
	const errors = changed.refusal.map((fault) => explainImageFault(fault, locals.language));
	const meanwhile = changed.refusal.some(({ kind }) => kind === 'changed-meanwhile');
	return fail(meanwhile ? 409 : 400, { deed, typed, errors });
}

export const actions = {
	correct: (event: RequestEvent) => change(event, 'correct'),
	focal: (event: RequestEvent) => change(event, 'focal'),
	replace: (event: RequestEvent) => change(event, 'replace'),
	hide: (event: RequestEvent) => change(event, 'hide'),
	show: (event: RequestEvent) => change(event, 'show'),
	release: (event: RequestEvent) => change(event, 'release'),
	withdraw: (event: RequestEvent) => change(event, 'withdraw'),
	delete: (event: RequestEvent) => change(event, 'delete'),
};
