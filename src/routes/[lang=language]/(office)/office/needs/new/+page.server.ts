import { error, fail, redirect } from '@sveltejs/kit';
import { sessionOf } from '#lib/access/request.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { loadNeedForm, takeNeedForm } from '#lib/relief/needs/need-form-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals }: PageServerLoadEvent) {
	return (await loadNeedForm(services(), sessionOf(locals), locals.language)) ?? error(404);
}

export const actions = {
	default: async ({ locals, request }: RequestEvent) => {
		const outcome = await takeNeedForm(services(), sessionOf(locals), locals.language, await request.formData());
		if (!outcome.ok) return fail(400, outcome);
		redirect(303, `/${locals.language}/office/needs/${outcome.needId}?done=created`);
	},
};
