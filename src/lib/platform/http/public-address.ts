/**
 * Whether an IP address belongs to the public internet. Everything IANA lists as special is not: private, loopback,
 * link-local, shared, documentation and multicast networks, and IPv6 addresses that carry such an IPv4 address
 * (RFC 6890 and the IANA special-purpose registries).
 */
export function isPublicAddress(address: string): boolean {
	const parts = address.includes(':') ? parseIpv6(address) : undefined;
	if (parts) return isPublicIpv6(parts);
	const bytes = parseIpv4(address);
	return bytes !== undefined && isPublicIpv4(bytes);
}

type Network = readonly [base: readonly [number, number, number, number], bits: number];

const specialIpv4: readonly Network[] = [
	[[0, 0, 0, 0], 8],
	[[10, 0, 0, 0], 8],
	[[100, 64, 0, 0], 10],
	[[127, 0, 0, 0], 8],
	[[169, 254, 0, 0], 16],
	[[172, 16, 0, 0], 12],
	[[192, 0, 0, 0], 24],
	[[192, 0, 2, 0], 24],
	[[192, 88, 99, 0], 24],
	[[192, 168, 0, 0], 16],
	[[198, 18, 0, 0], 15],
	[[198, 51, 100, 0], 24],
	[[203, 0, 113, 0], 24],
	[[224, 0, 0, 0], 3],
];

function isPublicIpv4(bytes: readonly number[]): boolean {
	const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
	return !specialIpv4.some(([base, bits]) => {
		const size = 2 ** (32 - bits);
		const from = base.reduce((sum, byte) => sum * 256 + byte, 0);
		return number >= from && number < from + size;
	});
}

/** Only 2000::/3 is handed out at all; within it some networks embed IPv4 addresses or lead nowhere. */
function isPublicIpv6(groups: readonly number[]): boolean {
	const [first, second] = [groups[0]!, groups[1]!];
	const leading = (count: number) => groups.slice(0, count).every((group) => group === 0);
	const mapped = leading(5) && groups[5] === 0xffff;
	const nat64 = first === 0x64 && second === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
	if (mapped || nat64) return isPublicIpv4(bytesOf(groups.slice(6)));
	if (first >> 13 !== 1) return false;
	if (first === 0x2002) return isPublicIpv4(bytesOf(groups.slice(1, 3)));
	if (first === 0x2001) return second >= 0x200 && second !== 0xdb8;
	return first !== 0x3fff;
}

function bytesOf(groups: readonly number[]): number[] {
	return groups.flatMap((group) => [group >> 8, group & 0xff]);
}

function parseIpv4(text: string): readonly number[] | undefined {
	const parts = text.split('.');
	if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
	return parts.map(Number);
}

/** The eight groups of an IPv6 address in any notation, without its zone. */
function parseIpv6(text: string): readonly number[] | undefined {
	const plain = text.replace(/%.*$/, '').replace(/(?<=:)(\d+\.\d+\.\d+\.\d+)$/, (ipv4) => {
		const bytes = parseIpv4(ipv4);
		if (!bytes) return 'x';
		const [a, b, c, d] = bytes as [number, number, number, number];
		return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
	});
	const halves = plain.split('::');
	if (halves.length > 2) return undefined;
	const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[] | undefined];
	const missing = 8 - head.length - (tail?.length ?? 0);
	if (tail ? missing < 1 : missing !== 0) return undefined;
	const groups = [...head, ...Array.from({ length: tail ? missing : 0 }, () => '0'), ...(tail ?? [])];
	return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
		? groups.map((group) => Number.parseInt(group, 16))
		: undefined;
}
