/**
 * What counts as one address for limits on attempts: an IPv4 address, or the /64 of an IPv6 address, since one household
 * or one attacker has 2⁶⁴ of those. IPv4 written as IPv6 is the same as IPv4. Unknown texts are their own group.
 */
export function addressGroup(address: string): string {
	const plain = address.trim().toLowerCase().split('%')[0] ?? '';
	const mapped = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/.exec(plain);
	if (mapped) return mapped[1]!;
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = plain.split('::');
	const leading = head === '' ? [] : head.split(':');
	const trailing = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = Array.from({ length: Math.max(0, 8 - leading.length - trailing.length) }, () => '0');
	const full = tail === undefined ? leading : [...leading, ...zeros, ...trailing];
	return `${full
		.slice(0, 4)
		.map((part) => part.replace(/^0+(?=.)/, ''))
		.join(':')}::/64`;
}
