import { error } from '@sveltejs/kit';
import { sessionOf } from '#lib/access/request.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { services } from '#lib/platform/services.server.ts';
import { notFoundText } from '#lib/relief/need-lists/need-list-texts.ts';
import { questionText } from '#lib/relief/need-lists/question-page.server.ts';
import type { RequestEvent } from './$types.js';

/** The questions as plain text in the language of the list. */
export async function GET({ locals, params }: RequestEvent): Promise<Response> {
	const id = parseId<'need-list'>(params.id);
	const text = id && (await questionText(services(), sessionOf(locals), id));
	if (!text) error(404, notFoundText(locals.language));
	return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
