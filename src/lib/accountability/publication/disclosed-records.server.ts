import { sql } from 'kysely';
import type { RoleHolder } from '#lib/access/permissions.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import { listPartnerships } from '#lib/partnerships/standing/standing-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { PublicRecord } from '../disclosure/public-record.ts';
import {
	actionOn,
	type DisclosedKind,
	type DisclosedPartnership,
	type DisclosedRecord,
	disclosedKinds,
	isRecordShown,
	mayReadInside,
	type RecordDecisions,
} from '../disclosure/record-disclosure.ts';
import { listDecisions } from './publish-partnerships.server.ts';
import { listPublishable, type Publishable } from './publishable.server.ts';

/**
 * The records of the acting city's partnerships that the public reads or could read, by the same rules as publication, with
 * what the cities decided on each. What a reader may not read inside is listed only while the public reads it. Delays are left
 * out: what waits for its time can be hidden before it comes.
 */
export async function listDisclosedRecords(
	trx: Trx,
	reader: RoleHolder,
	now: Instant,
): Promise<readonly DisclosedPartnership[]> {
	const { rows } = await sql<{ city: string }>`select current_city() as city`.execute(trx);
	const city = rows[0]!.city;
	const listed: DisclosedPartnership[] = [];
	for (const { id, slug, names } of await listPartnerships(trx)) {
		const decisions = await listDecisions(trx, id);
		const scope = { tick: now, horizon: now, nameOf: () => null };
		const records = (await listPublishable(trx, id, scope)).flatMap((record) => {
			return disclosedRecord(record, decisions.get(`${record.kind} ${record.id}`), city) ?? [];
		});
		listed.push({
			id,
			slug,
			names,
			records: records.filter((each) => each.isShown || mayReadInside(reader, each.kind)),
		});
	}
	return listed;
}

const kinds: ReadonlySet<string> = new Set(disclosedKinds);
const isDisclosedKind = (kind: string): kind is DisclosedKind => kinds.has(kind);

function disclosedRecord(
	{ kind, id, keeper, date, content }: Publishable,
	decisions: RecordDecisions | undefined,
	city: string,
): DisclosedRecord | undefined {
	const told = content(() => undefined);
	if (!isDisclosedKind(kind) || told === undefined) return undefined;
	const hiddenBy = decisions?.hiddenBy ?? [];
	return {
		kind,
		id,
		title: titleOf({ record: kind, content: told } as PublicRecord),
		date,
		isShown: isRecordShown({ kind, keeper }, decisions),
		isHidden: hiddenBy.includes(city),
		isHiddenByOthers: hiddenBy.some((each) => each !== city),
		action: actionOn({ kind, keeper }, decisions, city),
	};
}

function titleOf({ record, content }: PublicRecord): LocalizedText {
	switch (record) {
		case 'promise':
			return content.text;
		case 'agreement':
		case 'event':
			return content.title;
		case 'exchange':
			return content.host;
		case 'side':
			return content.city;
		case 'standing':
			return {};
		default:
			return content.names;
	}
}
