import type { BadgeTone } from '#lib/ui/tone.ts';

export const articleStages = [
	'draft',
	'in-review',
	'approved',
	'scheduled',
	'embargoed',
	'published',
	'corrected',
	'withdrawn',
] as const;
export type ArticleStage = (typeof articleStages)[number];

/**
 * Where an edition may go from each stage; page, command and database hold to this table. A new text always begins as a draft
 * again, while what readers see stays what it was; withdrawn can be whatever readers see, so from wherever the next text is.
 */
export const articleMoves = {
	draft: ['in-review', 'withdrawn'],
	'in-review': ['draft', 'approved', 'withdrawn'],
	approved: ['draft', 'scheduled', 'embargoed', 'published', 'corrected', 'withdrawn'],
	scheduled: ['approved', 'published', 'corrected', 'withdrawn'],
	embargoed: ['approved', 'published', 'corrected', 'withdrawn'],
	published: ['draft', 'withdrawn'],
	corrected: ['draft', 'withdrawn'],
	withdrawn: ['draft'],
} as const satisfies Record<ArticleStage, readonly ArticleStage[]>;

export function mayMove(from: ArticleStage, to: ArticleStage): boolean {
	const permitted: readonly ArticleStage[] = articleMoves[from];
	return permitted.includes(to);
}

export const stageTones: Readonly<Record<ArticleStage, BadgeTone>> = {
	draft: 'neutral',
	'in-review': 'info',
	approved: 'info',
	scheduled: 'warning',
	embargoed: 'warning',
	published: 'success',
	corrected: 'success',
	withdrawn: 'danger',
};

export const articleKinds = ['news', 'press-release'] as const;
export type ArticleKind = (typeof articleKinds)[number];
