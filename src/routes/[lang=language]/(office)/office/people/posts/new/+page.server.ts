import { redirect } from '@sveltejs/kit';
import { addPost, loadNewPost } from '#lib/directory/people/post-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { peopleDesk, refusePeople } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadNewPost(peopleDesk(locals));
}

async function add({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const added = await addPost(peopleDesk(locals), typed);
	if (!added.ok) return refusePeople(added.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/people/posts/${added.value}?done=post-added`);
}

export const actions = { default: add };
