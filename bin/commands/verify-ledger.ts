import { speak } from '#lib/i18n/catalogue.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { standardLog } from '#lib/platform/log/log.server.ts';
import { startPlatform } from '#lib/platform/start.server.ts';
import { ledgerMessages } from '#lib/relief/ledger/ledger-messages.ts';
import { type Verification, verifyLedger } from '#lib/relief/ledger/verify-ledger.server.ts';
import type { Command, Terminal } from '../command.ts';
import { helpMessages } from '../help/help-messages.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	run: async (args, terminal) => {
		const options = parseOptions('verify-ledger', args, { format: { type: 'string', default: 'text' } }, terminal);
		const format = options?.values.format;
		if (format !== 'text' && format !== 'json') {
			if (options) terminal.err(speak(helpMessages, terminal.language)('verify-ledger-usage'));
			return 2;
		}
		const config = readConfig(terminal.env, process.cwd());
		const platform = await startPlatform(config, { jobs: [], log: standardLog(config.logLevel), migrate: false });
		try {
			const verification = await verifyLedger(platform.services.databases.worker);
			if (format === 'json') terminal.out(JSON.stringify(verification, null, '\t'));
			else printInWords(verification, terminal);
			return verification.drifts.length === 0 ? 0 : 1;
		} finally {
			await platform.stop();
		}
	},
};

function printInWords({ books, drifts }: Verification, terminal: Terminal): void {
	const say = speak(ledgerMessages, terminal.language);
	for (const book of books)
		terminal.out(say('verify-book', { city: book.cityId, postings: book.postings, head: book.head }));
	for (const { check, subject, detail, expected, found } of drifts)
		terminal.out(say('verify-line', { what: say(`drift-${check}`), subject, detail, expected, found }));
	const postings = books.reduce((sum, book) => sum + book.postings, 0);
	if (drifts.length > 0) terminal.err(say('verify-drift', { count: drifts.length }));
	else terminal.out(say('verify-right', { count: postings }));
}
