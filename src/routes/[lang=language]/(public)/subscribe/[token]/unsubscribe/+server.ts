import { redirect } from '@sveltejs/kit';
import { leave } from '#lib/newsroom/subscriptions/subscription-pages.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestEvent } from './$types.js';

/** One click in a mail program (RFC 8058). Whether there was a subscription is not said: it is over in any case. */
export async function POST({ params }: RequestEvent): Promise<Response> {
	await leave(services(), params.token);
	return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
}

/** Somebody who opens the address with a browser decides on the page: looking ends nothing. */
export function GET({ locals, params }: RequestEvent): never {
	redirect(303, `/${locals.language}/subscribe/${params.token}#leave`);
}
