import type { IconName } from './icons.ts';

/** What a message or a state is to the reader; each has its colour, its icon and its word. */
export type Tone = 'info' | 'success' | 'warning' | 'danger';
/** A state may also be none of the four. */
export type BadgeTone = Tone | 'neutral';

export const toneIcons: Record<BadgeTone, IconName> = {
	info: 'info',
	success: 'success',
	warning: 'warning',
	danger: 'danger',
	neutral: 'neutral',
};
