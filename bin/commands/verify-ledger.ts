import { speak } from '#lib/i18n/catalogue.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { standardLog } from '#lib/platform/log/log.server.ts';
import { startPlatform } from '#lib/platform/start.server.ts';
import { ledgerMessages } from '#lib/relief/ledger/ledger-messages.ts';
import { type Verification, verifyLedger } from '#lib/relief/ledger/verify-ledger.server.ts';
import type { Command, Terminal } from '../command.ts';
import { parseOptions } from '../options.ts';

const usage = `Usage: tandem verify-ledger [--format text|json]

Recomputes the ledger from its postings and facts: hash chains, balances, lot positions, reservations, departures,
receipts and discrepancies, in one consistent state of the database, while Tandem may go on working.
Prints each contradiction with what was expected and what was found.

  --format json   one JSON object {"books": […], "drifts": […]} instead of sentences

Answers 0 where the books are right, 1 where something contradicts. Settings: DATABASE_URL, TANDEM_DATA.`;

export const command: Command = {
	summary: 'recompute the ledger and report any contradiction',
	usage,
	run: async (args, terminal) => {
		const options = parseOptions('verify-ledger', args, { format: { type: 'string', default: 'text' } }, terminal);
		const format = options?.values.format;
		if (format !== 'text' && format !== 'json') {
			if (options) terminal.err(usage);
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
