import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	yours: 'You have a text here that is not saved',
	'yours-text': 'Kept automatically on {at}, beginning from revision {revision}.',
	'yours-older':
		'Kept automatically on {at}, beginning from revision {revision}. A newer revision was saved meanwhile; nothing of it is overwritten when you go on.',
	'go-on': 'Go on writing',
	'throw-away': 'Throw it away',
	opened: 'You are going on with a text that is not saved yet',
	'opened-text': 'Kept on {at}. It becomes the next revision once you save it.',
	'opened-others':
		'Written by {name}, kept on {at}. It becomes the next revision once you save it; the text of {name} stays kept.',
	earlier: 'Earlier states that were not saved',
	'earlier-at': 'Kept on {at}',
	others: '{name} has a text here that is not saved, kept on {at}',
	'others-text': 'Talk to each other before you write. If need be, you can go on with that text.',
	look: 'Go on with this text',
} as const satisfies Messages;
