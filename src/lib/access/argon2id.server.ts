import { argon2 as argon2WithCallback, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const argon2 = promisify(argon2WithCallback);

/** OWASP's smallest recommended setting: 19 MiB, two passes, one lane (Password Storage Cheat Sheet; RFC 9106). */
const current = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;
const saltLength = 16;

interface Stored {
	readonly memory: number;
	readonly passes: number;
	readonly parallelism: number;
	readonly salt: Buffer;
	readonly tag: Buffer;
}

/** At most this many hashes are computed at once: each takes 19 MiB and one of the four threads files need too. */
const width = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
	if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
	running += 1;
	try {
		return await work();
	} finally {
		running -= 1;
		waiting.shift()?.();
	}
}

function compute(passphrase: string, stored: Omit<Stored, 'tag'>): Promise<Buffer> {
	const { memory, passes, parallelism, salt: nonce } = stored;
	// NFC, so that a phone and a desktop that compose "ö" and "й" differently send the same passphrase.
	const message = Buffer.from(passphrase.normalize('NFC'), 'utf8');
	return inTurn(() => argon2('argon2id', { message, nonce, memory, passes, parallelism, tagLength }));
}

/** Hashes a passphrase with Argon2id into one text that names its own settings (PHC string format). */
export async function hashPassphrase(passphrase: string): Promise<string> {
	const salt = randomBytes(saltLength);
	const tag = await compute(passphrase, { ...current, salt });
	const settings = `m=${current.memory},t=${current.passes},p=${current.parallelism}`;
	return `$argon2id$v=19$${settings}$${unpadded(salt)}$${unpadded(tag)}`;
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

function parseStored(text: string): Stored | undefined {
	const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text);
	if (!match) return undefined;
	const [, memory, passes, parallelism, salt, tag] = match;
	return {
		memory: Number(memory),
		passes: Number(passes),
		parallelism: Number(parallelism),
		salt: Buffer.from(salt!, 'base64'),
		tag: Buffer.from(tag!, 'base64'),
	};
}

/** A hash that no passphrase has, computed against where there is no account: both answers take equally long. */
const nobodys: Stored = { ...current, salt: Buffer.alloc(saltLength, 7), tag: Buffer.alloc(tagLength) };

/**
 * Whether a passphrase is the one `stored` was made of. Without a stored hash it is never, after the same work. Compared
 * in constant time.
 */
export async function verifyPassphrase(passphrase: string, stored: string | undefined): Promise<boolean> {
	const known = stored === undefined ? undefined : parseStored(stored);
	const against = known ?? nobodys;
	const tag = await compute(passphrase, against);
	const same = tag.length === against.tag.length && timingSafeEqual(tag, against.tag);
	return same && known !== undefined;
}
