import type { ConsultationRole, Outcome, PaperKind } from '../council/paper-words.ts';

// OParl leaves kinds, roles and results to each council's own words. These are the words of the usual council systems in
// German-speaking councils; what none of them says stays "other", and the council's own text is always kept beside it.

type Words<Meaning> = readonly (readonly [pattern: RegExp, meaning: Meaning])[];

const kinds: Words<PaperKind> = [
	[/anfrage|auskunft/i, 'inquiry'],
	[/antrag/i, 'motion'],
	[/resolution|erklärung/i, 'resolution'],
	[/mitteilung|information|bericht|kenntnis|stellungnahme|antwort/i, 'report'],
	[/beschluss|vorlage|entscheidung/i, 'proposal'],
];

const roles: Words<ConsultationRole> = [
	[/anhörung/i, 'hearing'],
	[/vorberatung|vorberat/i, 'preliminary'],
	[/empfehlung|empfehl/i, 'recommendation'],
	[/kenntnis/i, 'notice'],
	[/entscheid|beschluss|beschließ/i, 'decision'],
];

/** "ungeändert beschlossen" holds "geändert beschlossen", and "nicht zugestimmt" holds "zugestimmt": order decides. */
const results: Words<Outcome> = [
	[/zurückgezogen|zurückgenommen/i, 'withdrawn'],
	[/vertagt|zurückgestellt|abgesetzt|verschoben|nicht behandelt/i, 'postponed'],
	[/überwiesen|verwiesen|weitergeleitet/i, 'referred'],
	[/abgelehnt|ablehn|nicht (?:beschlossen|zugestimmt|empfohlen|angenommen)/i, 'rejected'],
	[/(?:ungeändert|unverändert)/i, 'approved'],
	[/(?:geändert|mit änderung|modifiziert)/i, 'approved-amended'],
	[/beschlossen|zugestimmt|angenommen|empfohlen|genehmigt|gebilligt|zustimmung|einstimmig|mehrheitlich/i, 'approved'],
	[/kenntnis/i, 'noted'],
];

function meaningOf<Meaning>(words: Words<Meaning>, text: string): Meaning | undefined {
	return words.find(([pattern]) => pattern.test(text))?.[1];
}

export function paperKindOf(text: string): PaperKind {
	return meaningOf(kinds, text) ?? 'other';
}

export function roleOf(text: string): ConsultationRole {
	return meaningOf(roles, text) ?? 'other';
}

/** What came of an agenda item; `open` where its result is empty. */
export function outcomeOf(text: string): Outcome {
	return text === '' ? 'open' : (meaningOf(results, text) ?? 'other');
}
