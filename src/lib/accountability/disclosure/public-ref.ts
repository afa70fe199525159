import type { RecordRef } from '#lib/partnerships/record-ref.ts';

/** The kinds of records that make the public pages of a partnership. */
export type PublicRecordKind =
	| 'standing'
	| 'side'
	| 'agreement'
	| 'paper'
	| 'promise'
	| 'theme'
	| 'project'
	| 'event'
	| 'exchange'
	| 'funding';

/** Where the public can look something up. */
export type PublicRef =
	| { readonly kind: 'record'; readonly of: PublicRecordKind; readonly publicId: string }
	| { readonly kind: 'delivery'; readonly publicId: string; readonly operation: string }
	| { readonly kind: 'link'; readonly url: string };

/** The public counterpart of a record; undefined where the public may not know the record. */
export type PublicRefOf = (ref: RecordRef) => PublicRef | undefined;
