import { inWorker } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { parseBounce } from './bounce-report.ts';
import { noteBounce } from './subscription-commands.server.ts';
import { findMailReader } from './subscription-queries.server.ts';

/** Takes a mail that came back. Answers whether it was a report of a mail to a reader; anything else is left alone. */
export function takeBounce(
	{ databases, clock }: Pick<Services, 'databases' | 'clock'>,
	message: string,
): Promise<boolean> {
	const report = parseBounce(message);
	if (!report) return Promise.resolve(false);
	const { hard, status } = report;
	return inWorker(databases.worker, async (trx) => {
		for (const mail of report.mails) {
			const reader = await findMailReader(trx, mail);
			if (!reader) continue;
			await noteBounce(trx, reader, { mail, hard, status, at: clock.now() });
			return true;
		}
		return false;
	});
}
