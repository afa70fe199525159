import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/access/audit.server.ts';
import { may } from '#lib/access/permissions.ts';
import type { Session } from '#lib/access/session.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { type Instant, toIso } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { editableAmount, explainConversion, formatBase, unitName } from '../catalogue/amount-text.ts';
import { readingUnitOf, toBase } from '../catalogue/base-unit.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { type FormFields, textFields, textOf } from '../needs/form-fields.ts';
import {
	acceptedOf,
	type Offer,
	type OfferEvent,
	type OfferLine,
	type OfferState,
	offerStates,
	restOf,
} from './offer.ts';
import { acceptOfferLines, finishOffer, type OfferContext, type OfferResult } from './offer-commands.server.ts';
import { movesOpenTo } from './offer-decisions.ts';
import { shortDescription } from './offer-line.ts';
import { offerMessages } from './offer-messages.ts';
import { findOffer, listOffers } from './offer-queries.server.ts';
import { explainAnyRefusal } from './offer-texts.ts';

export const pageSize = 50;

export function offerContext(services: Services): OfferContext {
	return { catalogue: currentCatalogue(), origin: publicOrigin(services.config.http) };
}

/** The list of offers as the address asks for it. */
export async function loadOffersPage(services: Services, session: Session, language: Language, query: URLSearchParams) {
	const state = offerStates.find((each) => each === query.get('state')) ?? null;
	const search = (query.get('q') ?? '').slice(0, 200);
	const [at = '', id = ''] = (query.get('before') ?? '').split('_');
	const before = /^\d{1,15}$/.test(at) && parseId(id) ? { at: Number(at) as Instant, id } : null;
	const rows = await inCity(services.databases.app, { city: session.cityId, account: session.accountId }, (trx) =>
		listOffers(trx, { state, search }, { before, limit: pageSize + 1 }),
	);
	const shown = rows.slice(0, pageSize);
	const last = shown.at(-1);
	return {
		rows: shown.map((row) => ({
			id: row.offerId,
			goods:
				row.facts.lines
					.slice(0, 3)
					.map((line) => lineSummary(line, language))
					.join('; ') + (row.facts.lines.length > 3 ? ' …' : ''),
			donor: may(session, 'donors.read-contact') ? row.donorName : '',
			state: row.state,
			changedOn: formatInstant(row.changedAt, language),
		})),
		next: rows.length > pageSize && last ? `${last.changedAt}_${last.offerId}` : null,
		paged: before !== null,
		filters: { q: search, state: state ?? '' },
		mayDecide: may(session, 'offers.decide'),
	};
}

function lineSummary(line: OfferLine, language: Language): string {
	const name = shortDescription(line, currentCatalogue(), language);
	return line.quantity !== null && line.baseUnit
		? `${formatBase(line.quantity, line.baseUnit, language)} ${name}`
		: name;
}

/** The amount of a line that isn't counted yet (no item, a pallet of unknown content), in the words it was offered in. */
function asTyped({ typed }: OfferLine, language: Language): string {
	if (typed.amount === '') return speak(offerMessages, language)('amountUnknown');
	const amounts = typed.amountTo === '' ? typed.amount : `${typed.amount} – ${typed.amountTo}`;
	return typed.unit === null ? amounts : `${amounts} ${unitName(typed.unit, language)}`;
}

/** A line as every page shows it. */
export function lineView(line: OfferLine, number: number, offer: Offer, language: Language) {
	const say = speak(offerMessages, language);
	const accepted = acceptedOf(offer, line.id);
	const rest = restOf(offer, line);
	const { baseUnit } = line;
	return {
		id: line.id,
		number,
		description: line.description,
		item: line.itemCode === null ? null : shortDescription(line, currentCatalogue(), language),
		quantity:
			line.quantity !== null && baseUnit ? formatBase(line.quantity, baseUnit, language) : asTyped(line, language),
		accepted: accepted > 0 && baseUnit ? formatBase(accepted, baseUnit, language) : '',
		rest: rest && baseUnit ? formatBase(rest, baseUnit, language) : '',
		editable: rest && baseUnit ? editableAmount(rest, baseUnit, language) : '',
		done: rest === 0,
		condition: say(`condition-${line.condition}`),
		expiresOn: line.expiresOn ? formatDate(line.expiresOn, language) : '',
		serials: line.serialNumbers.join(', '),
	};
}

export function offerHistory(events: readonly OfferEvent[], language: Language) {
	const say = speak(offerMessages, language);
	return events.toReversed().map((event) => ({
		title: say(event.kind === 'offerAccepted' && !event.inWhole ? 'partly-accepted' : event.kind),
		when: formatInstant(event.at, language),
		datetime: toIso(event.at),
		text: 'reason' in event ? event.reason : 'note' in event ? event.note : '',
	}));
}

