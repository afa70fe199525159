import type { FreshDatabase } from '#test/database.ts';

/** The figure of {@link publicOperation} as an article writes it. */
export const receivedGenerators = '[[figure: received PWR-GEN operation/winter]]';

/** Puts an operation before the public, with no figure yet. */
export async function publicOperation(database: FreshDatabase): Promise<void> {
	await database.query(
		`insert into public_operation (slug, names, destination, lead_city, country, latitude, longitude, opened_on)
		values ('winter', '{"de": "Winterhilfe", "uk": "Зимова допомога"}', '{}', '{}', 'UA', 50, 28, '2022-03-01')`,
	);
}

/** Says what the public figures of that operation are from now on: so many generators received. */
export async function publicIs(database: FreshDatabase, received: number, asOf: string): Promise<void> {
	await database.query(
		`insert into public_item values ('winter', 'PWR-GEN', 'pcs', 100, 1, 0, 50, $1, 0)
			on conflict (operation_slug, item_code) do update set received = excluded.received`,
		[received],
	);
	await database.query(
		`insert into public_state (as_of, version) values ($1::text::timestamptz, $1::text)
			on conflict (only_row) do update set as_of = excluded.as_of, version = excluded.version`,
		[asOf],
	);
}
