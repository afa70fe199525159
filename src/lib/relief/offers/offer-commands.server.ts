import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#lib/access/audit.server.ts';
import { createToken, hashToken } from '#lib/access/tokens.server.ts';
import { assert, present } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { day, later } from '#lib/kernel/instant.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type CommandResult, runCommand } from '#lib/platform/database/run-command.server.ts';
import { sqlInstant } from '#lib/platform/database/values.server.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { OpenLotRefusal } from '../ledger/lot-commands.server.ts';
import type { Sending } from '../needs/need-commands.server.ts';
import type { Offer, OfferEvent, OfferFacts, OfferState } from './offer.ts';
import {
	type Act,
	acceptOffer,
	correctOffer,
	draftOffer,
	endOffer,
	type OfferRefusal,
	submitOffer,
} from './offer-decisions.ts';
import type { OfferContact } from './offer-form.ts';
import { donorOf, giveBack, openLots } from './offer-lots.server.ts';
import { occasionOf, offerMail } from './offer-mail.ts';
import { appendOfferEvents, insertOffer, lockOffer, type StoredOffer } from './offer-store.server.ts';

export interface OfferAnswer {
	readonly offerId: Id<'offer'>;
	readonly state: OfferState;
	readonly version: number;
}
export type OfferResult = CommandResult<OfferAnswer, OfferRefusal | OpenLotRefusal>;

/** What mails need: where this site is. */
export interface OfferContext {
	readonly catalogue: Catalogue;
	readonly origin: string;
}

const linkDays = 400;

/**
 * Records an offer. From the office it is submitted at once; from the public form it stays a draft until its e-mail
 * address is confirmed, and the mail with the private link is the only way on.
 */
export function addOffer(
	trx: Trx,
	context: OfferContext,
	input: { readonly origin: 'office' | 'public'; readonly facts: OfferFacts; readonly contact: OfferContact },
	sending: Sending,
): Promise<OfferResult> {
	const { origin, facts, contact } = input;
	// Line ids are made anew with each sending of the same form, so they are no part of what was sent.
	const lines = facts.lines.map(({ id: _id, ...line }) => line);
	const call = {
		key: sending.key,
		name: 'add-offer',
		account: sending.account,
		input: { origin, contact, facts: { ...facts, lines } },
	};
	return runCommand<OfferAnswer, OfferRefusal | OpenLotRefusal>(trx, call, async () => {
		const act = actOf(sending);
		const drafted = draftOffer(facts, act);
		if (!drafted.ok) return drafted;
		const id = randomUUID() as Id<'offer'>;
		await insertOffer(trx, { id, origin, at: act.at, account: act.account }, contact);
		let last = drafted.value;
		let offer = await appendOfferEvents(trx, { id, offer: undefined }, [last], context.catalogue);
		if (origin === 'office') {
			const submitted = submitOffer(offer, act);
			if (!submitted.ok) return submitted;
			last = submitted.value;
			offer = await appendOfferEvents(trx, { id, offer }, [last], context.catalogue);
		}
		if (origin === 'office') await recordAudit(trx, { action: 'offer.add', subjectKind: 'offer', subjectId: id });
		await tellDonor(trx, context, { id, offer }, last, sending);
		return ok(answerOf(id, offer));
	});
}

/** The donor confirms the e-mail address by the private link: the draft becomes an offer. */
export function confirmOffer(
	trx: Trx,
	context: OfferContext,
	input: { readonly offerId: Id<'offer'>; readonly shown: number },
	sending: Sending,
): Promise<OfferResult> {
	return changeOffer(trx, context, 'confirm-offer', input, sending, async ({ id, offer }, act) => {
		await sql`update offer_contact set email_confirmed_at = ${sqlInstant(act.at)} where offer_id = ${id}`.execute(trx);
		return submitOffer(offer, act);
	});
}

/** Replaces what is offered until the city has decided. */
export function correctOfferFacts(
	trx: Trx,
	context: OfferContext,
	input: { readonly offerId: Id<'offer'>; readonly shown: number; readonly facts: OfferFacts; readonly reason: string },
	sending: Sending,
): Promise<OfferResult> {
	return changeOffer(trx, context, 'correct-offer', input, sending, async ({ offer }, act) =>
		correctOffer(offer, input.facts, input.reason, act),
	);
}

/**
 * Accepts quantities line by line, at once or a part now and the rest later; each accepted line becomes a lot, each serial
 * number one of its own.
 */
