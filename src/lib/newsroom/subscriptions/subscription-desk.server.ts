import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { subscriptionMessages } from './subscription-messages.ts';
import { countReaders, type IssueLine, listIssues } from './subscription-queries.server.ts';

/** How many readers there are and what became of the mails; no address is read. */
export async function loadReaders({ databases }: Services, { language, now }: OfficeDesk) {
	const { numbers, issues } = await inWorker(
		databases.worker,
		async (trx) => ({ numbers: await countReaders(trx, now), issues: await listIssues(trx) }),
		{ readOnly: true },
	);
	return {
		...numbers,
		total: numbers.groups.reduce((sum, { count }) => sum + count, 0),
		issues: issues.map((issue) => ({
			id: issue.id,
			...issueName(issue, language),
			when: formatInstant(issue.at, language),
			planned: issue.planned,
			waiting: issue.waiting,
			sent: issue.sent,
			refused: issue.refused,
			dropped: issue.dropped,
		})),
	};
}

function issueName({ rhythm, onDay, title, language }: IssueLine, reader: Language) {
	const say = speak(subscriptionMessages, reader);
	if (rhythm !== 'at-once' && onDay) {
		return { name: say(`issue-${rhythm}`, { day: formatDate(onDay, reader) }), lang: undefined };
	}
	return { name: title ?? say('issue-gone'), lang: title === null || language === null ? undefined : language };
}
