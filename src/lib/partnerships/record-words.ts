import { type Catalogue, speak } from '#lib/i18n/catalogue.ts';
import { readableName } from '#lib/i18n/transliteration/readable-name.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { EvidenceAddress } from './evidence.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';
import { type RecordKind, type RecordRef, recordPath } from './record-ref.ts';

const recordMessages: Catalogue<typeof en> = { de, uk, en };

/** What is said wherever records are pointed to. */
export const sayOfRecords = (language: Language) => speak(recordMessages, language);

/** "Abkommen", "Угода", "Agreement". */
export function recordKindName(kind: RecordKind, language: Language): string {
	return sayOfRecords(language)(`record-${kind}`);
}

/** Titles of records by their ids, as far as the reader may know them (record-titles.server.ts). */
export type RecordTitles = ReadonlyMap<RecordRef['id'], LocalizedText>;

/** A link as pages show it. */
export interface NamedLink {
	readonly href: string;
	readonly label: string;
	readonly language: Language;
	/** It leaves Tandem. */
	readonly external: boolean;
}

/** A record as a link: by its title, a shipment by its number, and by its kind where neither is known to the reader. */
export function recordLink(ref: RecordRef, language: Language, titles: RecordTitles): NamedLink {
	const href = `/${language}/office${recordPath(ref)}`;
	const kind = recordKindName(ref.kind, language);
	const title = titles.get(ref.id);
	if (!title) return { href, label: kind, language, external: false };
	const read = ref.kind === 'person' ? readableName(title, language) : readableText(title, language);
	if (ref.kind === 'shipment') return { href, label: `${kind} ${read.text}`, language, external: false };
	return { href, label: read.text, language: read.language, external: false };
}

/** Where to look something up, named by the title of the record or by the site it stands on. */
export function namedLink(address: EvidenceAddress, language: Language, titles: RecordTitles): NamedLink {
	if (address.kind === 'record') return recordLink(address.ref, language, titles);
	const label = new URL(address.url).hostname.replace(/^www\./, '');
	return { href: address.url, label, language, external: true };
}
