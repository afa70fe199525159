import { fail, redirect } from '@sveltejs/kit';
import { sessionOf } from '#lib/access/request.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { loadUploadPage, takeUpload } from '#lib/relief/need-lists/upload-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export function load({ locals }: PageServerLoadEvent) {
	return loadUploadPage(services(), sessionOf(locals), locals.language);
}

export const actions = {
	default: async ({ locals, request }: RequestEvent) => {
		const outcome = await takeUpload(services(), sessionOf(locals), locals.language, await request.formData());
		if (!outcome.ok) return fail(400, outcome);
		redirect(303, `/${locals.language}/office/need-lists/${outcome.listId}/review?done=uploaded`);
	},
};
