import { sql } from 'kysely';
import { discloseRecord } from '#lib/accountability/disclosure/record-disclosure-form.server.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { granted, type Storyteller } from './storyteller.server.ts';

/** Dortmund shows its project and its money to the public; what was only applied for stays inside all the same. */
export async function tellDisclosure(teller: Storyteller, now: Instant): Promise<void> {
	const partnershipId = teller.cast.partnership as Id<'partnership'>;
	await teller.as('dortmund', async (trx) => {
		const { rows } = await sql<{ kind: 'project' | 'funding'; recordId: string }>`
			select 'project' as kind, id as record_id from project where partnership_id = ${partnershipId}
			union all select 'funding', funding_id from funding_current where partnership_id = ${partnershipId}
			order by 1, 2`.execute(trx);
		for (const { kind, recordId } of rows) {
			const decision = { kind, recordId, partnershipId, shown: true, reason: 'Darf von allen gelesen werden', at: now };
			granted(await discloseRecord(trx, decision));
		}
	});
}
