import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './public-address.ts';

describe('an address is no part of the public internet', () => {
	it.each([
		'0.0.0.0',
		'10.1.2.3',
		'100.64.0.1',
		'100.127.255.255',
		'127.0.0.1',
		'127.255.255.254',
		'169.254.169.254',
		'172.16.0.1',
		'172.31.255.255',
		'192.0.0.8',
		'192.168.178.1',
		'198.18.0.1',
		'224.0.0.1',
		'255.255.255.255',
		'::',
		'::1',
		'::ffff:127.0.0.1',
		'::ffff:7f00:1',
		'::ffff:a9fe:a9fe',
		'0:0:0:0:0:ffff:10.0.0.1',
		'64:ff9b::10.0.0.1',
		'2002:7f00:1::',
		'2002:c0a8:101::1',
		'2001::1',
		'2001:db8::1',
		'3fff::1',
		'fe80::1',
		'fe80::1%eth0',
		'fc00::1',
		'fd12:3456:789a::1',
		'ff02::1',
		'no address',
		'1.2.3',
		'1.2.3.4.5',
		'256.1.1.1',
		'1::2::3',
		'::ffff:300.0.0.1',
		'12345::',
	])('%s', (address) => {
		expect(isPublicAddress(address)).toBe(false);
	});
});

describe('an address is public', () => {
	it.each([
		'8.8.8.8',
		'100.63.255.255',
		'172.32.0.1',
		'185.46.212.88',
		'223.255.255.255',
		'2a01:4f8::1',
		'2001:4860:4860::8888',
		'2606:4700::1111',
		'::ffff:8.8.8.8',
		'64:ff9b::808:808',
	])('%s', (address) => {
		expect(isPublicAddress(address)).toBe(true);
	});

	it('in IPv4 exactly where it is public mapped into IPv6', () => {
		fc.assert(
			fc.property(fc.ipV4(), (address) => {
				expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});
