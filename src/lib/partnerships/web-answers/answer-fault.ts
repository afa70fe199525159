import type { FetchRefusal } from '#lib/platform/http/guarded-fetch.server.ts';

/** Why an answer is no page of a list. */
export type PageFault =
	| { readonly kind: 'not-json'; readonly found: 'html' | 'text' | 'nothing' }
	| { readonly kind: 'not-a-list'; readonly found: string };

/** Why an address gave nothing to read. */
export type AnswerFault = FetchRefusal | PageFault | { readonly kind: 'status'; readonly status: number };
