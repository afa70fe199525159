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

/** What may be said of a partnership that a test lays out. */
interface ToldPartnership {
	readonly id?: Id<'partnership'>;
	readonly slug?: string;
	readonly names?: Partial<Record<Language, string>>;
	readonly kind?: 'contact' | 'solidarity' | 'full';
	readonly status?: 'initiating' | 'active' | 'ended';
	readonly since?: string;
}

/** Lays out a partnership of these cities and answers with its id: "pair", a full and active one unless told otherwise. */
export async function layOutPartnership(
	{ query }: Pick<FreshDatabase, 'query'>,
	members: readonly { readonly id: Id<'city'> }[],
	told: ToldPartnership = {},
): Promise<Id<'partnership'>> {
	const { id = anId(), slug = 'pair', names = { de: 'Paar', uk: 'Пара' }, kind = 'full' } = told;
	const { status = 'active', since = '2023-02-23' } = told;
	await query('insert into partnership values ($1, $2, $3, $4, $5, $6)', [id, slug, names, kind, status, since]);
	await query('insert into partnership_city select $1, unnest($2::uuid[])', [id, members.map((city) => city.id)]);
	return id;
}

/** What goods need to move: two operations of Dortmund that compete, and the places and the donor of the first. */
export interface TestRelief {
	/** Between the two cities. */
	readonly operation: Id<'operation'>;
	/** In the earthquake area, where no partner city takes part. */
	readonly quake: Id<'operation'>;
	readonly hub: string;
	readonly site: string;
	/** The agency that gives. */
	readonly donor: string;
}

/** Lays out an operation "zhytomyr" and one "quake" led by Dortmund, a hub, a site whose name nobody may read, a donor. */
export async function layOutRelief(database: FreshDatabase, cities: TestCities): Promise<TestRelief> {
	const relief = {
		operation: anId<'operation'>(),
		quake: anId<'operation'>(),
		hub: anId(),
		site: anId(),
		donor: anId(),
	};
	const { dortmund, zhytomyr } = cities;
	const named = (de: string, uk: string, en: string) => JSON.stringify({ de, uk, en });
	const zhytomyrNames = named('Hilfe für Schytomyr', 'Допомога Житомиру', 'Relief for Zhytomyr');
	const quakeNames = named('Erdbebenhilfe', 'Допомога після землетрусу', 'Earthquake relief');
	await database.query(
		`insert into operation (id, slug, lead_city_id, partner_city_id, names, destination, country, latitude, longitude, opened_on)
		values ($1, 'zhytomyr', $2, $3, $4, $5, 'UA', 50.25, 28.66, '2022-03-01'),
			($6, 'quake', $2, null, $7, $8, 'TR', 37.2, 37.0, '2023-02-06')`,
		[
			relief.operation,
			dortmund.id,
			zhytomyr.id,
			zhytomyrNames,
			named('Schytomyr', 'Житомир', 'Zhytomyr'),
			relief.quake,
			quakeNames,
			named('Türkei und Syrien', 'Туреччина і Сирія', 'Türkiye and Syria'),
		],
	);
	await database.query(
		`insert into place (id, city_id, kind, names, municipality, restricted) values
		($1, $2, 'hub', $3, $4, true), ($5, $6, 'site', $7, $8, true)`,
		[
			relief.hub,
			dortmund.id,
			named('Lager Hafen', 'Склад у порту', 'Harbour store'),
			named('Dortmund', 'Дортмунд', 'Dortmund'),
			relief.site,
			zhytomyr.id,
			named('Schule 5', 'Школа № 5', 'School 5'),
			named('Schytomyr', 'Житомир', 'Zhytomyr'),
		],
	);
	await database.query(`insert into organisation (id, city_id, kind, names) values ($1, $2, 'agency', $3)`, [
		relief.donor,
		dortmund.id,
		named('Technisches Hilfswerk', 'Технічна служба допомоги', 'Federal agency for technical relief'),
	]);
	return relief;
}
