import { fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { addTheme, loadNewTheme } from '#lib/partnerships/themes/theme-pages.server.ts';
import { explainThemeRefusal } from '#lib/partnerships/themes/theme-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, url }: PageServerLoadEvent) {
	return loadNewTheme(officeDesk(locals), url.searchParams);
}

async function add({ locals, request }: RequestEvent) {
	const typed = typedForm(await request.formData());
	const added = await addTheme(officeDesk(locals), typed);
	if (added.ok) redirect(303, `/${locals.language}/office/themes/${added.value}?done=theme-proposed`);
	return fail(400, { typed, errors: added.refusal.map((each) => explainThemeRefusal(each, locals.language)) });
}

export const actions = { default: add };
