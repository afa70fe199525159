import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';

/** A mail as an area writes it. */
export interface MailDraft {
	/** One address, without a name. */
	readonly to: string;
	readonly language: Language;
	readonly subject: string;
	readonly text: string;
	readonly html?: string;
	/** Names the occasion: `need-received:<id>`. A second mail under the same key is not queued. */
	readonly dedupeKey: string;
	/** Where one click ends what the mail is part of (RFC 8058). The address takes a POST from anybody. */
	readonly unsubscribeUrl?: string;
	/** The record that takes the mail with it when it is erased. */
	readonly about?: string;
}

export type MailOutcome = 'started' | 'accepted' | 'deferred' | 'rejected';

/**
 * waiting: not tried yet, or to be tried again · sending: handed to the mail server, no answer yet; where it stays so,
 * the process died meanwhile and the mail may have arrived · sent: the mail server took it · rejected: it refused it.
 */
export type MailState = 'waiting' | 'sending' | 'sent' | 'rejected';

/** Folds what happened to a mail, oldest first, into its state. "Sent" is final whatever comes after. */
export function mailState(outcomes: readonly MailOutcome[]): MailState {
	if (outcomes.includes('accepted')) return 'sent';
	const last = outcomes.at(-1);
	if (last === undefined || last === 'deferred') return 'waiting';
	return last === 'started' ? 'sending' : 'rejected';
}

/** What a failure of sending says about the mail: `unknown` where the mail server may have taken it. */
export type SendingFailure = 'deferred' | 'rejected' | 'unknown';

/** What is known of a failed sending. */
export interface FailedSending {
	/** The mail server's three-digit reply; absent where the line broke or never was. */
	readonly replyCode?: number;
	/** The SMTP command that was answered, such as AUTH. */
	readonly command?: string;
	/** Whether the message itself had been begun (the DATA command). */
	readonly handedOver: boolean;
}

/**
 * Reads an SMTP failure. 4yz is temporary, 5yz is final (RFC 5321, 4.2.1), but for a refused sign-in, which says nothing
 * about the mail. Without a reply nothing was taken as long as the message had not been begun; nobody knows once it had.
 */
export function sendingFailure({ replyCode, command, handedOver }: FailedSending): SendingFailure {
	if (replyCode !== undefined && replyCode >= 500) return command?.startsWith('AUTH') ? 'deferred' : 'rejected';
	if (replyCode !== undefined && replyCode >= 400) return 'deferred';
	return handedOver ? 'unknown' : 'deferred';
}

/** A mail in the outbox, for the list of an administrator and of the demo. */
export interface OutboxMail {
	readonly id: Id<'mail'>;
	readonly to: string;
	readonly language: Language;
	readonly subject: string;
	readonly text: string;
	readonly html: string | null;
	readonly queuedAt: Instant;
	readonly state: MailState;
}
