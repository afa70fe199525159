import { speak } from '#lib/i18n/catalogue.ts';
import { formatBase } from '../catalogue/amount-text.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { acceptedOf, type Offer, type OfferEvent, type OfferLine, restOf } from './offer.ts';
import type { OfferContact } from './offer-form.ts';
import { shortDescription } from './offer-line.ts';
import { offerMessages } from './offer-messages.ts';

export type MailOccasion =
	| 'confirm'
	| 'submitted'
	| 'accepted'
	| 'partly-accepted'
	| 'rest-declined'
	| 'declined'
	| 'released'
	| 'withdrawn';

/** What a donor is written about after an event; null where nothing is written. */
export function occasionOf(event: OfferEvent): MailOccasion | null {
	switch (event.kind) {
		case 'offerDrafted':
			return 'confirm';
		case 'offerSubmitted':
			return 'submitted';
		case 'offerCorrected':
			return null;
		case 'offerAccepted':
			return event.inWhole ? 'accepted' : 'partly-accepted';
		case 'offerDeclined':
			return 'declined';
		case 'offerRestDeclined':
			return 'rest-declined';
		case 'offerReleased':
			return 'released';
		case 'offerWithdrawn':
			return 'withdrawn';
	}
}

const keys = {
	confirm: ['mailConfirmSubject', 'mailConfirm'],
	submitted: ['mailSubmittedSubject', 'mailSubmitted'],
	accepted: ['mailAcceptedSubject', 'mailAccepted'],
	'partly-accepted': ['mailPartlyAcceptedSubject', 'mailPartlyAccepted'],
	'rest-declined': ['mailRestDeclinedSubject', 'mailRestDeclined'],
	declined: ['mailDeclinedSubject', 'mailDeclined'],
	released: ['mailReleasedSubject', 'mailReleased'],
	withdrawn: ['mailWithdrawnSubject', 'mailWithdrawn'],
} as const satisfies Record<MailOccasion, readonly [string, string]>;

/** What a donor is written at each turn of an offer, in the donor's language. */
export function offerMail(
	occasion: MailOccasion,
	about: {
		readonly contact: OfferContact;
		readonly offer: Offer;
		readonly event: OfferEvent;
		readonly link: string;
		readonly catalogue: Catalogue;
	},
): { readonly subject: string; readonly text: string } {
	const { contact, offer, event, link, catalogue } = about;
	const { language } = contact;
	const say = speak(offerMessages, language);
	const listed = (amountOf: (line: OfferLine) => number | null) =>
		offer.facts.lines
			.filter((line) => amountOf(line) !== 0)
			.map((line) => {
				const amount = amountOf(line);
				const counted = amount !== null && line.baseUnit ? formatBase(amount, line.baseUnit, language) : '';
				return `– ${[shortDescription(line, catalogue, language), counted].filter(Boolean).join(': ')}`;
			})
			.join('\n');
	const acceptedNow = event.kind === 'offerAccepted' ? event.lines : null;
	const list = listed((line) => {
		if (acceptedNow) return acceptedNow.find(({ lineId }) => lineId === line.id)?.quantity ?? 0;
		return occasion === 'rest-declined' ? acceptedOf(offer, line.id) : line.quantity;
	});
	const rest = listed((line) => restOf(offer, line));
	const [subject, text] = keys[occasion];
	const name = contact.contactName || contact.donorName;
	const reason = 'reason' in event ? event.reason : 'note' in event ? event.note : '';
	const body = say(text as 'mailPartlyAccepted', { name, list, rest, link, reason });
	return { subject: say(subject), text: body.replace(/\n{3,}/g, '\n\n') };
}
