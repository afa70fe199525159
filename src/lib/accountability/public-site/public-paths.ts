import type { Language } from '#lib/kernel/language.ts';
import type { PublicRecordKind, PublicRef } from '../disclosure/public-ref.ts';

/** The pages of a partnership, below its own: the front page is ''. */
export type PartnershipPart = '' | 'story' | 'council' | 'cooperation' | 'promises';

/** On which page of a partnership each kind of record stands. */
export const partOf = {
	standing: '',
	side: '',
	agreement: 'council',
	paper: 'council',
	promise: 'promises',
	theme: 'cooperation',
	project: 'cooperation',
	event: 'cooperation',
	exchange: 'cooperation',
	funding: 'cooperation',
} as const satisfies Record<PublicRecordKind, PartnershipPart>;

/** Whose pages, in which language. */
export interface PartnershipAddress {
	readonly language: Language;
	readonly slug: string;
}

/** The path of a page of a partnership. */
export function partnershipPath({ language, slug }: PartnershipAddress, part: PartnershipPart): string {
	return `/${language}/partnerships/${slug}${part && `/${part}`}`;
}

/** The name by which a record is linked to for good. */
export const anchorOf = (publicId: string) => `r-${publicId}`;

/** Where the public reads what something refers to: the page of the partnership, or of an operation, or of the web. */
export function publicRefPath(ref: PublicRef, address: PartnershipAddress): string {
	switch (ref.kind) {
		case 'record':
			return `${partnershipPath(address, partOf[ref.of])}#${anchorOf(ref.publicId)}`;
		case 'delivery':
			return `/${address.language}/operations/${ref.operation}#d-${ref.publicId}`;
		default:
			return ref.url;
	}
}
