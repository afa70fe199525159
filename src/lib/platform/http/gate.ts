/** Lets so many requests be answered at once and turns the rest away at the door. */
export interface Gate {
	/** Takes a place for a request from `address`; undefined where none is left. Call the answer once, to leave. */
	enter(address: string): (() => void) | undefined;
}

/**
 * A gate with `most` places, of which one address may hold half: whoever sends a hundred requests slowly on purpose keeps
 * nobody else out. What is turned away at once costs nothing and may come again; what waits in a queue that never gets
 * shorter costs memory and is answered when nobody waits for it any more.
 */
export function createGate(most: number): Gate {
	const share = Math.max(1, Math.floor(most / 2));
	const held = new Map<string, number>();
	let inside = 0;
	return {
		enter(address) {
			const own = held.get(address) ?? 0;
			if (inside >= most || own >= share) return undefined;
			inside++;
			held.set(address, own + 1);
			let left = false;
			return () => {
				if (left) return;
				left = true;
				inside--;
				const rest = (held.get(address) ?? 1) - 1;
				if (rest > 0) held.set(address, rest);
				else held.delete(address);
			};
		},
	};
}
