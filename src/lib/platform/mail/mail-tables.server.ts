import type { Generated } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { MailOutcome } from './mail.ts';

declare module '#lib/platform/database/tables.ts' {
	interface Tables {
		mail: MailRow;
		mailAttempt: MailAttemptRow;
	}
}

export interface MailRow {
	id: Generated<Id<'mail'>>;
	dedupeKey: string;
	recipient: string;
	language: Language;
	subject: string;
	bodyText: string;
	bodyHtml: string | null;
	unsubscribeUrl: string | null;
	about: string | null;
	queuedAt: Generated<Instant>;
}

export interface MailAttemptRow {
	id: Generated<number>;
	mail: Id<'mail'>;
	outcome: MailOutcome;
	replyCode: number | null;
	at: Generated<Instant>;
}
