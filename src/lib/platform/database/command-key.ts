import { type Id, parseId } from '#lib/kernel/id.ts';

/** A form came without its key. It was put together elsewhere, and is answered as unreadable (400). */
export class KeyMissing extends Error {
	override readonly name = 'KeyMissing';
}

/**
 * The key a form carries, so that it takes effect once however often it is sent (law 2). Every form of ours has one.
 * Throws KeyMissing: under a key of our own making nothing would keep the form from taking effect twice.
 */
export function commandKeyOf(typed: unknown): Id<'command'> {
	const key = parseId<'command'>(typeof typed === 'string' ? typed : '');
	if (!key) throw new KeyMissing('a form carries no idempotency key');
	return key;
}
