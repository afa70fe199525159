/** What a paper is to a council: asked to decide, asked by members, told, declared. */
export const paperKinds = ['proposal', 'motion', 'inquiry', 'report', 'resolution', 'other'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** What a body has a paper before it for. */
export const consultationRoles = ['preliminary', 'hearing', 'recommendation', 'decision', 'notice', 'other'] as const;
export type ConsultationRole = (typeof consultationRoles)[number];

/** What came of it; `open` until the meeting has said. */
export const outcomes = [
	'open',
	'approved',
	'approved-amended',
	'rejected',
	'noted',
	'referred',
	'postponed',
	'withdrawn',
	'other',
] as const;
export type Outcome = (typeof outcomes)[number];

export const fileRoles = ['main', 'attachment', 'minutes'] as const;
export type FileRole = (typeof fileRoles)[number];