/** Everything the page of an offer shows. Contact data are need-to-know: reading them stands in the audit trail. */
export async function loadOfferPage(services: Services, session: Session, id: Id<'offer'>, language: Language) {
	const maySeeDonor = may(session, 'donors.read-contact');
	const story = await inCity(
		services.databases.app,
		{ city: session.cityId, account: session.accountId },
		async (trx) => {
			const found = await findOffer(trx, id);
			if (found && maySeeDonor)
				await recordAudit(trx, { action: 'offer.contact-read', subjectKind: 'offer', subjectId: id });
			return found;
		},
	);
	if (!story) return undefined;
	const { offer, contact } = story;
	const { facts } = offer;
	const say = speak(offerMessages, language);
	const term = (key: Parameters<typeof say>[0], text: string | null) => ({
		term: say(key as 'town'),
		text: text ?? '',
	});
	const details = [
		...(maySeeDonor
			? [
					term('donor', `${contact.donorName} (${say(`donor-${contact.donorKind}`)})`),
					term('contactName', contact.contactName),
					term('email', contact.email),
					term('phone', contact.phone),
				]
			: []),
		term('town', facts.town),
		term('availableFrom', facts.availableFrom && formatDate(facts.availableFrom, language)),
		term('availableUntil', facts.availableUntil && formatDate(facts.availableUntil, language)),
		term('remark', facts.remark),
	].filter(({ text }) => text !== '');
	return {
		key: randomUUID(),
		id,
		version: offer.version,
		state: offer.state,
		title: facts.lines[0] ? lineSummary(facts.lines[0], language) : '',
		ownTransport: facts.ownTransport,
		anonymous: contact.anonymous,
		details,
		lines: facts.lines.map((line, index) => lineView(line, index + 1, offer, language)),
		history: offerHistory(story.events, language),
		moves: may(session, 'offers.decide') ? movesOpenTo('office', offer.state) : [],
	};
}

export type OfferOutcome =
	| { readonly ok: true; readonly state: OfferState }
	| { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: FormFields };

/** Accepts, declines, releases or withdraws as the button says. */
export async function actOnOffer(
	services: Services,
	session: Session,
	offerId: Id<'offer'>,
	language: Language,
	form: FormData,
): Promise<OfferOutcome> {
	const fields = textFields(form);
	const sending = { key: commandKeyOf(fields['idempotencyKey']), at: services.clock.now(), account: session.accountId };
	const shown = Number(textOf(fields, 'version')) || 0;
	const move = textOf(fields, 'move');
	const reason = textOf(fields, 'reason').slice(0, 1000);
	const context = offerContext(services);
	return inCity(
		services.databases.app,
		{ city: session.cityId, account: session.accountId },
		async (trx): Promise<OfferOutcome> => {
			let result: OfferResult;
			if (move === 'accept') {
				const story = await findOffer(trx, offerId);
				const read = readAmounts(fields, story?.offer, language);
				if (read.errors.length > 0) return { ok: false, errors: read.errors, values: fields };
				const input = { offerId, shown, lines: read.lines, note: textOf(fields, 'note').slice(0, 1000) };
				result = await acceptOfferLines(trx, context, input, sending);
			} else {
				const end = move === 'release' || move === 'withdraw' ? move : 'decline';
				result = await finishOffer(trx, context, { offerId, shown, move: end, reason }, sending);
			}
			if (result.ok) {
				const action = `offer.${move}` as const;
				if (!result.repeated) await recordAudit(trx, { action, subjectKind: 'offer', subjectId: offerId });
				return { ok: true, state: result.value.state };
			}
			const field = result.refusal.kind === 'reason-missing' ? 'reason' : 'decide';
			return { ok: false, errors: [{ field, message: explainAnyRefusal(result.refusal, language) }], values: fields };
		},
	);
}

/** What to accept of each line. Each is answered: a field left empty would silently turn away what a donor offered. */
function readAmounts(fields: FormFields, offer: Offer | undefined, language: Language) {
	const say = speak(offerMessages, language);
	const errors: FieldError[] = [];
	const read = (offer?.facts.lines ?? []).flatMap((line, index) => {
		if (offer && restOf(offer, line) === 0) return [];
		const typed = textOf(fields, `accept-${line.id}`);
		if (typed === '') errors.push({ field: `accept-${line.id}`, message: say('errorAmountOpen', { line: index + 1 }) });
		if (typed === '' || /^0+$/.test(typed)) return [];
		if (line.baseUnit === null) {
			errors.push({ field: `accept-${line.id}`, message: say('errorItemUnknown', { line: index + 1 }) });
			return [];
		}
		const { unit } = readingUnitOf(line.baseUnit);
		const stocked = currentCatalogue().byCode.get(line.itemCode ?? '')?.unit ?? null;
		const amount = toBase(typed, unit, { unit: stocked }, language);
		if (!amount.ok) errors.push({ field: `accept-${line.id}`, message: explainConversion(amount.refusal, language) });
		return amount.ok ? [{ lineId: line.id, quantity: amount.value as number }] : [];
	});
	return { lines: read, errors };
}
