import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to the request being answered and must not be handed through every function. */
export interface RequestContext {
	readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` as part of a request: whatever it records carries the request's id. */
export function inRequest<Value>(context: RequestContext, work: () => Value): Value {
	return storage.run(context, work);
}

/** The id of the request being answered; null in jobs and on the command line. */
export function currentRequestId(): string | null {
	return storage.getStore()?.requestId ?? null;
}
