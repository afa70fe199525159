import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { AnswerFault } from '../web-answers/answer-fault.ts';
import { type BodyChoice, type BodyLists, readBody, readListPage } from './list-page.ts';
import { fieldsOf, isWebAddress } from './oparl-fields.ts';
import { typeOf } from './oparl-object.ts';
import type { RunFailure } from './oparl-run.ts';

type Fetch = (url: string) => Promise<Result<unknown, AnswerFault>>;

/**
 * Finds the lists of the one council at an address: of a body, or of a system with a single body. A system of several
 * councils is refused with their names, so that a person chooses.
 */
export async function findBody(fetch: Fetch, url: string): Promise<Result<BodyLists, RunFailure>> {
	const start = await fetch(url);
	if (!start.ok) return refused({ kind: 'no-answer', url, fault: start.refusal });
	const type = typeOf(start.value);
	if (type === 'Body') return bodyAt(start.value, url);
	const isList = readListPage(start.value, url);
	if (type !== 'System' && !isList.ok) return refused({ kind: 'no-system', url, found: type ?? typeof start.value });
	const bodies = type === 'System' ? await bodiesOf(fetch, start.value) : isList;
	if (!bodies.ok) return refused({ kind: 'no-body', url });
	const known = 'items' in bodies.value ? bodies.value.items : bodies.value;
	const [only, ...others] = known;
	if (only === undefined) return refused({ kind: 'no-body', url });
	if (others.length > 0) return refused({ kind: 'several-bodies', bodies: known.flatMap(choiceOf) });
	if (typeof only !== 'string') return bodyAt(only, url);
	const fetched = await fetch(only);
	return fetched.ok ? bodyAt(fetched.value, only) : refused({ kind: 'no-answer', url: only, fault: fetched.refusal });
}

function bodyAt(json: unknown, url: string): Result<BodyLists, RunFailure> {
	const body = readBody(json);
	return body ? ok(body) : refused({ kind: 'body-without-papers', url });
}

/** The bodies of a system: the list it names, or those it holds itself. */
async function bodiesOf(fetch: Fetch, system: unknown): Promise<Result<readonly unknown[], AnswerFault>> {
	const named = fieldsOf(system)?.several('body') ?? [];
	const [list, ...others] = named;
	if (typeof list !== 'string' || others.length > 0 || !isWebAddress(list)) return ok(named);
	const fetched = await fetch(list);
	if (!fetched.ok) return fetched;
	const page = readListPage(fetched.value, list);
	// The address may be that of the one body itself.
	return page.ok ? ok(page.value.items) : ok([fetched.value]);
}

function choiceOf(json: unknown): readonly BodyChoice[] {
	if (typeof json === 'string') return [{ name: json, url: json }];
	const url = fieldsOf(json)?.address('id');
	return url === undefined ? [] : [{ name: fieldsOf(json)?.text('name', 200) ?? url, url }];
}
