import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as a cookie or an address carries them: 43 characters of base64url. */
export const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** A new secret for one session or one link. It is handed to the person and never stored. */
export function createToken(): string {
	return randomBytes(32).toString('base64url');
}

/**
 * What the database keeps of a token. Plain SHA-256 is enough for 256 random bits: there is nothing to guess
 * (ASVS 6.5.2), and looking a hash up in an index tells an attacker nothing about the token by its timing.
 */
export function hashToken(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

/** The hash of a token that has the right shape; undefined for anything else, so that noise costs no query. */
export function hashOfPresented(token: string | null | undefined): Buffer | undefined {
	return token && tokenPattern.test(token) ? hashToken(token) : undefined;
}
