import { randomUUID } from 'node:crypto';
import { speak } from '#lib/i18n/catalogue.ts';
import { unreachable } from '#lib/kernel/assert.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import { publicationRequest } from '#lib/partnerships/publication-request.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type KeyReused, runCommand } from '#lib/platform/database/run-command.server.ts';
import { enqueue } from '#lib/platform/jobs/enqueue.server.ts';
import { type HidingRefusal, hideFromPublic, type WishRefusal, wishLag } from './disclosure-commands.server.ts';
import { disclosureMessages } from './disclosure-messages.ts';
import type { RecordDisclosureRefusal } from './record-disclosure-form.server.ts';

export type DisclosureRefusal = WishRefusal | HidingRefusal | RecordDisclosureRefusal | KeyReused;

/**
 * Does what a form on the disclosure page asks for, once, and asks for the public pages to be written anew. `kind` wish
 * takes operation and hours; hide and show take operation, perhaps shipment, and reason.
 */
export function runDisclosureForm(
	trx: Trx,
	form: FormData,
	sender: { readonly account: Id<'account'>; readonly at: Instant },
): Promise<Result<null, DisclosureRefusal>> {
	const field = (name: string): string => String(form.get(name) ?? '').trim();
	const key = parseId<'command'>(field('idempotencyKey'));
	const operationId = parseId<'operation'>(field('operation'));
	if (!key || !operationId) return Promise.resolve(refused({ kind: 'operation-not-found' }));
	const input = {
		kind: field('kind'),
		operationId,
		shipment: field('shipment'),
		hours: field('hours'),
		reason: field('reason'),
	};
	const { at, account } = sender;
	return runCommand(
		trx,
		{ key, name: 'change-disclosure', account, input },
		async (): Promise<Result<null, WishRefusal | HidingRefusal>> => {
			await enqueue(trx, publicationRequest, {});
			if (input.kind === 'wish') {
				const hours = /^\d{1,5}$/.test(input.hours) ? Number(input.hours) : 0;
				return wishLag(trx, { id: randomUUID() as Id<'wish'>, operationId, hours, at });
			}
			// Showing is the dangerous one of the two: only a form that says so does it.
			if (input.kind !== 'hide' && input.kind !== 'show') return refused({ kind: 'operation-not-found' });
			return hideFromPublic(trx, {
				id: randomUUID() as Id<'hiding'>,
				operationId,
				shipmentId: parseId<'shipment'>(input.shipment) ?? null,
				hidden: input.kind === 'hide',
				reason: input.reason,
				at,
			});
		},
	);
}

/** A refusal in the reader's language, with the way out. */
export function explainDisclosureRefusal(refusal: DisclosureRefusal, language: Language): string {
	const say = speak(disclosureMessages, language);
	switch (refusal.kind) {
		case 'operation-not-found':
			return say('errorOperation');
		case 'record-not-found':
			return say('errorRecord');
		case 'lag-out-of-bounds':
			return say('errorLag', { longest: refusal.longest });
		case 'reason-missing':
			return say('errorReason');
		case 'key-reused':
			return say('errorKey');
		default:
			return unreachable(refusal);
	}
}
