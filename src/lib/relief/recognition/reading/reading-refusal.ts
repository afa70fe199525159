/** What a file was seen to be, by its content and never by its suffix. */
export type ForeignKind =
	| 'pdf'
	| 'image'
	| 'old-word'
	| 'rich-text'
	| 'binary-excel'
	| 'presentation'
	| 'outlook-message'
	| 'archive'
	| 'apple-numbers'
	| 'open-text'
	| 'json'
	| 'unknown';

export type ReadableKind = 'xlsx' | 'xls' | 'xml-table' | 'ods' | 'docx' | 'html' | 'mail' | 'csv' | 'text';

/** Why a file was not read. Closed: each has its sentence in three languages, and each sentence names the way out. */
export type ReadingRefusal =
	| { readonly kind: 'empty-file' }
	| { readonly kind: 'too-large'; readonly bytes: number; readonly limitBytes: number }
	| { readonly kind: 'unpacks-too-large'; readonly limitBytes: number }
	| { readonly kind: 'too-many-parts'; readonly limit: number }
	| { readonly kind: 'password-protected' }
	| { readonly kind: 'unsupported'; readonly found: ForeignKind }
	| { readonly kind: 'broken-file'; readonly found: ReadableKind }
	| { readonly kind: 'unsafe-content'; readonly found: ReadableKind }
	| { readonly kind: 'unknown-encoding' }
	| { readonly kind: 'too-many-rows'; readonly sheet: string | null; readonly limit: number }
	| { readonly kind: 'too-many-columns'; readonly sheet: string | null; readonly limit: number }
	| { readonly kind: 'cell-too-long'; readonly sheet: string | null; readonly line: number; readonly limit: number }
	| { readonly kind: 'text-too-long'; readonly limit: number }
	| { readonly kind: 'sheet-not-found'; readonly sheet: string; readonly present: readonly string[] }
	| { readonly kind: 'no-lines' }
	| { readonly kind: 'took-too-long'; readonly limitSeconds: number }
	| { readonly kind: 'needed-too-much-memory'; readonly limitMegabytes: number };
