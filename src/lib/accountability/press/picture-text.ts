import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { pressMessages } from './press-messages.ts';

/** What has to be said of a picture that travels in an archive. */
export interface PictureNote {
	readonly file: string;
	readonly credit: string;
	readonly licence: { readonly name: string; readonly href: string | null } | null;
	readonly caption: LocalizedText | null;
	readonly alt: LocalizedText | null;
}

/** Credit, licence, caption and what is to be seen, picture by picture, as plain text. */
export function pictureText(notes: readonly PictureNote[], language: Language): string {
	const say = speak(pressMessages, language);
	const paragraphs = notes.map(({ file, credit, licence, caption, alt }) => {
		const terms = licence ? [licence.name, licence.href ?? ''].filter(Boolean).join(', ') : say('licence-report');
		return [
			say('file', { file }),
			say('credit', { credit }),
			say('licence', { licence: terms }),
			...(caption ? [say('caption', { caption: readableText(caption, language).text })] : []),
			...(alt ? [say('shown', { alt: readableText(alt, language).text })] : []),
		];
	});
	const plain = (line: string) => line.replace(/[\p{Cc}]+/gu, ' ');
	return `${paragraphs.map((lines) => lines.map(plain).join('\n')).join('\n\n')}\n`;
}
