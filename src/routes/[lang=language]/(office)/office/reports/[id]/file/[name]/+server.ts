import { error } from '@sveltejs/kit';
import { officeDesk } from '#lib/access/office-desk.server.ts';
import { downloadReport } from '#lib/accountability/council-reports/report-desk.server.ts';
import { reportMessages } from '#lib/accountability/council-reports/report-messages.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { paperMediaTypes } from '#lib/platform/papers/paper-format.ts';
import type { RequestEvent } from './$types.js';

/** The report as a file, "de.pdf" or "uk.docx". */
export async function GET({ locals, params }: RequestEvent): Promise<Response> {
	const file = (await downloadReport(officeDesk(locals), params.id, params.name)) ?? error(404);
	if (file === 'too-long') error(503, speak(reportMessages, locals.language)('error-too-long'));
	return new Response(new Uint8Array(file.bytes), {
		headers: {
			'content-type': paperMediaTypes[file.format],
			'content-disposition': `attachment; filename="${file.name}"`,
			'x-content-type-options': 'nosniff',
			'cache-control': 'private, no-store',
		},
	});
}
