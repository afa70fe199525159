/**
 * How often something may be tried: `burst` times at once, then one more each `refillMilliseconds` (a token bucket).
 * No limit locks an account: an address that signed in before keeps its own budget whatever strangers do (ASVS 6.3.1).
 */
export interface AttemptLimit {
	readonly burst: number;
	readonly refillMilliseconds: number;
}

const second = 1000;

export const attemptLimits = {
	/** Passphrases tried from one address, for whichever account. A town hall shares one address, hence the burst. */
	'passphrase-by-address': { burst: 30, refillMilliseconds: 20 * second },
	/** Passphrases tried for one account from one address. */
	'passphrase-by-account-and-address': { burst: 8, refillMilliseconds: 60 * second },
	/** Passphrases tried for one account from all addresses it has never been used from. */
	'passphrase-by-account': { burst: 20, refillMilliseconds: 180 * second },
	/** Sign-in links asked for by one address. */
	'link-by-address': { burst: 10, refillMilliseconds: 60 * second },
	/** Sign-in links mailed to one account: enough for a mislaid mail, too few to fill a mailbox. */
	'link-by-account': { burst: 3, refillMilliseconds: 300 * second },
	/** Links opened from one address. The token has 256 bits; this keeps noise out of the database. */
	'redeem-by-address': { burst: 60, refillMilliseconds: 5 * second },
	/** Offers sent through the public form from one address. */
	'offer-by-address': { burst: 6, refillMilliseconds: 600 * second },
	/** Offers that would be answered to one e-mail address, whoever typed it: nobody fills a stranger's mailbox. */
	'offer-by-recipient': { burst: 4, refillMilliseconds: 3600 * second },
	/** Messages about barriers sent from one address. */
	'feedback-by-address': { burst: 6, refillMilliseconds: 600 * second },
	/** News by mail asked for from one address. */
	'subscription-by-address': { burst: 6, refillMilliseconds: 600 * second },
	/** Mails about subscriptions to one e-mail address, whoever typed it: nobody fills a stranger's mailbox. */
	'subscription-by-recipient': { burst: 3, refillMilliseconds: 4 * 3600 * second },
	/** Passkey ceremonies begun by one address. */
	'passkey-by-address': { burst: 60, refillMilliseconds: 5 * second },
} as const satisfies Record<string, AttemptLimit>;

export type AttemptKind = keyof typeof attemptLimits;
