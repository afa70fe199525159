import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import type { StepRefusal } from '../state-step.ts';
import type { MilestoneRefusal } from './milestone.ts';
import type { ProjectFactRefusal, ProjectState } from './project.ts';

/** Why something about a project is not taken. */
export type ProjectRefusal =
	| FieldFault
	| FormFault
	| ProjectFactRefusal
	| StepRefusal<ProjectState>
	| MilestoneRefusal
	| { readonly kind: 'code-taken'; readonly code: string }
	| { readonly kind: 'code-malformed'; readonly typed: string }
	| { readonly kind: 'budget-malformed'; readonly typed: string }
	| { readonly kind: 'dream-id-malformed'; readonly typed: string }
	| { readonly kind: 'iati-id-malformed'; readonly typed: string }
	| { readonly kind: 'number-malformed'; readonly field: 'baseline' | 'target' | 'value'; readonly typed: string }
	| { readonly kind: 'target-is-baseline' }
	| { readonly kind: 'measured-in-future' }
	| { readonly kind: 'part-unknown' }
	| { readonly kind: 'unknown-partnership' }
	| { readonly kind: 'unknown-theme' }
	| { readonly kind: 'unknown-organisation' }
	| { readonly kind: 'nowhere-to-look'; readonly typed: string };
