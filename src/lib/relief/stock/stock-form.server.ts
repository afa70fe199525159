import { audited } from '#lib/access/audit.server.ts';
import { textOf } from '#lib/access/form-values.ts';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { isUuid } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { fromLocalTime, toLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { typedForm } from '#lib/ui/form/typed-form.ts';
import type { BaseUnit } from '../catalogue/base-unit.ts';
import { baseUnitFrom } from '../ledger/ledger-texts.ts';
import type { Author } from '../ledger/post.server.ts';
import { authorOf } from '../ledger/post.server.ts';
import { parseAmount } from '../ledger/typed-amount.ts';
import { release } from '../reservations/reservation-commands.server.ts';
import { bringToHub, countStock, giveBackToDonor, reversePosting, writeOffStock } from './stock-commands.server.ts';
import type { StockDeed } from './stock-form.ts';
import { findLot } from './stock-queries.server.ts';
import { explainStock, type StockPageRefusal } from './stock-texts.ts';

/** What the forms of a lot's page send, understood. */
interface StockEntry {
	readonly deed: StockDeed;
	readonly fromPlaceId: string | null;
	readonly quantity: number;
	readonly occurredAt: Instant;
	readonly note: string;
}

function parseEntry(
	deed: StockDeed,
	form: FormData,
	baseUnit: BaseUnit,
	{ now, language }: OfficeDesk,
): Result<StockEntry, StockPageRefusal> {
	const typed = textOf(form, 'quantity');
	const amount = parseAmount(typed, baseUnit, language);
	if (!amount.ok) return refused({ kind: 'no-amount', typed, why: amount.refusal });
	const from = textOf(form, 'from');
	const zone = zoneOf(language);
	const when = textOf(form, 'when');
	// A form opened and sent within the same minute means "now", which is later than the minute it shows.
	const occurredAt = when === '' || when === toLocalTime(now, zone) ? now : fromLocalTime(when, zone);
	if (occurredAt === undefined) return refused({ kind: 'no-time' });
	return ok({
		deed,
		fromPlaceId: isUuid(from) ? from : null,
		quantity: amount.value,
		occurredAt,
		note: textOf(form, 'note').slice(0, 1000),
	});
}

/** Does what a form of a lot's page asks. Answers the sentence and field of a refusal. */
export async function actOnLot(
	desk: OfficeDesk,
	lotId: string,
	deed: StockDeed,
	form: FormData,
): Promise<Result<null, readonly { readonly field: string; readonly message: string }[]>> {
	const lot = isUuid(lotId) ? await readForPage(desk, (trx) => findLot(trx, lotId)) : undefined;
	const baseUnit = baseUnitFrom(lot?.baseUnit ?? 'pcs');
	const entry = parseEntry(deed, form, baseUnit, desk);
	if (!entry.ok) return refused([explainStock(entry.refusal, baseUnit, desk.language)]);
	const sent = { name: `stock-${deed}`, subject: lotId, typed: typedForm(form) };
	const record = { action: `stock.${deed}`, subjectKind: 'lot', subjectId: lotId };
	const answer = await runForm<null, StockPageRefusal>(desk, sent, (trx, key) =>
		audited(trx, record, perform(trx, lotId, entry.value, form, authorOf(desk, key))),
	);
	return answer.ok ? ok(null) : refused(answer.refusal.map((each) => explainStock(each, baseUnit, desk.language)));
}

async function perform(
	trx: Trx,
	lotId: string,
	entry: StockEntry,
	form: FormData,
	author: Author,
): Promise<Result<null, StockPageRefusal>> {
	const { fromPlaceId, quantity, occurredAt, note } = entry;
	const move = { lotId, fromPlaceId, quantity, occurredAt, note };
	switch (entry.deed) {
		case 'bring':
			return bringToHub(trx, { ...move, hubId: uuidOf(form, 'hub') }, author);
		case 'count':
			return countStock(trx, { lotId, placeId: fromPlaceId, counted: quantity, occurredAt, note }, author);
		case 'write-off':
			return writeOffStock(trx, { ...move, became: textOf(form, 'became') === 'damaged' ? 'damaged' : 'lost' }, author);
		case 'give-back':
			return giveBackToDonor(trx, move, author);
		case 'reverse':
			return reversePosting(trx, { postingId: uuidOf(form, 'posting'), note }, author);
		case 'release': {
			const released = await release(trx, {
				reservationId: uuidOf(form, 'reservation'),
				quantity: quantity > 0 ? quantity : undefined,
				reason: note,
				...author,
			});
			return released.ok ? ok(null) : released;
		}
	}
}

/** An id from a form; one that is none becomes an id of nothing, which the command then refuses by name. */
function uuidOf(form: FormData, name: string): string {
	const text = textOf(form, name);
	return isUuid(text) ? text : '00000000-0000-0000-0000-000000000000';
}
