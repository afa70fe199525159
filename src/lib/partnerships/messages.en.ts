import type { Messages } from '#lib/i18n/catalogue.ts';

/** Kinds of records as others point to them; the keys are those of record-ref.ts. */
export const en = {
	'record-partnership': 'Partnership',
	'record-paper': 'Council paper',
	'record-agreement': 'Agreement',
	'record-theme': 'Theme',
	'record-project': 'Project',
	'record-event': 'Event',
	'record-exchange': 'Exchange',
	'record-funding': 'Funding',
	'record-promise': 'Promise',
	'record-person': 'Person',
	'record-document': 'Document',
	'record-report': 'Report',
	'record-need': 'Need',
	'record-offer': 'Offer',
	'record-lot': 'Lot',
	'record-shipment': 'Shipment',
	'record-operation': 'Operation',
	'choose-send': 'Send',
	'choose-search': 'Find a record',
	'choose-hint':
		'Enter a word to search for and choose from what is found, or paste an address: that of a page of this office, or any that begins with https://.',
	'paste-hint': 'Paste the address of a page of this office, or any address that begins with https://.',
} as const satisfies Messages;
