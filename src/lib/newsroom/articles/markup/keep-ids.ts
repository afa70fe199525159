import type { Block, BlockId } from '../block.ts';

/**
 * Gives blocks that were read anew the ids they had before: first to those with the same content, in their order; then to one
 * of the same kind that stands between the same neighbours, because it was reworded. The rest get new ids.
 */
export function keepIds(blocks: readonly Block[], before: readonly Block[]): readonly Block[] {
	const contents = before.map(contentOf);
	const free = new Set(before.keys());
	const sources = blocks.map((block) => {
		const content = contentOf(block);
		const at = [...free].find((index) => contents[index] === content);
		if (at !== undefined) free.delete(at);
		return at;
	});
	for (const [index, block] of blocks.entries()) {
		if (sources[index] !== undefined) continue;
		const after = sources.slice(0, index).findLast((each) => each !== undefined) ?? -1;
		const until = sources.slice(index + 1).find((each) => each !== undefined) ?? before.length;
		const at = [...free].find((each) => each > after && each < until && before[each]?.kind === block.kind);
		if (at === undefined) continue;
		free.delete(at);
		sources[index] = at;
	}
	return numbered(
		blocks,
		sources.map((source) => (source === undefined ? undefined : before[source]!.id)),
		before,
	);
}

/**
 * Gives blocks the ids an editor knows them by, "b1 b7 -", where "-" is new. Where that does not fit the blocks, or names one
 * that was not there `before`, they are recognised as {@link keepIds} does.
 */
export function takeIds(blocks: readonly Block[], told: string, before: readonly Block[]): readonly Block[] {
	const known = new Map<string, BlockId>(before.map(({ id }) => [id, id]));
	const ids = told.split(' ').map((id) => known.get(id));
	const named = ids.filter((id) => id !== undefined);
	const fits = ids.length === blocks.length && named.length > 0 && new Set(named).size === named.length;
	return fits ? numbered(blocks, ids, before) : keepIds(blocks, before);
}

function numbered(
	blocks: readonly Block[],
	ids: readonly (BlockId | undefined)[],
	before: readonly Block[],
): readonly Block[] {
	let last = Math.max(0, ...before.map(({ id }) => Number(/^b(\d{1,6})$/.exec(id)?.[1] ?? 0)));
	return blocks.map((block, index) => ({ ...block, id: ids[index] ?? (`b${++last}` as BlockId) }));
}

function contentOf(block: Block): string {
	return JSON.stringify({ ...block, id: '' });
}
