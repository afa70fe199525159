import type { PlainDate } from '#lib/kernel/plain-date.ts';

/** A day as the public may read it: the week it lies in, or the day itself once that can't hurt any more (R3). */
export type PublicDate =
	| { readonly kind: 'week'; readonly monday: PlainDate }
	| { readonly kind: 'day'; readonly date: PlainDate };
