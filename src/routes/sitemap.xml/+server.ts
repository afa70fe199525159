import { answerSitemap } from '#lib/newsroom/feeds/feed-answers.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => answerSitemap(services().databases.public, url.origin);
