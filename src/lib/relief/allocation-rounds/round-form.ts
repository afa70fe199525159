import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Ban } from '../allocation/allocation-problem.ts';
import type { Adjustment } from './allocation-round.ts';
import type { RoundCall } from './round-commands.server.ts';

export type RoundFormRefusal =
	| { readonly kind: 'quantity-invalid' }
	| { readonly kind: 'unknown-pair' }
	| { readonly kind: 'reason-missing' };

/** Who sends the form, when, and under which key. A key that is none becomes one that was used: the form is refused. */
export function roundCall(form: FormData, account: Id<'account'>, at: Instant): RoundCall {
	const key = parseId<'command'>(String(form.get('idempotencyKey'))) ?? unusableKey;
	return { key, account, at };
}

/** PostgreSQL takes it, no random key equals it, and the second use of it is refused. */
const unusableKey = '00000000-0000-0000-0000-000000000000' as Id<'command'>;

/** What a form on the page of a round asks for. */
export type RoundAction =
	| { readonly kind: 'adjust'; readonly version: number; readonly adjustment: Adjustment }
	| { readonly kind: 'decide'; readonly version: number; readonly chosen: readonly Ban[] }
	| { readonly kind: 'discard'; readonly reason: string };

export function parseRoundAction(kind: RoundAction['kind'], form: FormData): Result<RoundAction, RoundFormRefusal> {
	if (kind === 'decide') return ok({ kind, version: parseVersion(form), chosen: parseChosen(form) });
	if (kind === 'discard') {
		const reason = String(form.get('reason') ?? '').trim();
		return reason === '' ? refused({ kind: 'reason-missing' }) : ok({ kind, reason: reason.slice(0, 200) });
	}
	const adjustment = parseAdjustment(form);
	return adjustment.ok ? ok({ kind, version: parseVersion(form), adjustment: adjustment.value }) : adjustment;
}

/** Reads "need:lot" as the page writes it. */
function parsePair(value: unknown): Ban | undefined {
	const [need, lot] = String(value)
		.split(':')
		.map((each) => parseId(each));
	return need && lot ? { need, lot } : undefined;
}

/** The version of the round that the page showed; 0, which no round has, where the field was tampered with. */
function parseVersion(form: FormData): number {
	const version = Number(form.get('version'));
	return Number.isSafeInteger(version) ? version : 0;
}

/** A change by hand to one pair: `change` is pin, ban or free; a pin has a whole `quantity`, pin and ban a `reason`. */
function parseAdjustment(form: FormData): Result<Adjustment, RoundFormRefusal> {
	const pair = parsePair(form.get('pair'));
	const kind = form.get('change');
	if (!pair) return refused({ kind: 'unknown-pair' });
	if (kind === 'free') return ok({ kind, ...pair });
	const reason = String(form.get('reason') ?? '')
		.trim()
		.slice(0, 500);
	if (kind === 'ban') return ok({ kind, ...pair, reason });
	const typed = String(form.get('quantity') ?? '').trim();
	if (!/^[1-9]\d{0,11}$/.test(typed)) return refused({ kind: 'quantity-invalid' });
	return ok({ kind: 'pin', ...pair, quantity: Number(typed), reason });
}

/** The lines ticked on the page. */
function parseChosen(form: FormData): readonly Ban[] {
	return form.getAll('chosen').flatMap((value) => parsePair(value) ?? []);
}
