import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { vouchersAsTable } from '#lib/partnerships/funding/voucher-pages.server.ts';
import type { RequestEvent } from './$types.js';

export async function GET({ locals, params }: RequestEvent) {
	const table = (await vouchersAsTable(officeDesk(locals), params.id)) ?? error(404);
	return new Response(table, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="vouchers-${params.id.slice(0, 8)}.csv"`,
		},
	});
}
