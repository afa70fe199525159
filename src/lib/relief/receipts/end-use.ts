/** What becomes of received goods at the recipient: they serve, or they are used up. */
export const endUses = ['in-use', 'consumed'] as const;
export type EndUse = (typeof endUses)[number];

/** Units received and not yet reported in use or used up. */
export function awaitingEndUse(line: {
	readonly accepted: number;
	readonly recovered: number;
	readonly surplus: number;
	readonly used: number;
}): number {
	return line.accepted + line.recovered + line.surplus - line.used;
}
