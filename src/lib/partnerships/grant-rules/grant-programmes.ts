import programmes from './grant-programmes.json' with { type: 'json' };
import type { GrantProgramme } from './grant-rule.ts';

/**
 * The funding programmes whose rules Tandem knows. Data: a new call is a new edition there, with its source and day, and no
 * line of code changes. A test holds the file to this type.
 */
export const grantProgrammes = programmes as unknown as readonly GrantProgramme[];

const spelling = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

/**
 * The programmes a funding is checked against: those its programme, as somebody wrote it, goes by in any language; all that
 * fund money as such where none is named yet, so that one sees which would fit.
 */
export function programmesOfFunding(written: string | null): readonly GrantProgramme[] {
	const wanted = spelling(written ?? '');
	if (wanted === '') return programmesFor('funding');
	return programmesFor('funding').filter(({ names }) =>
		Object.values(names).some((name) => spelling(name).includes(wanted) || wanted.includes(spelling(name))),
	);
}

/** The programmes that can be checked against such a plan. */
export function programmesFor(subject: GrantProgramme['subjects'][number]): readonly GrantProgramme[] {
	return grantProgrammes.filter(({ subjects }) => subjects.includes(subject));
}
