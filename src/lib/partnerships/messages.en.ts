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
} as const satisfies Messages;
