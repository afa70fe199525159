import { type Id, parseId } from '#lib/kernel/id.ts';
import { isHardBounce } from './subscription.ts';

/** What a mail server reports of a mail of ours that did not arrive. */
export interface BounceReport {
	/** What it may be about; at most one of them is a mail of ours. */
	readonly mails: readonly Id<'mail'>[];
	/** The enhanced status, "5.1.1" (RFC 3463). */
	readonly status: string;
	readonly hard: boolean;
}

/** Longer reports are read to here: what matters stands near the beginning. */
const longest = 200_000;

/**
 * Reads a delivery status notification (RFC 3464). It names our mail by the Message-ID of what it gives back, which nobody knows
 * but who got that mail: a report cannot be made up. Undefined for what is none, for a mere delay, and where the mail is not named.
 */
export function parseBounce(message: string): BounceReport | undefined {
	const text = message.slice(0, longest).replace(/\r\n?/g, '\n');
	// A folded header goes on in the next line.
	const unfolded = text.replace(/\n[ \t]+/g, ' ');
	if (!/^content-type:\s*multipart\/report\b[^\n]*delivery-status/im.test(unfolded)) return undefined;
	const action = /^action:\s*(\w+)/im.exec(unfolded)?.[1]?.toLowerCase();
	const status = /^status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(unfolded)?.[1];
	if (action !== 'failed' || status === undefined) return undefined;
	// The report has a Message-ID of its own.
	const ids = [...unfolded.matchAll(/^message-id:\s*<([^@<>\s]{1,100})@[^<>\s]{1,255}>/gim)];
	const mails = ids.slice(0, 20).flatMap(([, id = '']) => parseId<'mail'>(id) ?? []);
	return mails.length === 0 ? undefined : { mails, status, hard: isHardBounce(status) };
}
