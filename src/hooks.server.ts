import { randomUUID } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { acceptedLanguage } from '#lib/access/accepted-language.ts';
import { presentedToken } from '#lib/access/request.server.ts';
import { currentRequestId, inRequest } from '#lib/access/request-context.server.ts';
import { type Admission, admit } from '#lib/access/route-rules.ts';
import { isForeign, securityHeaders } from '#lib/access/security-headers.ts';
import { findSession } from '#lib/access/sessions.server.ts';
import { cacheKey } from '#lib/accountability/page-cache/page-cache.ts';
import { answerPublicPage } from '#lib/accountability/page-cache/public-pages.server.ts';
import { isLanguage, type Language } from '#lib/kernel/language.ts';
import { KeyMissing } from '#lib/platform/database/command-key.ts';
import { databaseTrouble } from '#lib/platform/database/database-trouble.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { busyPage, comeAgainSeconds } from '#lib/platform/http/busy-page.ts';
import { hasServices, services } from '#lib/platform/services.server.ts';
import { currentRecogniser } from '#lib/relief/synonyms/synonym-store.server.ts';
import { parseTheme, themeAttribute, themeCookie } from '#lib/ui/theme.ts';

/** What the first reader of a list would wait for is made ready while nobody waits. */
export const init: ServerInit = () => {
	if (!hasServices()) return;
	const { databases, log } = services();
	// Not awaited: the site answers meanwhile, and answers without it.
	inWorker(databases.worker, currentRecogniser).catch((error: unknown) => {
		log.warn('the recognition was not made ready ahead', { error });
	});
};

/**
 * Every request passes here: it gets an id and a language, the session is looked up, the route's rule decides, and the
 * answer leaves with the headers that protect it.
 */
export const handle: Handle = ({ event, resolve }) => {
	const requestId = currentRequestId() ?? randomUUID();
	return inRequest({ requestId }, async () => {
		const started = performance.now();
		event.locals.requestId = requestId;
		event.locals.language = languageOf(event);
		event.locals.session = null;
		const { answer, admission } = await attend(event, () => Promise.resolve(resolve(event, pageOptions(event)))).catch(
			(error: unknown) => sayBusy(event, error),
		);
		const response = protect(event, answer);
		note(event, response, admission, performance.now() - started);
		return response;
	});
};

interface Attended {
	readonly answer: Response;
	readonly admission: Admission;
}

async function attend(event: RequestEvent, render: () => Promise<Response>): Promise<Attended> {
	event.locals.session = await sessionOf(event);
	const admission: Admission = isForeign(event.request.method, event.url.origin, event.request.headers)
		? { kind: 'not-permitted' }
		: admit(event.route.id, event.request.method, event.locals.session);
	if (admission.kind !== 'admitted') return { admission, answer: await turnAway(event, admission) };
	return { admission, answer: await answerAdmitted(event, render) };
}

/** Before a page could say it: without the database nobody knows who is asking, so this page needs nothing. */
function sayBusy(event: RequestEvent, error: unknown): Attended {
	if (databaseTrouble(error) !== 'busy') throw error;
	if (hasServices()) services().log.warn('the database had no room for a request', { error });
	const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
	const answer = new Response(busyPage(event.locals.language), { status: 503, headers });
	return { admission: { kind: 'admitted' }, answer };
}

/** Public pages come from the cache where they can; everything else is rendered for its reader. */
function answerAdmitted(event: RequestEvent, render: () => Promise<Response>): Promise<Response> {
	const { cookies, locals, request, route, url } = event;
	const key = cacheKey({
		method: request.method,
		routeId: event.isDataRequest ? null : route.id,
		origin: url.origin,
		pathname: url.pathname,
		search: url.search,
		theme: parseTheme(cookies.get(themeCookie)),
		signedIn: locals.session !== null,
	});
	if (!key || !hasServices()) return render();
	const { databases, clock } = services();
	return answerPublicPage(databases.public, request, key, clock.now(), render);
}

