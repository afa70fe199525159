import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { decideDisabling, decideRoles, parseEmail, parsePersonName } from './account.ts';
import { parseInvitation } from './account-form.ts';
import { addressGroup } from './address-group.ts';
import { parseAuditFilter } from './audit-filter.ts';
import { describeDevice } from './device.ts';
import { may, permissions } from './permissions.ts';
import { isRole, parseRoles, type Role, roles } from './roles.ts';

const ada = 'a' as Id<'account'>;
const olena = 'o' as Id<'account'>;

describe('a person’s name', () => {
	it.each([
		['  Олена   Ковальчук ', 'Олена Ковальчук'],
		['Ada', 'Ada'],
		['O’Neill-Müller', 'O’Neill-Müller'],
	])('%j is kept as %j', (typed, name) => {
		expect(parsePersonName(typed)).toEqual({ ok: true, value: name });
	});

	it.each([
		['', 'name-missing'],
		[' \t\u00a0', 'name-missing'],
		['x'.repeat(121), 'name-too-long'],
	])('%j is refused', (typed, kind) => {
		expect(parsePersonName(typed)).toMatchObject({ ok: false, refusal: { kind } });
	});
});

describe('an e-mail address', () => {
	it.each([
		[' Anna.Beispiel@Stadtdo.DE ', 'anna.beispiel@stadtdo.de'],
		["o'neill+relief@sub.city.example", "o'neill+relief@sub.city.example"],
		['ірина@житомир.укр', 'ірина@житомир.укр'],
	])('%j is kept as %j', (typed, email) => {
		expect(parseEmail(typed)).toEqual({ ok: true, value: email });
	});

	it.each([
		[''],
		['anna'],
		['anna@'],
		['@x.de'],
		['a@b'],
		['a b@c.de'],
		['a@b.de, c@d.de'],
		['Anna <a@b.de>'],
		['a@b..de'],
	])('%j is refused', (typed) => {
		expect(parseEmail(typed)).toEqual({ ok: false, refusal: { kind: 'email-malformed' } });
	});
});

describe('changing roles', () => {
	it.each<[Role[], Role[], Role[], Role[]]>([
		[['editor'], ['editor'], [], []],
		[['editor'], ['warehouse'], ['warehouse'], ['editor']],
		[[], ['coordinator', 'editor'], ['coordinator', 'editor'], []],
	])('from %j to %j grants %j and withdraws %j', (held, wanted, granted, withdrawn) => {
		expect(decideRoles(ada, { id: olena, roles: held }, wanted)).toEqual({ ok: true, value: { granted, withdrawn } });
	});

	it('is refused for one’s own account and for no role at all', () => {
		expect(decideRoles(ada, { id: ada, roles: [] }, ['editor'])).toMatchObject({ refusal: { kind: 'own-account' } });
		expect(decideRoles(ada, { id: olena, roles: [] }, [])).toMatchObject({ refusal: { kind: 'role-missing' } });
		expect(decideDisabling(ada, { id: ada })).toMatchObject({ refusal: { kind: 'own-account' } });
	});
});

describe('an invitation', () => {
	it('is refused for everything that is wrong with it at once', () => {
		const typed = { name: '', email: 'x', language: 'fr', roles: ['king'] };
		const parsed = parseInvitation(typed);
		expect(parsed.ok ? [] : parsed.refusal.map(({ kind }) => kind)).toEqual([
			'name-missing',
			'email-malformed',
			'role-missing',
		]);
	});

	it('takes known roles, each once, in their order', () => {
		expect(parseRoles(['editor', 'king', 'coordinator', 'editor'])).toEqual(['coordinator', 'editor']);
		expect([isRole('king'), isRole('warehouse')]).toEqual([false, true]);
	});
});

describe('permission', () => {
	it('is never given to nobody, and to each role for each capability exactly as the table says', () => {
		for (const [capability, holders] of Object.entries(permissions)) {
			const named = capability as keyof typeof permissions;
			expect(may(null, named)).toBe(false);
			expect(may({ roles: [] }, named)).toBe(false);
			for (const role of roles) expect(may({ roles: [role] }, named)).toBe((holders as readonly Role[]).includes(role));
		}
	});

	it('keeps need-to-know away from those who only read, and accounts away from all but administrators', () => {
		for (const role of ['editor', 'council-reader'] as const) {
			for (const need of ['places.read-address', 'donors.read-contact', 'needs.review', 'offers.decide'] as const) {
				expect(may({ roles: [role] }, need), `${role} ${need}`).toBe(false);
			}
		}
		expect(roles.filter((role) => may({ roles: [role] }, 'accounts.manage'))).toEqual(['administrator']);
	});
});

describe('an address for limits', () => {
	it.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
		['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
		['2001:db8::1', '2001:db8:0:0::/64'],
		['::1', '0:0:0:0::/64'],
		['fe80::1%eth0', 'fe80:0:0:0::/64'],
		['', ''],
		['nonsense', 'nonsense'],
	])('%j counts as %j', (address, group) => {
		expect(addressGroup(address)).toBe(group);
	});
});

describe('a device', () => {
	it.each([
		['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
		[
			'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
			'Edge · Windows',
		],
		['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome · Android'],
		[
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1',
			'Safari · iOS',
		],
		['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.0 Safari/605.1', 'Safari · macOS'],
		['curl/8.5', ''],
		['<script>alert(1)</script>', ''],
		[null, ''],
	])('that says %j is shown as %j', (userAgent, shown) => {
		expect(describeDevice(userAgent)).toBe(shown);
	});
});

describe('a filter of the audit trail', () => {
	it('is read from the address, and what makes no sense is left out', () => {
		const query =
			'before=17&account=4b1c2f7e-0000-4000-8000-000000000001&area=need-list&subject= x &from=2026-03-14&until=2026-03-14';
		expect(parseAuditFilter(new URLSearchParams(query), 'de')).toEqual({
			before: 17,
			accountId: '4b1c2f7e-0000-4000-8000-000000000001',
			area: 'need-list',
			subjectId: 'x',
			from: Date.parse('2026-03-14T00:00:00+01:00'),
			until: Date.parse('2026-03-15T00:00:00+01:00'),
		});
		const nonsense = "before=-1&account=1' or 1=1&area=%25&subject=&from=2026-02-30&until=soon";
		expect(parseAuditFilter(new URLSearchParams(nonsense), 'de')).toEqual({});
	});

	it.each([
		['de', '2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00'],
		['uk', '2026-03-29T00:00:00+02:00', '2026-03-30T00:00:00+03:00'],
	] as const)(
		'for a reader in %s has the days the list shows, also where the clock goes forward',
		(language, from, until) => {
			const query = new URLSearchParams('from=2026-03-29&until=2026-03-29');
			expect(parseAuditFilter(query, language)).toEqual({ from: Date.parse(from), until: Date.parse(until) });
		},
	);
});
