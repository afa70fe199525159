import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	'review-subject': 'To be reviewed: {title}',
	'review-text': `Good day {name},

{by} asks for a review of this text:

{title} ({edition})
{link}

A text is reviewed by somebody who wrote none of it. You can approve it, or give it back with a word on what is to be done.

This message was sent once, by Tandem.`,
	'embargo-subject': 'An embargo asks for your agreement: {title}',
	'embargo-text': `Good day {name},

{city} proposes a joint embargo until {until} for this article:

{title}
{link}

Until your city has agreed, nothing is published at that time by itself. On the page of the article you can agree to the embargo or lift it.

This message was sent once, by Tandem.`,
} as const satisfies Messages;
