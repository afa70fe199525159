import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	imprint: 'Legal notice',
	privacy: 'Privacy',
	accessibility: 'Accessibility',
	'easy-language': 'Easy language',
	'none-title': 'This page is being written',
	'none-text': 'The city has not published it yet.',
	'other-language': 'This page does not exist in English yet. You are reading it in another language.',
	changed: 'As of {date}',
	'texts-title': 'Pages of the site',
	'texts-lead':
		'What the law and the public expect at the foot of every page. Each city answers for its own words; what you save is public at once.',
	'column-page': 'Page',
	written: 'written',
	missing: 'missing',
	'form-kicker': 'Pages of the site',
	'form-label': 'Text ({language})',
	'form-hint':
		'An empty line begins a new paragraph. ## before a line makes it a heading, - a list. **strong**, [link](https://…). An empty text takes your city off the page.',
	save: 'Save and publish',
	saved: 'Saved. Readers see it at once.',
	'see-page': 'See the public page',
	'now-public': 'What readers see now',
	'error-only-text':
		'Block {block}: this page holds words, headings and lists only. Please leave out quotes, images, figures and signs in [[ ]].',
} as const satisfies Messages;
