import programmes from './grant-programmes.json' with { type: 'json' };
import type { GrantProgramme } from './grant-rule.ts';

/**
 * The funding programmes whose rules Tandem knows. Data: a new call is a new edition there, with its source and day, and no
 * line of code changes. A test holds the file to this type.
 */
export const grantProgrammes = programmes as unknown as readonly GrantProgramme[];

/** The programmes that can be checked against such a plan. */
export function programmesFor(subject: GrantProgramme['subjects'][number]): readonly GrantProgramme[] {
	return grantProgrammes.filter(({ subjects }) => subjects.includes(subject));
}
