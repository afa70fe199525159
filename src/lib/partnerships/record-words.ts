import { type Catalogue, speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type EvidenceAddress, evidencePath } from './evidence.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { uk } from './messages.uk.ts';
import type { RecordKind } from './record-ref.ts';

const recordMessages: Catalogue<typeof en> = { de, uk, en };

/** "Abkommen", "Угода", "Agreement". */
export function recordKindName(kind: RecordKind, language: Language): string {
	return speak(recordMessages, language)(`record-${kind}`);
}

/** A link as pages show it. */
export interface NamedLink {
	readonly href: string;
	readonly label: string;
	/** It leaves Tandem. */
	readonly external: boolean;
}

/** Where to look something up, named by the kind of the record or by the site it stands on. */
export function namedLink(address: EvidenceAddress, language: Language): NamedLink {
	const href = evidencePath(address, language);
	if (address.kind === 'record') return { href, label: recordKindName(address.ref.kind, language), external: false };
	return { href, label: new URL(address.url).hostname.replace(/^www\./, ''), external: true };
}
