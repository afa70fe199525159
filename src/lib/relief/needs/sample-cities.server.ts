import { randomUUID } from 'node:crypto';
import type { Id } from '#lib/kernel/id.ts';

/** Two cities that share an operation and a third that shares none, as statements for a superuser in a test. */
export interface SampleCities {
	readonly dortmund: Id<'city'>;
	readonly zhytomyr: Id<'city'>;
	readonly elsewhere: Id<'city'>;
	readonly operation: Id<'operation'>;
	readonly otherOperation: Id<'operation'>;
	readonly statements: readonly string[];
}

export function layOutTwoCities(): SampleCities {
	const [dortmund, zhytomyr, elsewhere, operation, otherOperation] = Array.from({ length: 5 }, () => randomUUID());
	const city = (id: string | undefined, slug: string, country: string) =>
		`insert into city (id, slug, names, country, latitude, longitude, time_zone)
		 values ('${id}', '${slug}', '{"en": "${slug}"}', '${country}', 50, 10, 'Europe/Berlin')`;
	const relief = (id: string | undefined, slug: string, lead: string | undefined, partner: string) =>
		`insert into operation (id, slug, lead_city_id, partner_city_id, names, destination, country, latitude, longitude, opened_on)
		 values ('${id}', '${slug}', '${lead}', ${partner}, '{"en": "${slug}"}', '{"en": "${slug}"}', 'UA', 50, 28, '2023-02-23')`;
	return {
		dortmund: dortmund as Id<'city'>,
		zhytomyr: zhytomyr as Id<'city'>,
		elsewhere: elsewhere as Id<'city'>,
		operation: operation as Id<'operation'>,
		otherOperation: otherOperation as Id<'operation'>,
		statements: [
			city(dortmund, 'dortmund', 'DE'),
			city(zhytomyr, 'zhytomyr', 'UA'),
			city(elsewhere, 'elsewhere', 'DE'),
			relief(operation, 'aid-zhytomyr', dortmund, `'${zhytomyr}'`),
			relief(otherOperation, 'aid-elsewhere', elsewhere, 'null'),
		],
	};
}
