/** What became of a text that was sent to be kept. */
export type KeepAnswer =
	| {
			readonly kind: 'kept';
			readonly at: string;
			readonly overtaken: Overtaken | null;
			readonly others: readonly Writer[];
	  }
	| { readonly kind: 'signed-out' }
	| { readonly kind: 'refused' }
	| { readonly kind: 'offline' };

/** A revision that came after the one this text began with. */
export interface Overtaken {
	readonly revision: number;
	readonly by: string | null;
	readonly at: string;
}

/** Somebody else who writes on the same text. */
export interface Writer {
	readonly name: string;
	readonly at: string;
}

/** How it stands with a text: whether what was written last is safe, and where. */
export type Standing =
	| { readonly kind: 'untouched' | 'changed' | 'keeping' | 'here-only' | 'signed-out' | 'refused' }
	| { readonly kind: 'offline'; readonly copied: boolean }
	| { readonly kind: 'kept'; readonly at: string };

/** The fields of a text as its form sends them. */
export type Fields = Readonly<Record<string, string>>;

/** A place on this device that outlives the page. */
export interface DeviceCopy {
	/** False where the browser keeps nothing. */
	readonly write: (fields: Fields) => boolean;
	readonly clear: () => void;
}

export interface AutosaverOptions {
	readonly read: () => Fields;
	readonly copy: DeviceCopy;
	/** Undefined where there is nothing yet to keep it with: then it stays on the device. */
	readonly send: ((fields: Fields) => Promise<KeepAnswer>) | undefined;
	/** Runs something a little later; once for all that is asked for meanwhile. */
	readonly later: (run: () => void, of: 'keeping' | 'trying-again') => void;
}

/**
 * Keeps a text while it is written: on the device at once, on the server a little later, one sending at a time so that an older
 * text never comes after a newer. The copy on the device stays until the server has answered for exactly that text.
 */
export class Autosaver {
	standing = $state.raw<Standing>({ kind: 'untouched' });
	overtaken = $state.raw<Overtaken | null>(null);
	others = $state.raw<readonly Writer[]>([]);
	readonly #options: AutosaverOptions;
	/** How many changes there were, and up to which the server has them. */
	#changes = 0;
	#kept = 0;
	#sending: Promise<void> | undefined;
	#waits = false;
	#ended = false;

	constructor(options: AutosaverOptions) {
		this.#options = options;
	}

	/** Whether something was written that neither a revision nor the server has. */
	get isUnkept(): boolean {
		return !this.#ended && this.#changes > this.#kept;
	}

	/** Something was written. */
	changed(): void {
		this.#changes++;
		this.#ended = false;
		if (this.standing.kind === 'untouched' || this.standing.kind === 'kept') this.standing = { kind: 'changed' };
		this.#soon('keeping');
	}

	/** Copies to the device and sends to the server what they do not have. */
	async keep(): Promise<void> {
		this.copyHere();
		await this.#sending;
		if (!this.isUnkept || this.#sending) return;
		this.#sending = this.#sendOnce();
		await this.#sending;
	}

	/** Copies to the device only: for a page that is just being closed. */
	copyHere(): void {
		if (!this.isUnkept) return;
		const copied = this.#options.copy.write(this.#options.read());
		if (!this.#options.send) this.standing = copied ? { kind: 'here-only' } : { kind: 'offline', copied };
	}

	/** A revision holds the text now, or it was thrown away. */
	end(): void {
		this.#ended = true;
		this.#options.copy.clear();
		this.standing = { kind: 'untouched' };
	}

	async #sendOnce(): Promise<void> {
		const { read, copy, send } = this.#options;
		if (!send) {
			this.#sending = undefined;
			return;
		}
		const upTo = this.#changes;
		const fields = read();
		if (this.standing.kind === 'changed') this.standing = { kind: 'keeping' };
		const answer = await send(fields);
		this.#sending = undefined;
		if (this.#ended) return;
		if (answer.kind !== 'kept') {
			this.standing =
				answer.kind === 'offline' ? { kind: 'offline', copied: copy.write(read()) } : { kind: answer.kind };
			if (answer.kind !== 'refused') this.#soon('trying-again');
			return;
		}
		this.#kept = upTo;
		this.overtaken = answer.overtaken;
		this.others = answer.others;
		if (this.isUnkept) {
			this.standing = { kind: 'changed' };
			this.#soon('keeping');
			return;
		}
		copy.clear();
		this.standing = { kind: 'kept', at: answer.at };
	}

	#soon(of: 'keeping' | 'trying-again'): void {
		if (this.#waits) return;
		this.#waits = true;
		this.#options.later(() => {
			this.#waits = false;
			void this.keep();
		}, of);
	}
}
