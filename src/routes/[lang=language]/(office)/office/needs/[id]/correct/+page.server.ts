import { error, fail, redirect } from '@sveltejs/kit';
import { sessionOf } from '#lib/access/request.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { services } from '#lib/platform/services.server.ts';
import { loadNeedForm, takeNeedForm } from '#lib/relief/needs/need-form-page.server.ts';
import { explainNeedRefusal } from '#lib/relief/needs/need-texts.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params }: PageServerLoadEvent) {
	const id = parseId<'need'>(params.id);
	const form = id && (await loadNeedForm(services(), sessionOf(locals), locals.language, id));
	return form ?? error(404, explainNeedRefusal({ kind: 'need-not-found' }, locals.language));
}

export const actions = {
	default: async ({ locals, params, request }: RequestEvent) => {
		const id =
			parseId<'need'>(params.id) ?? error(404, explainNeedRefusal({ kind: 'need-not-found' }, locals.language));
		const form = await request.formData();
		const outcome = await takeNeedForm(services(), sessionOf(locals), locals.language, form, id);
		if (!outcome.ok) return fail(400, outcome);
		redirect(303, `/${locals.language}/office/needs/${outcome.needId}?done=saved`);
	},
};
