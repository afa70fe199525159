import { may, type RoleHolder } from '#lib/access/permissions.ts';
import { routeRules } from '#lib/access/route-rules.ts';

/** What else is kept about a partnership, each under its own address of the office. */
const parts = [
	'council',
	'themes',
	'projects',
	'events',
	'exchanges',
	'promises',
	'funding',
	'deadlines',
	'reports',
	'story-line',
] as const;
export type PartnershipPart = (typeof parts)[number];

/** The parts that are there and that the reader may enter. */
export function partnershipParts(holder: RoleHolder): readonly PartnershipPart[] {
	return parts.filter((part) => {
		const rule = routeRules[`/[lang=language]/(office)/office/${part}`];
		return rule?.who === 'capability' && may(holder, rule.to);
	});
}
