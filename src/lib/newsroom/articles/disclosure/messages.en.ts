import type { Messages } from '#lib/i18n/catalogue.ts';

/** The sentences of the disclosure check. */
export const en = {
	tellings: 'This may tell too much',
	'tellings-hint':
		'Please check these places before the text goes on: whoever reads it must not learn where people and goods are under way, where they are kept, or who drives.',
	'in-head': 'title and teaser',
	'in-block': 'block {block}',
	'telling-movement': 'Movement',
	'telling-route': 'Route',
	'telling-crossing': 'Border crossing',
	'telling-place': 'Place of storage or shelter',
	'telling-plate': 'Number plate',
	'telling-driver': 'Driver by name',
	'telling-minor': 'Minor by name',
	consents: 'Shipments this article tells of',
	'consents-hint':
		'An article may tell of a shipment that is not public yet only if both cities consent. The other city consents to the texts it has read; where one changes, its consent is needed anew. It can be taken back until publication.',
	'is-public': 'public',
	'is-hidden': 'hidden from the public',
	'not-public': 'not public yet',
	'may-be-told': 'both cities consent',
	'city-consents': '{city} consents.',
	'city-outdated': '{city} consented to an earlier text, not to this one.',
	'city-has-not': '{city} has not consented.',
	'not-your-shipment': 'A shipment your city takes no part in',
	shipment: 'Shipment {number}',
	'consent-give': 'Consent for {number}',
	'consent-take-back': 'Take consent for {number} back',
} as const satisfies Messages;
