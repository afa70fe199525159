import { error, fail, redirect } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { sitePageOf } from '#lib/newsroom/site-texts/site-text.ts';
import { changeSiteText, loadSiteTextForm } from '#lib/newsroom/site-texts/site-text-pages.server.ts';
import { explainSiteTextRefusal } from '#lib/newsroom/site-texts/site-text-words.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals, params }: PageServerLoadEvent) {
	const page = sitePageOf(params.page);
	if (!page) error(404);
	return loadSiteTextForm(officeDesk(locals), page, params.text);
}

export const actions = {
	default: async ({ locals, params, request }: RequestEvent) => {
		const page = sitePageOf(params.page);
		if (!page) error(404);
		const typed = typedForm(await request.formData());
		const saved = await changeSiteText(officeDesk(locals), page, params.text, typed);
		if (saved.ok) redirect(303, `/${locals.language}/office/site-texts?done=saved`);
		return fail(400, { typed, errors: saved.refusal.map((each) => explainSiteTextRefusal(each, locals.language)) });
	},
};
