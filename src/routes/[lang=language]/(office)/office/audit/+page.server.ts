import { listAccounts } from '#lib/access/account-queries.server.ts';
import { listAudit, listAuditAreas } from '#lib/access/audit.server.ts';
import { parseAuditFilter, typedAuditFilter } from '#lib/access/audit-filter.ts';
import { actorOf } from '#lib/access/request.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent } from './$types.js';

/** A page of the city's audit trail, filtered as the address says. */
export async function load({ locals, url }: PageServerLoadEvent) {
	const query = url.searchParams;
	return inCity(services().databases.app, actorOf(locals), async (trx) => ({
		...(await listAudit(trx, parseAuditFilter(query, locals.language))),
		areas: await listAuditAreas(trx),
		people: (await listAccounts(trx)).map(({ id, name }) => ({ value: id, label: name })),
		typed: typedAuditFilter(query),
	}));
}
