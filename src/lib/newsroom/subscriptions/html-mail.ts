import type { Language } from '#lib/kernel/language.ts';

/** What a mail says, as {@link htmlMail} lays it out. Every text is plain. */
export interface MailContent {
	readonly language: Language;
	readonly subject: string;
	readonly parts: readonly {
		/** Stands above the title; may be empty. */
		readonly mark: string;
		readonly title: string;
		readonly day: string;
		readonly notes: readonly string[];
		readonly teaser: string;
		readonly link: string;
	}[];
	readonly footer: {
		readonly why: string;
		readonly links: readonly { readonly label: string; readonly url: string }[];
	};
	/** The words of the link to an article. */
	readonly read: string;
}

/**
 * A mail as a page: one column that reads in order, headings, real links, its language declared, dark where the reader's program is.
 * Nothing is fetched when it is opened, so that nobody learns who read it.
 */
export function htmlMail({ language, subject, parts, footer, read }: MailContent): string {
	const articles = parts.map(
		({ mark, title, day, notes, teaser, link }) => `<article style="margin:0 0 32px">
${mark === '' ? '' : `<p style="margin:0;font-size:14px;font-weight:bold">${escapeHtml(mark)}</p>\n`}<h2 style="margin:4px 0;font-size:20px;line-height:1.3">${escapeHtml(title)}</h2>
<p style="margin:0 0 8px;font-size:14px">${escapeHtml(day)}</p>
${notes.map((note) => `<p style="margin:0 0 8px"><strong>${escapeHtml(note)}</strong></p>\n`).join('')}${teaser === '' ? '' : `<p style="margin:0 0 8px">${escapeHtml(teaser)}</p>\n`}<p style="margin:0"><a href="${escapeHtml(link)}">${escapeHtml(read)}<span class="unseen">: ${escapeHtml(title)}</span></a></p>
</article>`,
	);
	const links = footer.links.map(({ label, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`);
	return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${style}</style>
</head>
<body style="margin:0;padding:16px;font-family:sans-serif;font-size:16px;line-height:1.5">
<main style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
<h1 class="unseen">${escapeHtml(subject)}</h1>
${articles.join('\n')}
<footer style="border-top:1px solid #767676;padding-top:16px;font-size:14px">
<p style="margin:0 0 8px">${escapeHtml(footer.why)}</p>
<p style="margin:0">${links.join(' · ')}</p>
</footer>
</main>
</body>
</html>
`;
}

/** Heard, not seen: what the eye has from its surroundings. */
const style =
	':root{color-scheme:light dark}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}';

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
