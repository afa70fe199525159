import { speak } from '#lib/i18n/catalogue.ts';
import { formatBase } from '../catalogue/amount-text.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { acceptedOf, type Offer } from './offer.ts';
import type { OfferContact } from './offer-form.ts';
import { shortDescription } from './offer-line.ts';
import { offerMessages } from './offer-messages.ts';

export type MailOccasion = 'confirm' | 'submitted' | 'accepted' | 'declined' | 'released' | 'withdrawn';

const keys = {
	confirm: ['mailConfirmSubject', 'mailConfirm'],
	submitted: ['mailSubmittedSubject', 'mailSubmitted'],
	accepted: ['mailAcceptedSubject', 'mailAccepted'],
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
		readonly reason: string;
		readonly link: string;
		readonly catalogue: Catalogue;
	},
): { readonly subject: string; readonly text: string } {
	const { contact, offer, link, catalogue } = about;
	const { language } = contact;
	const say = speak(offerMessages, language);
	const list = offer.facts.lines
		.map((line) => {
			const amount = occasion === 'accepted' ? acceptedOf(offer, line.id) : line.quantity;
			if (amount === 0) return '';
			const counted = amount !== null && line.baseUnit ? formatBase(amount, line.baseUnit, language) : '';
			return `– ${[shortDescription(line, catalogue, language), counted].filter(Boolean).join(': ')}`;
		})
		.filter((line) => line !== '')
		.join('\n');
	const [subject, text] = keys[occasion];
	const name = contact.contactName || contact.donorName;
	const body = say(text as 'mailAccepted', { name, list, link, reason: about.reason });
	return { subject: say(subject), text: body.replace(/\n{3,}/g, '\n\n') };
}
