import type { Role } from '#lib/access/roles.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { anId, type FreshDatabase } from './database.ts';

type AccountId = Id<'account'>;

/** A city with one account per role. */
export interface TestCity {
	readonly id: Id<'city'>;
	readonly coordinator: AccountId;
	readonly officer: AccountId;
	readonly warehouse: AccountId;
	readonly editor: AccountId;
	readonly reader: AccountId;
	readonly administrator: AccountId;
}

export interface TestCities {
	readonly dortmund: TestCity;
	readonly zhytomyr: TestCity;
}

/** Two cities with people in every role: Dortmund speaks German, Zhytomyr Ukrainian. */
export async function layOutCities(database: FreshDatabase): Promise<TestCities> {
	return {
		dortmund: await layOutCity(database, 'dortmund', 'DE', 'de'),
		zhytomyr: await layOutCity(database, 'zhytomyr', 'UA', 'uk'),
	};
}

async function layOutCity(
	database: FreshDatabase,
	slug: string,
	country: string,
	language: Language,
): Promise<TestCity> {
	const id = anId<'city'>();
	await database.query(
		`insert into city (id, slug, names, country, latitude, longitude, time_zone)
			values ($1, $2, jsonb_build_object('en', $2::text), $3, 50, 28, 'Europe/Berlin')`,
		[id, slug, country],
	);
	const person = async (role: Role, name: string): Promise<AccountId> => {
		const account = anId<'account'>();
		await database.query(
			`insert into account (id, city_id, email, name, language, created_at) values ($1, $2, $3, $4, $5, now())`,
			[account, id, `${role}@${slug}.example`, name, language],
		);
		await database.query('insert into account_role (account_id, role, granted_at) values ($1, $2, now())', [
			account,
			role,
		]);
		return account;
	};
	return {
		id,
		coordinator: await person('coordinator', 'Anna Beispiel'),
		officer: await person('partner-officer', 'Olena Kowaltschuk'),
		warehouse: await person('warehouse', 'Mika Muster'),
		editor: await person('editor', 'Rana Redlich'),
		reader: await person('council-reader', 'Rolf Rat'),
		administrator: await person('administrator', 'Ada Amt'),
	};
}
