import type { Instant } from '#lib/kernel/instant.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import type { Blocker } from './article-blockers.ts';
import type { ArticleStage } from './article-stages.ts';
import type { BlockRefusal } from './block-refusal.ts';

/** Why something about an article is not taken. */
export type ArticleRefusal =
	| FieldFault
	| FormFault
	| { readonly kind: 'block-refused'; readonly refusal: BlockRefusal }
	| { readonly kind: 'forbidden-character'; readonly field: string; readonly character: string }
	| { readonly kind: 'slug-malformed'; readonly typed: string }
	| { readonly kind: 'slug-taken'; readonly slug: string }
	| { readonly kind: 'text-changed-meanwhile'; readonly revision: number }
	| { readonly kind: 'release-planned'; readonly stage: ArticleStage }
	| { readonly kind: 'move-not-permitted'; readonly from: ArticleStage; readonly to: ArticleStage }
	| { readonly kind: 'blocked'; readonly blocker: Blocker }
	| { readonly kind: 'reviews-own-text' }
	| { readonly kind: 'claim-gone' }
	| { readonly kind: 'facts-proposed' }
	| { readonly kind: 'takes-own-proposal' }
	| {
			readonly kind: 'reason-needed';
			readonly field: 'returnReason' | 'withdrawReason' | 'liftReason' | 'signOffReason';
	  }
	| { readonly kind: 'not-a-moment'; readonly field: 'releaseAt' | 'embargoUntil'; readonly typed: string }
	| { readonly kind: 'in-the-past'; readonly field: 'releaseAt' | 'embargoUntil' }
	| { readonly kind: 'too-far-ahead'; readonly field: 'releaseAt' | 'embargoUntil' }
	| { readonly kind: 'first-or-update' }
	| { readonly kind: 'change-note-needed' }
	| { readonly kind: 'correction-incomplete' }
	| { readonly kind: 'nothing-public' }
	| { readonly kind: 'no-embargo' }
	| { readonly kind: 'embargo-stands'; readonly until: Instant }
	| { readonly kind: 'before-embargo'; readonly until: Instant }
	| { readonly kind: 'embargo-needs-partner' }
	| { readonly kind: 'embargo-of-own-city' }
	| { readonly kind: 'unknown-partnership' }
	| { readonly kind: 'unknown-term' }
	| { readonly kind: 'nowhere-to-look'; readonly field: 'records' | 'related'; readonly typed: string }
	| { readonly kind: 'source-malformed'; readonly typed: string }
	| { readonly kind: 'too-many-entries'; readonly field: string; readonly most: number }
	| { readonly kind: 'leads-nowhere'; readonly typed: string };
