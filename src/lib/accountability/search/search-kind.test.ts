import { describe, expect, it } from 'vitest';
import { routeRules } from '#lib/access/route-rules.ts';
import { allSearchKinds, searchKinds } from './search-kind.ts';

describe('a kind that is searched', () => {
	it.each(allSearchKinds)('%s is found by those who may open its page, and by nobody else', (kind) => {
		const { capability, path } = searchKinds[kind];
		const route = Object.keys(routeRules).find((id) => id.replace(/\[[^\]=]+\]/g, '*').endsWith(`/office/${path}`));
		expect(route && routeRules[route]).toMatchObject({ who: 'capability', to: capability });
	});
});