function languageOf(event: RequestEvent): Language {
	const first = event.url.pathname.split('/')[1] ?? '';
	return isLanguage(first) ? first : acceptedLanguage(event.request.headers.get('accept-language'));
}

async function sessionOf(event: RequestEvent) {
	const token = presentedToken(event);
	if (!token || !hasServices()) return null;
	const { databases, clock } = services();
	return (await findSession(databases.worker, token, clock.now())) ?? null;
}

function pageOptions({ cookies, locals }: RequestEvent): Parameters<Parameters<Handle>[0]['resolve']>[1] {
	const theme = themeAttribute(parseTheme(cookies.get(themeCookie)));
	return {
		transformPageChunk: ({ html }) => html.replace('%tandem.lang%', locals.language).replace('%tandem.theme%', theme),
	};
}

/** Leads to where the way in is; programs get a status instead, and people without the right a page that says so. */
async function turnAway(event: RequestEvent, admission: Exclude<Admission, { kind: 'admitted' }>): Promise<Response> {
	const { locals, request, url } = event;
	const forPeople = request.headers.get('accept')?.includes('text/html') || event.isDataRequest;
	if (admission.kind === 'not-permitted') {
		if (!forPeople || event.isDataRequest) return Response.json({ status: 403, message: 'Forbidden' }, { status: 403 });
		return event.fetch(`/${locals.language}/refused`, { headers: { accept: 'text/html' } });
	}
	if (!forPeople) return Response.json({ status: 401, message: 'Unauthorized' }, { status: 401 });
	const back = encodeURIComponent(request.method === 'GET' ? url.pathname + url.search : url.pathname);
	const page = admission.kind === 'passkey-needed' ? 'account/passkeys' : `sign-in?to=${back}`;
	return new Response(null, { status: 303, headers: { location: `/${locals.language}/${page}` } });
}

function protect(event: RequestEvent, answer: Response): Response {
	// What a page lets nobody keep is for one person too, whose key may be its address.
	const personal =
		event.locals.session !== null ||
		answer.headers.get('cache-control') === 'no-store' ||
		/\/\((?:office|account)\)\//.test(event.route.id ?? '');
	const response = new Response(answer.body, answer);
	// What is made to be shown elsewhere says so itself: pictures and cards.
	const sharing = answer.headers.get('cross-origin-resource-policy');
	for (const [name, value] of Object.entries(securityHeaders({ secure: event.url.protocol === 'https:', personal }))) {
		response.headers.set(name, value);
	}
	if (sharing !== null && !personal) response.headers.set('cross-origin-resource-policy', sharing);
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-cache');
	if (response.status === 503) response.headers.set('retry-after', String(comeAgainSeconds));
	response.headers.set('x-request-id', event.locals.requestId);
	return response;
}

function note(event: RequestEvent, response: Response, admission: Admission, milliseconds: number): void {
	if (!hasServices() || event.isSubRequest) return;
	const fields = {
		requestId: event.locals.requestId,
		method: event.request.method,
		route: event.route.id ?? 'none',
		status: response.status,
		milliseconds: Math.round(milliseconds),
	};
	const { log } = services();
	if (admission.kind === 'admitted') log.info('request answered', fields);
	else log.warn('request turned away', { ...fields, reason: admission.kind });
}

/**
 * What an error page may say: its status and, where something broke, the request's id to report. Never what happened: that
 * goes to the log, without what anybody typed.
 */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return { message: error.message };
	if (error instanceof KeyMissing) return { status: 400, message: 'Bad request' };
	const id = event.locals.requestId;
	const trouble = databaseTrouble(error);
	const fields = { requestId: id, route: event.route.id ?? 'none', error };
	if (hasServices()) services().log[trouble ? 'warn' : 'error']('request failed', fields);
	if (trouble === 'busy') return { status: 503, message: 'Service unavailable', id };
	if (trouble === 'unstorable') return { status: 400, message: 'Bad request' };
	return { status: 500, message: 'Internal error', id };
};
