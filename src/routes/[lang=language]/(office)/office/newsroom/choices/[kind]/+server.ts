import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { findChoices } from '#lib/newsroom/editor/choices.server.ts';
import type { RequestEvent } from './$types.js';

/** What a block of a text can name, while somebody looks for it: `?q=winter` or `?ids=…` → [{value, label, note, picture}]. */
export async function GET({ locals, params, url }: RequestEvent): Promise<Response> {
	return Response.json((await findChoices(officeDesk(locals), params.kind, url.searchParams)) ?? error(404));
}
