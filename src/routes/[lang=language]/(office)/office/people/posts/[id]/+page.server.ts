import { error, redirect } from '@sveltejs/kit';
import { noteOf } from '#lib/access/page-notes.ts';
import { changePost, loadPost } from '#lib/directory/people/post-pages.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import { peopleDesk, refusePeople } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const post = (await loadPost(peopleDesk(locals), params.id)) ?? error(404);
	return { ...post, done: noteOf(url.searchParams, ['post-added', 'post-corrected']) };
}

async function change({ locals, params, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const changed = await changePost(peopleDesk(locals), params.id, typed);
	if (!changed.ok) return refusePeople(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/people/posts/${params.id}?done=post-corrected`);
}

export const actions = { default: change };
