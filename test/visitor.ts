import { expect } from 'vitest';
import { createLink, linkPath } from '#lib/access/links.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import type { RunningSite } from './running-site.ts';

type Headers = Readonly<Record<string, string>>;

/** How the site knows a visitor again: a header to send along. */
export type Session = { readonly cookie: string };

/** A browser without scripts at a site that is started before the first test. It follows no redirect by itself. */
export function aVisitor(site: () => RunningSite) {
	const get = (path: string, headers: Headers = {}): Promise<Response> =>
		fetch(site().url + path, { redirect: 'manual', headers: { accept: 'text/html', ...headers } });

	/** Sends a form; one with a file as browsers send those. */
	function post(
		path: string,
		fields: Readonly<Record<string, string | File>>,
		headers: Headers = {},
	): Promise<Response> {
		const body = Object.values(fields).some((value) => value instanceof File) ? new FormData() : new URLSearchParams();
		for (const [name, value] of Object.entries(fields)) (body as FormData).append(name, value);
		const sent = { accept: 'text/html', origin: site().url, ...headers };
		return fetch(site().url + path, { method: 'POST', redirect: 'manual', headers: sent, body });
	}

	/** Signs in by a link. */
	async function enter(account: Id<'account'>, language: Language = 'de'): Promise<Session> {
		const { worker } = site().database.databases;
		const link = await inWorker(worker, (trx) => createLink(trx, account, 'sign-in', site().now()));
		const answer = await post(linkPath(language, link), {});
		return { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
	}

	/** A page that is there. */
	async function read(path: string, headers: Headers = {}): Promise<string> {
		const answer = await get(path, headers);
		expect(answer.status, path).toBe(200);
		return answer.text();
	}

	return { get, post, enter, read };
}

/** What a hidden field of a page holds; nothing where there is none. */
export function hidden(page: string, name: string): string {
	const tag = [...page.matchAll(/<input[^>]*>/g)].map(([each]) => each).find((each) => each.includes(`name="${name}"`));
	return /value="([^"]*)"/.exec(tag ?? '')?.[1] ?? '';
}

/** Where a form that was taken led to. */
export async function taken(answer: Response): Promise<string> {
	expect(answer.status, answer.status === 303 ? '' : await answer.text()).toBe(303);
	return answer.headers.get('location')?.split('?')[0] ?? '';
}

/** That a form came back with these sentences. */
export async function refusedWith(answer: Response, ...sentences: readonly string[]): Promise<void> {
	expect(answer.status).toBe(400);
	const page = (await answer.text()).replaceAll('\u00a0', ' ');
	for (const sentence of sentences) expect(page).toContain(sentence);
}
