import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { OperationId } from '#lib/directory/directory.ts';
import { findOperation } from '#lib/directory/directory-queries.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { longestLagHours } from './disclosure.ts';

export type WishRefusal =
	| { readonly kind: 'operation-not-found' }
	| { readonly kind: 'lag-out-of-bounds'; readonly longest: number };

/** Records how many hours the acting city wants between receipt and publication (R2). */
export async function wishLag(
	trx: Trx,
	wish: { readonly id: Id<'wish'>; readonly operationId: OperationId; readonly hours: number; readonly at: Instant },
): Promise<Result<null, WishRefusal>> {
	if (!Number.isInteger(wish.hours) || wish.hours < 1 || wish.hours > longestLagHours) {
		return refused({ kind: 'lag-out-of-bounds', longest: longestLagHours });
	}
	if (!(await findOperation(trx, wish.operationId))) return refused({ kind: 'operation-not-found' });
	await sql`
		insert into disclosure_wish (id, operation_id, city_id, lag_hours, wished_at, account_id)
		values (${wish.id}, ${wish.operationId}, current_city(), ${wish.hours}, ${sqlInstant(wish.at)}, current_account())`.execute(
		trx,
	);
	await recordAudit(trx, {
		action: 'disclosure.wished',
		subjectKind: 'operation',
		subjectId: wish.operationId,
		details: { hours: wish.hours },
	});
	return ok(null);
}

export interface Hiding {
	readonly id: Id<'hiding'>;
	readonly operationId: OperationId;
	/** Null hides or shows the whole operation. */
	readonly shipmentId: Id<'shipment'> | null;
	readonly hidden: boolean;
	readonly reason: string;
	readonly at: Instant;
}

export type HidingRefusal = { readonly kind: 'operation-not-found' } | { readonly kind: 'reason-missing' };

/**
 * Hides a shipment or an operation from the public, or takes back that the acting city hid it (R14): it is shown again once
 * no city hides it any more. The caller publishes at once.
 */
export async function hideFromPublic(trx: Trx, hiding: Hiding): Promise<Result<null, HidingRefusal>> {
	const reason = hiding.reason.trim().slice(0, 500);
	if (reason === '') return refused({ kind: 'reason-missing' });
	if (!(await findOperation(trx, hiding.operationId))) return refused({ kind: 'operation-not-found' });
	// The shipment of another operation is not theirs to hide, and above all not theirs to show.
	const belongs = await sql`select from shipment
		where id = ${hiding.shipmentId} and operation_id = ${hiding.operationId}`.execute(trx);
	if (hiding.shipmentId !== null && belongs.rows.length === 0) return refused({ kind: 'operation-not-found' });
	await sql`
		insert into disclosure_hiding (id, operation_id, shipment_id, city_id, hidden, reason, decided_at, account_id)
		values (${hiding.id}, ${hiding.operationId}, ${hiding.shipmentId}, current_city(), ${hiding.hidden}, ${reason},
			${sqlInstant(hiding.at)}, current_account())`.execute(trx);
	await recordAudit(trx, {
		action: hiding.hidden ? 'disclosure.hidden' : 'disclosure.shown',
		subjectKind: hiding.shipmentId === null ? 'operation' : 'shipment',
		subjectId: hiding.shipmentId ?? hiding.operationId,
	});
	return ok(null);
}
