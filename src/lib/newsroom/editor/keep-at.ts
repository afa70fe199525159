import type { Fields, KeepAnswer } from './autosaver.svelte.ts';

/** Sends a text to be kept. No answer, and an answer that is none of ours, mean that the server is not there now. */
export async function keepAt(send: typeof fetch, address: string, fields: Fields): Promise<KeepAnswer> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	try {
		const headers = { accept: 'application/json' };
		const answer = await send(address, { method: 'POST', body, headers, redirect: 'manual' });
		if (answer.status === 401 || answer.status === 403 || answer.type === 'opaqueredirect')
			return { kind: 'signed-out' };
		if (answer.status === 413) return { kind: 'refused' };
		if (!answer.ok) return { kind: 'offline' };
		const { kept } = (await answer.json()) as { readonly kept: Omit<Extract<KeepAnswer, { kind: 'kept' }>, 'kind'> };
		return { kind: 'kept', ...kept };
	} catch {
		return { kind: 'offline' };
	}
}
