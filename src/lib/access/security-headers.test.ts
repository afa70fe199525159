import { describe, expect, it } from 'vitest';
import { isForeign, securityHeaders } from './security-headers.ts';

describe('security headers', () => {
	it('forbid sniffing, framing and referrers with paths everywhere', () => {
		expect(securityHeaders({ secure: false, personal: false })).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'referrer-policy': 'strict-origin-when-cross-origin',
		});
	});

	it('keep personal pages out of every cache and referrer', () => {
		const headers = securityHeaders({ secure: true, personal: true });
		expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	});

	it('bind browsers to https for a year, but only where there is https', () => {
		const name = 'strict-transport-security';
		expect(securityHeaders({ secure: true, personal: false })[name]).toBe('max-age=31536000; includeSubDomains');
		expect(securityHeaders({ secure: false, personal: false })).not.toHaveProperty(name);
	});
});

describe('a request that changes something', () => {
	const own = 'https://tandem.example';
	it.each([
		['GET', { origin: 'https://evil.example' }, false],
		['HEAD', { 'sec-fetch-site': 'cross-site' }, false],
		['POST', { origin: own }, false],
		['POST', { origin: own, 'sec-fetch-site': 'same-origin' }, false],
		['POST', {}, false],
		['POST', { 'sec-fetch-site': 'none' }, false],
		['POST', { origin: 'https://evil.example' }, true],
		['POST', { origin: 'null' }, true],
		['POST', { origin: 'http://tandem.example' }, true],
		['POST', { origin: 'https://tandem.example:8443' }, true],
		['PUT', { origin: 'https://tandem.example.evil.example' }, true],
		['DELETE', { 'sec-fetch-site': 'cross-site' }, true],
		['POST', { 'sec-fetch-site': 'same-site' }, true],
	])('by %s with %j is foreign: %s', (method, headers, foreign) => {
		expect(isForeign(method, own, new Headers(headers as Record<string, string>))).toBe(foreign);
	});
});
