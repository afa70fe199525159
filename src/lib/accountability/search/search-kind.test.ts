import { describe, expect, it } from 'vitest';
import { roles } from '#lib/access/roles.ts';
import { routeRules } from '#lib/access/route-rules.ts';
import { allSearchKinds, mayFind, searchKinds } from './search-kind.ts';

describe('a kind that is searched', () => {
	it.each(allSearchKinds)('%s is found by those who may open its page, and by nobody else', (kind) => {
		const { capability, path } = searchKinds[kind];
		const route = Object.keys(routeRules).find((id) => id.replace(/\[[^\]=]+\]/g, '*').endsWith(`/office/${path}`));
		expect(route && routeRules[route]).toMatchObject({ who: 'capability', to: capability });
	});

	it('is found by nobody whom its page turns away for what it lists', () => {
		const finders = roles.filter((role) => mayFind({ roles: [role] }, 'proof-of-use'));
		expect(finders).toEqual(['coordinator', 'council-reader']);
		expect(mayFind({ roles: ['editor'] }, 'report')).toBe(true);
	});
});
