import type { Messages } from '#lib/i18n/catalogue.ts';

/** Each command in one line, and what its --help prints. */
export const en = {
	'allocate-summary': 'allocate offers to needs from an instance file',
	'allocate-usage': `Usage: tandem allocate INSTANCE.json [--format json|text] [--lang de|uk|en]

Allocates the lots of an instance to its needs, fairly, with a reason for every line, gap and remainder, and checks the
answer independently before it prints it. "-" reads standard input. Needs no database.

  --format json   the result as JSON (default; docs/reference/allocation.md)
  --format text   the result as sentences

Answers 0; 1 where the instance is refused, with every fault and the way out on standard error.`,

	'bounce-summary': 'note a mail that did not arrive',
	'bounce-usage': `Usage: tandem bounce < MESSAGE

Reads one mail from standard input: what a mail server sends back where a mail to a reader did not arrive (a delivery status
notification, RFC 3464). It is recognised by the Message-ID of the mail it gives back. An address that does not exist ends the
subscription and is deleted; a full mailbox is counted, and ends it when that adds up. Anything else is left alone.
Meant for the mailbox of MAIL_FROM, for instance in /etc/aliases:   tandem: "|tandem bounce"

Answers 0 in any case, so that no mail server answers a bounce with a bounce. Settings: DATABASE_URL, TANDEM_DATA.`,

	'demo-summary': 'show Tandem on this machine with the story of Dortmund and Zhytomyr',
	'demo-usage': `Usage: tandem demo

Runs Tandem on this machine with the story of Dortmund and Zhytomyr: builds the site where needed, starts its own
PostgreSQL, loads the story, prints the address and a sign-in link for each role. Mails stay in the outbox.

Settings (environment): PORT (3000), HOST (127.0.0.1), TANDEM_DATA (./.tandem), DATABASE_URL (none), LOG_LEVEL (warn).
To begin anew, delete the data folder.`,

	'migrate-summary': 'bring the database up to date',
	'migrate-usage': `Usage: tandem migrate

Brings the database up to date: roles, tables, job queue. Safe to repeat; several at once take turns. "tandem serve" does
the same at its start. Settings: DATABASE_URL, TANDEM_DATA, LOG_LEVEL (see tandem serve --help).`,

	'recognise-summary': 'read a need list and say what each line asks for',
	'recognise-usage': `Usage: tandem recognise FILE [--format json|text] [--sheet NAME] [--lang de|uk|en]

Reads a need list and says what each line asks for. FILE is xlsx, xls, ods, csv, docx, html, a saved mail or text;
"-" reads standard input. Needs no database.

  --format json   the lines as a JSON array (default; docs/reference/reading.md)
  --format text   the lines as a table, with the rows that are no lines counted below
  --sheet NAME    only this sheet, hidden or not

Answers 0, and 1 where the file is refused; the reason is on standard error.`,

	'serve-summary': 'run Tandem: site and background work',
	'serve-usage': `Usage: tandem serve [--without-work]

Runs Tandem for a city: brings the database up to date, answers requests, does the background work.
Stops in order on Ctrl+C or SIGTERM: requests under way have ten seconds to finish.

  --without-work   leave the background work to "tandem work"

Settings (environment)
  ORIGIN           public address, https://tandem.example.org; needed wherever others than this machine use Tandem
  HOST             address to listen on (127.0.0.1)
  PORT             port to listen on (3000)
  TRUSTED_PROXIES  how many proxies stand before Tandem (0)
  MOST_REQUESTS    how many requests are answered at once; more are asked to come again (512)
  DATABASE_URL     PostgreSQL 15 or later, postgres://user:password@host:5432/database (none: its own PostgreSQL)
  TANDEM_DATA      folder for what Tandem keeps (./.tandem)
  SMTP_URL         mail server, smtps://user:password@mail.example.org:465 (none: mails wait in the outbox)
  MAIL_FROM        sender, Tandem <tandem@example.org>; needed with SMTP_URL
  LOG_LEVEL        debug, info, warn, error or silent (info); the log goes to standard output
  TANDEM_DEMO      1 shows sign-in links to everyone (0); never with real data

GET /health answers while the process lives, GET /ready while the database answers.`,

	'set-up-summary': 'create a city, its first administrator and its partnerships',
	'set-up-usage': `Usage: tandem set-up SLUG [options]

Sets up a city: creates it with its first administrator and prints the invitation link to hand over. All or nothing.

  tandem set-up dortmund --name-de Dortmund --name-en Dortmund --country DE \\
    --latitude 51.51 --longitude 7.47 --population 600000 --time-zone Europe/Berlin \\
    --administrator ada@dortmund.example --administrator-name "Ada Amt" --administrator-language de
  tandem set-up zhytomyr --name-en Zhytomyr --country UA … --administrator … --partner dortmund
  tandem set-up dortmund --administrator ben@dortmund.example --administrator-name "Ben Büro"

The city (SLUG: lower-case letters, digits, hyphens; never changed)
  --name-de, --name-uk, --name-en   its name; at least one, better all three
  --country CODE                    ISO 3166-1 alpha-2: DE, UA
  --latitude, --longitude           its middle in degrees; write negative ones as --longitude=-3.7
  --time-zone ZONE                  IANA name: Europe/Berlin
  --population NUMBER               may be left out
An administrator; for a city that exists another one, or a fresh link for one who has no passkey yet
  --administrator EMAIL   --administrator-name NAME   --administrator-language de|uk|en
A partnership with another city of this instance
  --partner SLUG   --partnership contact|project|friendship|solidarity|full (solidarity)   --since YYYY-MM-DD (today)
  --join SLUG      adds the city to a partnership that is there (its address: dortmund-zhytomyr)

  --format json   one JSON object instead of sentences

Answers 0 where it is done, 1 where it is refused and nothing was changed. Settings: ORIGIN (the address in the link),
DATABASE_URL, TANDEM_DATA (see tandem serve --help). Brings the database up to date first. Tandem may be running.`,

	'verify-ledger-summary': 'recompute the ledger and report any contradiction',
	'verify-ledger-usage': `Usage: tandem verify-ledger [--format text|json]

Recomputes the ledger from its postings and facts: hash chains, balances, lot positions, reservations, departures,
receipts and discrepancies, in one consistent state of the database, while Tandem may go on working.
Prints each contradiction with what was expected and what was found.

  --format json   one JSON object with "books" and "drifts" instead of sentences

Answers 0 where the books are right, 1 where something contradicts. Settings: DATABASE_URL, TANDEM_DATA.`,

	'work-summary': 'do the background work only',
	'work-usage': `Usage: tandem work

Does the background work only (mails, projections, schedules), beside one or more "tandem serve --without-work".
Several may run; they share the work. Settings: see tandem serve --help.`,
} as const satisfies Messages;
