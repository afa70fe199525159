import type { PublicEvent, PublicExchange, PublicFunding, PublicProject, PublicSide } from './public-cooperation.ts';
import type { PublicAgreement, PublicPaper, PublicPromise, PublicStanding, PublicTheme } from './public-partnership.ts';
import type { PublicRecordKind } from './public-ref.ts';

/** The shape each kind of public record has. */
interface PublicContents {
	readonly standing: PublicStanding;
	readonly side: PublicSide;
	readonly agreement: PublicAgreement;
	readonly paper: PublicPaper;
	readonly promise: PublicPromise;
	readonly theme: PublicTheme;
	readonly project: PublicProject;
	readonly event: PublicEvent;
	readonly exchange: PublicExchange;
	readonly funding: PublicFunding;
}

/** A record of a partnership with the public id by which it is linked to for good. */
export type Published<Content> = Content & { readonly publicId: string };

/** A public record; its kind says which. */
export type PublicRecord = {
	[Kind in PublicRecordKind]: { readonly record: Kind; readonly content: Published<PublicContents[Kind]> };
}[PublicRecordKind];
