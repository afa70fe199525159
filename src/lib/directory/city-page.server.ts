import { randomUUID } from 'node:crypto';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { type CityDetails, cityFields, parseCityDetails } from './city-record.ts';
import { updateOwnCity } from './directory-commands.server.ts';
import { type Answer, type Desk, markOf, readAtDesk } from './directory-desk.server.ts';
import { getOwnCity } from './directory-queries.server.ts';
import type { Typed } from './typed-fields.ts';

/** The form of the own city's record. */
export async function loadOwnCity(desk: Desk) {
	const city = await readAtDesk(desk, (trx) => getOwnCity(trx));
	return {
		name: readableText(city.names, desk.language).text,
		typed: cityFields(city, desk.language),
		mark: markOfCity(city),
		idempotencyKey: randomUUID(),
	};
}

function markOfCity({ names, population, latitude, longitude }: CityDetails): string {
	return markOf({ names, population, latitude, longitude });
}

/** Corrects the record of the own city; the public pages follow. */
export async function changeOwnCity(desk: Desk, typed: Typed): Promise<Answer<'corrected'>> {
	if (!desk.rights.keep) return refused([{ kind: 'not-permitted' }]);
	const details = parseCityDetails(typed);
	if (!details.ok) return details;
	return runForm(desk, { name: 'correct-city', subject: null, typed }, async (trx) => {
		const city = await getOwnCity(trx, true);
		if (typed['mark'] !== markOfCity(city)) return refused([{ kind: 'changed-meanwhile' }]);
		await updateOwnCity(trx, details.value);
		await desk.republish(trx);
		await desk.record(trx, { action: 'city.corrected', subjectKind: 'city', subjectId: city.id });
		return ok('corrected');
	});
}