export function acceptOfferLines(
	trx: Trx,
	context: OfferContext,
	input: {
		readonly offerId: Id<'offer'>;
		readonly shown: number;
		readonly lines: readonly { readonly lineId: Id<'offer-line'>; readonly quantity: number }[];
		readonly note: string;
	},
	sending: Sending,
): Promise<OfferResult> {
	const decide = async ({ offer }: StoredOffer, act: Act) => acceptOffer(offer, input.lines, input.note, act);
	return changeOffer(trx, context, 'accept-offer', input, sending, decide, async (stored, accepted) => {
		assert(accepted.kind === 'offerAccepted', 'accepting yields an acceptance');
		const donorId = await donorOf(trx, stored.id);
		for (const { lineId, quantity } of accepted.lines) {
			const line = present(
				stored.offer.facts.lines.find(({ id }) => id === lineId),
				`line ${lineId}`,
			);
			const opened = await openLots(trx, stored.offer.facts, line, quantity, donorId, sending);
			if (!opened.ok) return opened;
		}
		return ok(null);
	});
}

/** Declines, releases or withdraws. Releasing gives back what was accepted, unless some of it is promised on. */
export function finishOffer(
	trx: Trx,
	context: OfferContext,
	input: {
		readonly offerId: Id<'offer'>;
		readonly shown: number;
		readonly move: 'decline' | 'release' | 'withdraw';
		readonly reason: string;
	},
	sending: Sending,
): Promise<OfferResult> {
	return changeOffer(trx, context, 'finish-offer', input, sending, async (stored, act) => {
		const ended = endOffer(stored.offer, input.move, input.reason, act);
		if (!ended.ok || input.move !== 'release') return ended;
		return (await giveBack(trx, stored.id, input.reason, sending)) ? ended : refused({ kind: 'already-promised-on' });
	});
}

async function changeOffer(
	trx: Trx,
	context: OfferContext,
	name: string,
	input: { readonly offerId: Id<'offer'>; readonly shown: number },
	sending: Sending,
	decide: (stored: StoredOffer, act: Act) => Promise<Result<OfferEvent, OfferRefusal>>,
	/** What follows once the event stands: lots name the lines they come from. */
	follow?: (stored: StoredOffer, event: OfferEvent) => Promise<Result<null, OpenLotRefusal>>,
): Promise<OfferResult> {
	return runCommand<OfferAnswer, OfferRefusal | OpenLotRefusal>(
		trx,
		{ key: sending.key, name, account: sending.account, input },
		async () => {
			const stored = await lockOffer(trx, input.offerId);
			if (!stored) return refused({ kind: 'offer-not-found' });
			const { version } = stored.offer;
			if (version !== input.shown) return refused({ kind: 'changed-meanwhile', shown: input.shown, now: version });
			const decided = await decide(stored, actOf(sending));
			if (!decided.ok) return decided;
			const offer = await appendOfferEvents(trx, stored, [decided.value], context.catalogue);
			const followed = (await follow?.(stored, decided.value)) ?? ok(null);
			if (!followed.ok) return followed;
			await tellDonor(trx, context, { id: stored.id, offer }, decided.value, sending);
			return ok(answerOf(stored.id, offer));
		},
	);
}

/** Writes to the donor, in the donor's language and with a fresh private link; not where no address is known. */
async function tellDonor(
	trx: Trx,
	context: OfferContext,
	stored: StoredOffer,
	event: OfferEvent,
	sending: Sending,
): Promise<void> {
	const occasion = occasionOf(event);
	if (!occasion) return;
	const { rows } = await sql<OfferContact>`
		select donor_kind, donor_name, contact_name, email, phone, language, anonymous from offer_contact
		where offer_id = ${stored.id}`.execute(trx);
	const contact = rows[0];
	if (!contact?.email) return;
	const token = createToken();
	await sql`insert into offer_link (token_hash, offer_id, city_id, created_at, expires_at)
		values (${hashToken(token)}, ${stored.id}, current_city(), ${sqlInstant(sending.at)},
			${sqlInstant(later(sending.at, linkDays * day))})`.execute(trx);
	const link = `${context.origin}/${contact.language}/offer/${token}`;
	const { subject, text } = offerMail(occasion, {
		contact,
		offer: stored.offer,
		event,
		link,
		catalogue: context.catalogue,
	});
	const dedupeKey = `offer:${stored.id}:${stored.offer.version}:${occasion}`;
	await queueMail(trx, { to: contact.email, language: contact.language, subject, text, dedupeKey });
}

function actOf({ at, account }: Sending): Act {
	return { at, account };
}

function answerOf(offerId: Id<'offer'>, { state, version }: Offer): OfferAnswer {
	return { offerId, state, version };
}
