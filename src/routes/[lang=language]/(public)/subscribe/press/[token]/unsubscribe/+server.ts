import { redirect } from '@sveltejs/kit';
import { leaveList } from '#lib/newsroom/press-lists/press-list-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestEvent } from './$types.js';

/** One click in a mail program (RFC 8058). */
export async function POST({ params }: RequestEvent): Promise<Response> {
	await leaveList(services(), params.token);
	return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
}

/** Somebody who opens the address with a browser decides on the page: looking ends nothing. */
export function GET({ locals, params }: RequestEvent): never {
	redirect(303, `/${locals.language}/subscribe/press/${params.token}`);
}
