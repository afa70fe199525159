import { formatFuzzyDate } from '#lib/i18n/format.ts';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { listPapersOfPartnership } from '../council/paper-queries.server.ts';
import type { PartnershipId } from '../partnership.ts';
import type { RecordRef } from '../record-ref.ts';
import { recordKindName } from '../record-words.ts';
import { recordValue } from './record-choice.ts';

/** A record that a standing or an agreement may rest on. */
export interface BasisRecord {
	readonly ref: RecordRef;
	readonly title: LocalizedText;
	readonly dated: FuzzyDate | null;
}

/** The council papers linked to a partnership. */
export async function listPaperRecords(trx: Trx, id: PartnershipId): Promise<BasisRecord[]> {
	const papers = await listPapersOfPartnership(trx, id);
	return papers.map((paper) => ({ ref: { kind: 'paper', id: paper.id }, title: paper.names, dated: paper.dated }));
}

/** Such records as the choices of a list: "Agreement, 23 February 2023: …". */
export function basisChoices(records: readonly BasisRecord[], language: Language) {
	return records.map(({ ref, title, dated }) => {
		const day = dated ? `, ${formatFuzzyDate(dated, language)}` : '';
		const label = `${recordKindName(ref.kind, language)}${day}: ${readableText(title, language).text}`;
		return { value: recordValue(ref), label };
	});
}

/** Whether a record is among those offered. */
export function isAmong(records: readonly BasisRecord[], ref: RecordRef): boolean {
	return records.some((record) => recordValue(record.ref) === recordValue(ref));
}
