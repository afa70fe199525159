import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPassphrase, verifyPassphrase } from './argon2id.server.ts';
import { createToken, hashOfPresented, hashToken, tokenPattern } from './tokens.server.ts';

describe('a token', () => {
	it('has 256 random bits and never comes twice', () => {
		const tokens = Array.from({ length: 2000 }, createToken);
		expect(new Set(tokens).size).toBe(2000);
		expect(tokens.every((token) => tokenPattern.test(token) && Buffer.from(token, 'base64url').length === 32)).toBe(
			true,
		);
	});

	it('is stored as a hash that does not contain it', () => {
		const token = createToken();
		expect(hashToken(token)).toHaveLength(32);
		expect(hashToken(token).toString('base64url')).not.toBe(token);
		expect(hashOfPresented(token)).toEqual(hashToken(token));
	});

	it('of another shape is never looked up', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
				expect(hashOfPresented(text) === undefined).toBe(!tokenPattern.test(text));
			}),
			{ seed: 42, numRuns: 1000 },
		);
		expect([hashOfPresented(undefined), hashOfPresented(null), hashOfPresented('')]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});
});

describe('a stored passphrase', () => {
	it('names Argon2id with 19 MiB, two passes and one lane, and is salted', async () => {
		const [first, second] = await Promise.all([hashPassphrase('vier grüne Boote'), hashPassphrase('vier grüne Boote')]);
		expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
		expect(first).not.toBe(second);
	});

	it('is verified for the passphrase alone, in whichever way its letters were composed', async () => {
		const stored = await hashPassphrase('vier grüne Boote йти'.normalize('NFC'));
		expect(await verifyPassphrase('vier grüne Boote йти'.normalize('NFD'), stored)).toBe(true);
		expect(await verifyPassphrase('vier grüne boote йти', stored)).toBe(false);
		expect(await verifyPassphrase('vier grüne Boote йти ', stored)).toBe(false);
	});

	it('is never verified where there is none, or where it is damaged', async () => {
		expect(await verifyPassphrase('anything at all', undefined)).toBe(false);
		expect(await verifyPassphrase('anything at all', 'not a hash')).toBe(false);
	});

	it('agrees with the test vector of the reference implementation', async () => {
		// echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 (github.com/P-H-C/phc-winner-argon2, src/test.c)
		const known = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
		expect(await verifyPassphrase('password', known)).toBe(true);
		expect(await verifyPassphrase('passwore', known)).toBe(false);
	});
});
