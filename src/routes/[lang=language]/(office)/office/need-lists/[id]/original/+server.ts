import { error } from '@sveltejs/kit';
import { actorOf } from '#lib/access/request.server.ts';
import { parseId } from '#lib/kernel/id.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import { findOriginal } from '#lib/relief/need-lists/need-list-queries.server.ts';
import { notFoundText } from '#lib/relief/need-lists/need-list-texts.ts';
import type { RequestEvent } from './$types.js';

/** The original as it came. Always a download: what a stranger sent is never shown as a page of ours. */
export async function GET({ locals, params }: RequestEvent): Promise<Response> {
	const id = parseId<'need-list'>(params.id);
	const original = id && (await inCity(services().databases.app, actorOf(locals), (trx) => findOriginal(trx, id)));
	if (!original) error(404, notFoundText(locals.language));
	const name = encodeURIComponent(original.name.includes('.') ? original.name : `${original.name}.txt`);
	return new Response(new Uint8Array(original.bytes), {
		headers: {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename*=UTF-8''${name}`,
		},
	});
}
