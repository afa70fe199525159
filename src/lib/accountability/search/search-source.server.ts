import type { RawBuilder } from 'kysely';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';

/** What the search is told of a record, before its words are made. */
export interface SourceRow {
	readonly id: string;
	/** Who may read it: db/migrations/0021-search.sql. */
	readonly circles: readonly string[];
	readonly operationId: string | null;
	readonly partnershipId: string | null;
	/** The day it is about, or since when it is on record: newer ones come first among equals. */
	readonly dated: PlainDate;
	/** Null where the catalogue names it (`codes`), or its kind and period do. */
	readonly title: LocalizedText | null;
	readonly report?: { readonly kind: 'council' | 'proof-of-use'; readonly from: PlainDate; readonly until: PlainDate };
	/** Numbers and references, and names in spellings of their own: they count like the title. */
	readonly keys: readonly (string | null)[];
	/** Codes of the catalogue: the record is found by their names in every language. */
	readonly codes: readonly (string | null)[];
	/** What it is, where people look for that: see record-labels.ts. */
	readonly labels?: readonly string[];
	readonly texts: readonly (LocalizedText | null)[];
	/** Texts in a language nobody noted. */
	readonly plain: readonly (string | null)[];
}

/** Reads the records with these ids (an array of uuid, in SQL) as rows of the shape above, columns in snake case. */
export type Source = (ids: RawBuilder<unknown>) => RawBuilder<SourceRow>;
