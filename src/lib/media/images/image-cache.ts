/** How long a kept file is handed out without asking again, in milliseconds: part of the minute in which hiding works (R14). */
const freshMilliseconds = 10_000;

interface Kept<Value> {
	readonly value: Promise<Value | undefined>;
	readonly since: number;
	bytes: number;
}

/**
 * Files that many ask for at once, read once. Bounded in bytes and in number; the oldest make room. Also remembers for the
 * same time that there is nothing, so that asking for what is not there costs no more than asking for what is.
 */
export class ImageCache<Value extends { readonly bytes: Uint8Array }> {
	readonly #mostBytes: number;
	readonly #mostFiles: number;
	readonly #files = new Map<string, Kept<Value>>();
	#bytes = 0;

	constructor(mostBytes: number, mostFiles: number) {
		this.#mostBytes = mostBytes;
		this.#mostFiles = mostFiles;
	}

	/** The file under this key, read by `read` unless that was done in the last ten seconds. A failure is not remembered. */
	get(key: string, now: number, read: () => Promise<Value | undefined>): Promise<Value | undefined> {
		const known = this.#files.get(key);
		if (known && now - known.since < freshMilliseconds && now >= known.since) return known.value;
		this.#forget(key);
		const kept: Kept<Value> = { value: read(), since: now, bytes: 0 };
		this.#files.set(key, kept);
		kept.value.then(
			(value) => {
				if (this.#files.get(key) !== kept) return;
				kept.bytes = value?.bytes.length ?? 0;
				this.#bytes += kept.bytes;
				this.#makeRoom();
			},
			() => {
				if (this.#files.get(key) === kept) this.#forget(key);
			},
		);
		return kept.value;
	}

	#forget(key: string): void {
		this.#bytes -= this.#files.get(key)?.bytes ?? 0;
		this.#files.delete(key);
	}

	#makeRoom(): void {
		for (const key of this.#files.keys()) {
			if (this.#bytes <= this.#mostBytes && this.#files.size <= this.#mostFiles) return;
			this.#forget(key);
		}
	}
}
