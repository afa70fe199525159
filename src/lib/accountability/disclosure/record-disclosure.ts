import { type Capability, may, type RoleHolder } from '#lib/access/permissions.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PublicRecordKind } from './public-ref.ts';

/** The kinds of records a city can show or hide one by one (R14a). */
export const disclosedKinds = [
	'paper',
	'agreement',
	'promise',
	'theme',
	'project',
	'event',
	'exchange',
	'funding',
] as const satisfies readonly PublicRecordKind[];
export type DisclosedKind = (typeof disclosedKinds)[number];

const readBy = {
	paper: 'council.read',
	agreement: 'partnership.read',
	promise: 'cooperation.read',
	theme: 'cooperation.read',
	project: 'cooperation.read',
	event: 'cooperation.read',
	exchange: 'cooperation.read',
	funding: 'funding.read',
} as const satisfies Record<DisclosedKind, Capability>;

/** Whether somebody may read records of a kind while the public does not: nobody shows it what they may not see themselves. */
export function mayReadInside(reader: RoleHolder, kind: DisclosedKind): boolean {
	return may(reader, readBy[kind]);
}

/** A record that is public or could be, as the office decides on it. */
export interface DisclosedRecord {
	readonly kind: DisclosedKind;
	readonly id: string;
	readonly title: LocalizedText;
	readonly date: FuzzyDate | null;
	readonly isShown: boolean;
	/** Whether the acting city hides it, and whether another one does. */
	readonly isHidden: boolean;
	readonly isHiddenByOthers: boolean;
	/** What the acting city can do; null where it is for another city to show it. */
	readonly action: 'show' | 'hide' | null;
}

/** The records of a partnership the office decides on. */
export interface DisclosedPartnership {
	readonly id: Id<'partnership'>;
	readonly slug: string;
	readonly names: LocalizedText;
	readonly records: readonly DisclosedRecord[];
}

/** What a city can do about a record: take back what it decided, hide what is shown, show what is its own to show. */
export function actionOn(
	{ kind, keeper }: { readonly kind: PublicRecordKind; readonly keeper: string | null },
	decisions: RecordDecisions | undefined,
	city: string,
): DisclosedRecord['action'] {
	if (decisions?.hiddenBy.includes(city)) return 'show';
	const isOnRequest = shownOnRequest.has(kind) && !(keeper !== null && decisions?.shownBy.includes(keeper));
	if (!isOnRequest) return 'hide';
	return keeper === city ? 'show' : null;
}

/** Which cities last decided to show a record, and which to hide it. */
export interface RecordDecisions {
	readonly shownBy: readonly string[];
	readonly hiddenBy: readonly string[];
}

/** Of these nothing is public before the city that keeps them says so; of the others what their own rules let through. */
const shownOnRequest: ReadonlySet<PublicRecordKind> = new Set(['project', 'funding']);

/**
 * R14: whether the public may know of a record, as far as cities decide on it one by one. What one city hides stays hidden;
 * projects and money are shown by the city that keeps them, and by no other.
 */
export function isRecordShown(
	{ kind, keeper }: { readonly kind: PublicRecordKind; readonly keeper: string | null },
	{ shownBy, hiddenBy }: RecordDecisions = { shownBy: [], hiddenBy: [] },
): boolean {
	if (hiddenBy.length > 0) return false;
	return !shownOnRequest.has(kind) || (keeper !== null && shownBy.includes(keeper));
}
