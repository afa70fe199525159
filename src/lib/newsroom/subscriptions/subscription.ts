import { present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { fromLocalTime } from '#lib/kernel/local-time.ts';
import { addDays, dayOf, mondayOf, type PlainDate } from '#lib/kernel/plain-date.ts';

export type SubscriptionId = Id<'subscription'>;

/** How often a reader wants mail: with each publication, each morning, or on Mondays. */
export const rhythms = ['at-once', 'daily', 'weekly'] as const;
export type Rhythm = (typeof rhythms)[number];

/** What a reader wants to hear of. Nothing chosen is everything; of several choices any one is enough. */
export interface Wish {
	readonly language: Language;
	readonly rhythm: Rhythm;
	/** "topic/energy", "category/relief" */
	readonly terms: readonly string[];
	/** Partnerships by slug. */
	readonly partnerships: readonly string[];
}

export interface Subscription extends Wish {
	readonly id: SubscriptionId;
	readonly email: string;
	readonly askedAt: Instant;
	readonly confirmedAt: Instant | null;
}

/** The number of the sentence readers agree to; `consent` in the messages. A new sentence gets a new number. */
export const consentWording = 1;

/** How long an address that nobody confirmed is kept, and the proof of a consent after its end (BGB §§ 195, 199), in days. */
export const keptDays = { unconfirmed: 3, proof: 4 * 365, delivery: 60 } as const;

/** When the news of a day or a week go out. */
const issueTime = '07:00';
const zone = 'Europe/Berlin';

/** An issue of the news of a day or a week: named by its day or its Monday, it tells of what was published until that morning. */
export interface Issue {
	readonly onDay: PlainDate;
	readonly at: Instant;
}

/** The latest issue that has come out by a moment; before seven it is still the one before. */
export function latestIssue(rhythm: Exclude<Rhythm, 'at-once'>, now: Instant): Issue {
	const days = rhythm === 'daily' ? 1 : 7;
	const issueOn = (onDay: PlainDate): Issue => ({
		onDay,
		at: present(fromLocalTime(`${onDay}T${issueTime}`, zone), 'the moment of an issue'),
	});
	const today = dayOf(now, zone);
	const issue = issueOn(rhythm === 'daily' ? today : mondayOf(today));
	return issue.at <= now ? issue : issueOn(addDays(issue.onDay, -days));
}

/** How far back an issue looks for what a reader was not told yet, in days: long enough for a site that was down. */
export const lookBackDays = { 'at-once': 3, daily: 4, weekly: 10 } as const satisfies Record<Rhythm, number>;

/** How many soft bounces within how many days end a subscription. */
export const mostSoftBounces = 5;
export const softBounceDays = 90;

/**
 * Whether a refusal means that there is no such mailbox or that it takes no mail for good. By the enhanced status where there is
 * one (RFC 3463: 5.1.x bad address, 5.2.1 mailbox disabled), else by the reply of the mail server (RFC 5321: 550, 551, 553).
 * A full mailbox, a message too large or a filter says nothing of the address.
 */
export function isHardBounce(status: string): boolean {
	if (/^5\.\d{1,3}\.\d{1,3}$/.test(status)) return /^5\.(?:1\.\d+|2\.1|4\.4)$/.test(status);
	return ['550', '551', '553'].includes(status);
}

/** An address as its holder recognises it and nobody else learns it: "r…@city.example". */
export function maskedAddress(email: string): string {
	const at = email.lastIndexOf('@');
	return `${email.slice(0, 1)}…${email.slice(at)}`;
}
