import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	link: 'Hide from the public, or show again',
	hide: 'Hide at once',
	show: 'Stop hiding it for your city',
	'title-hide': 'Hide this article from the public',
	'title-show': 'Show this article again',
	'lead-hide':
		'Within a minute it disappears from all public pages and feeds with its pictures, in every language, as if it had never been there. Either city may do this alone. To tell readers why an article is gone, withdraw it instead.',
	'lead-show': 'The article is public again once no city hides it.',
	'by-others': 'Your partner city hides this article.',
	reason: 'Reason (for the record, not public)',
	back: 'Back to the article',
} as const satisfies Messages;
