import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	'fault-field-missing': 'Please enter this.',
	'fault-field-too-long': 'This is too long. Please use at most {longest} characters.',
	'fault-choice-missing': 'Please choose an entry from the list.',
	'fault-not-a-day':
		'“{typed}” is no day. Please write it like 2023-03-14; where a field allows it, 2023-03 or 2023 is enough.',
	'fault-not-an-address': '“{typed}” is no web address. Please copy it in full, beginning with https://.',
	'fault-changed-meanwhile':
		'Somebody else changed this while you were writing. Nothing of theirs has been overwritten. Please open the page in a new tab, compare, and save again.',
	'fault-not-yours': 'Your city does not keep this entry and cannot change it.',
	'fault-not-permitted': 'Your roles do not cover this. Please ask your administrator.',
	'fault-key-reused': 'This form was sent before with other content. Please reload the page and enter it again.',
	fuzzyDayHint: 'As exactly as is known: 2023-03-14, 2023-03 or 2023.',
	localizedHint: 'At least one language. Where one is missing, readers get another.',
} as const satisfies Messages;
