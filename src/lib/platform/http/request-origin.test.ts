import { describe, expect, test } from 'vitest';
import { clientAddress, requestOrigin } from './request-origin.ts';

const local = { origin: undefined, host: '127.0.0.1', trustedProxies: 0 };
const network = { ...local, host: '0.0.0.0' };
const city = { origin: 'https://tandem.dortmund.example', host: '127.0.0.1', trustedProxies: 1 };

describe('the address a request was sent to', () => {
	test.each([
		['on this machine', 'localhost:3000', local, 'http://localhost:3000'],
		['on this machine by number', '127.0.0.1:3000', local, 'http://127.0.0.1:3000'],
		['on this machine by IPv6', '[::1]:3000', local, 'http://[::1]:3000'],
		['in this network', '192.168.1.5:3000', network, 'http://192.168.1.5:3000'],
		['behind a proxy', 'whatever.example', city, 'https://tandem.dortmund.example'],
		['behind a proxy without a Host header', undefined, city, 'https://tandem.dortmund.example'],
	] as const)('%s', (_, host, reach, origin) => {
		const found = requestOrigin(host, reach);
		expect(found.ok && found.value.origin).toBe(origin);
	});

	test.each([
		['no Host header', undefined, local, 'no-host'],
		['a Host header that smuggles a path', 'localhost/evil', local, 'no-host'],
		['a Host header that smuggles a user', 'localhost@evil.example', local, 'no-host'],
		['an impossible port', 'localhost:99999', local, 'no-host'],
		['a foreign name that points here', 'evil.example:3000', local, 'foreign-host'],
	] as const)('is refused with %s', (_, host, reach, kind) => {
		expect(requestOrigin(host, reach)).toEqual({ ok: false, refusal: { kind } });
	});
});

describe('the address a request came from', () => {
	test.each([
		['is that of the connection', '10.0.0.1', undefined, 0, '10.0.0.1'],
		['is that of the connection, whatever the sender claims', '10.0.0.1', '1.2.3.4', 0, '10.0.0.1'],
		['is what our proxy saw', '10.0.0.1', '203.0.113.7', 1, '203.0.113.7'],
		['is what our proxy saw, whatever the sender claimed to it', '10.0.0.1', '1.2.3.4, 203.0.113.7', 1, '203.0.113.7'],
		['is what the outer of our two proxies saw', '10.0.0.1', '1.2.3.4, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
		['is that of the connection where the proxy says nothing', '10.0.0.1', undefined, 1, '10.0.0.1'],
		['is unknown where the connection is gone', undefined, undefined, 0, 'unknown'],
	] as const)('%s', (_, connection, forwarded, proxies, expected) => {
		expect(clientAddress(connection, forwarded, proxies)).toBe(expected);
	});
});
