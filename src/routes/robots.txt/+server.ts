import { robots } from '#lib/newsroom/feeds/sitemap.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) =>
	new Response(robots(url.origin), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
