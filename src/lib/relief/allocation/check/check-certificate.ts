import type { AllocationResult, CoverageLine } from '../allocation-result.ts';
import type { AllocationViolation } from './allocation-violation.ts';
import { Claims } from './claims.ts';
import { ExchangeTable, expiryRank } from './exchange-table.ts';

type Prices = readonly number[];

/**
 * Checks the prices that should prove an allocation optimal: on no level, taken in order, would a unit moved along any
 * possible way be cheaper. Answers nothing where a result carries no prices.
 */
export function checkCertificate(table: ExchangeTable, result: AllocationResult): AllocationViolation[] {
	const { certificate } = result;
	if (!certificate) return [];
	if (result.optimality.kind !== 'proven') return [{ kind: 'not-optimal', at: 'optimality' }];
	const found: AllocationViolation[] = [];
	const levels = certificate.groups[0]?.length ?? 0;
	const root: Prices = Array.from({ length: levels }, () => 0);
	const lacking = new Map(result.unmet.map(({ need, quantity }) => [need, quantity]));
	const leftOf = new Map(result.left.map(({ lot, quantity }) => [lot, quantity]));
	const given = new Map(ExchangeTable.decided(result).map((line) => [`${line.need}\n${line.lot}`, line.covers]));
	const kept = openPromises(table);
	const check = (at: string, from: Prices | undefined, to: Prices | undefined, more?: Prices, less?: Prices): void => {
		if (!from || !to) found.push({ kind: 'not-optimal', at });
		else if (more && sign(more, from, to) < 0) found.push({ kind: 'not-optimal', at });
		else if (less && sign(less, from, to) > 0) found.push({ kind: 'not-optimal', at });
	};
	for (const { need, lot, ratio } of table.pairs()) {
		if (table.standing(need, lot).kind !== 'open') continue;
		const key = `${need.id}\n${lot.id}`;
		const units = given.get(key) ?? 0;
		const promised = kept.get(key) ?? 0;
		const more = [0, units < promised ? -1 : 0, ratio.penalty, 0];
		const less = units > 0 ? [0, units <= promised ? -1 : 0, ratio.penalty, 0] : undefined;
		check(`${need.id} – ${lot.id}`, certificate.lots[lot.id], certificate.needs[need.id], more, less);
	}
	const claims = new Claims(table.problem, result);
	const groupAt = new Map<CoverageLine, number>(result.coverage.map((line, index) => [line, index]));
	for (const need of table.needs.values()) {
		if (table.open.get(need.id) === 0) continue;
		const prices = certificate.groups[groupAt.get(claims.group(need))!];
		check(need.id, prices, certificate.needs[need.id], root, (lacking.get(need.id) ?? 0) > 0 ? root : undefined);
	}
	const rankOf = expiryRank(table.problem);
	let latest = 0;
	for (const lot of table.lots.values()) latest = Math.max(latest, rankOf(lot.expiry));
	for (const lot of table.lots.values()) {
		const cost = [0, 0, 0, latest - rankOf(lot.expiry)];
		check(lot.id, certificate.lots[lot.id], root, cost, (leftOf.get(lot.id) ?? 0) > 0 ? cost : undefined);
	}
	for (const [index, line] of result.coverage.entries()) {
		if (line.requested === line.settled) continue;
		const { delivered, settled, requested } = line;
		const more = delivered > settled ? [claims.claim(line, delivered - 1), 0, 0, 0] : undefined;
		const less = delivered < requested ? [claims.claim(line, delivered), 0, 0, 0] : undefined;
		check(`${line.destination} ${line.urgency}`, root, certificate.groups[index], more, less);
	}
	return found;
}

/** The sign of the first level on which a step isn't free. */
function sign(cost: Prices, from: Prices, to: Prices): number {
	for (const [level, units] of cost.entries()) {
		const reduced = units + from[level]! - to[level]!;
		if (reduced !== 0) return Math.sign(reduced);
	}
	return 0;
}

function openPromises({ problem }: ExchangeTable): Map<string, number> {
	const sums = new Map<string, number>();
	for (const { need, lot, quantity, confirmed } of problem.promises) {
		if (!confirmed) sums.set(`${need}\n${lot}`, (sums.get(`${need}\n${lot}`) ?? 0) + quantity);
	}
	return sums;
}
