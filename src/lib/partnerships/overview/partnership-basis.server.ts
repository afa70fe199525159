import type { Trx } from '#lib/platform/database/connect.server.ts';
import { listAgreementsOfPartnership } from '../agreements/agreement-queries.server.ts';
import type { PartnershipId } from '../partnership.ts';
import { type BasisRecord, listPaperRecords } from '../standing/basis-records.server.ts';

/** What the standing of a partnership may rest on: its agreements and the papers linked to it. */
export async function listBasisRecords(trx: Trx, id: PartnershipId): Promise<BasisRecord[]> {
	const agreements = await listAgreementsOfPartnership(trx, id);
	const signed = agreements.map(({ id: agreementId, title, signedOn }) => ({
		ref: { kind: 'agreement' as const, id: agreementId },
		title,
		dated: signedOn,
	}));
	return [...signed, ...(await listPaperRecords(trx, id))];
}
