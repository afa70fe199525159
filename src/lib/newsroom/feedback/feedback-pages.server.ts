import { randomUUID } from 'node:crypto';
import { addressGroup } from '#lib/access/address-group.ts';
import { spendAttempt } from '#lib/access/attempts.server.ts';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { lineOf, type Typed } from '#lib/ui/form/typed-form.ts';
import { type FeedbackRefusal, readFeedback } from './feedback.ts';
import { receiveFeedback, settleFeedback } from './feedback-commands.server.ts';
import { feedbackMessages } from './feedback-messages.ts';
import { listAddressees, listFeedback } from './feedback-queries.server.ts';

/** The form by which anybody reports a barrier; `from` is the page the reader comes from. */
export async function loadFeedbackForm({ databases }: Services, language: Language, from: string) {
	const cities = await inWorker(databases.worker, listAddressees);
	const typed: Typed = { page: from };
	return {
		cities: cities.map(({ id, names }) => ({ value: id as string, label: readableText(names, language).text })),
		typed,
		idempotencyKey: randomUUID(),
	};
}

export type FeedbackOutcome =
	| { readonly ok: true }
	| { readonly ok: false; readonly errors: readonly FieldError[]; readonly typed: Typed };

/** Takes the form. A machine that fills the hidden field is thanked and forgotten. */
export async function takeFeedback(
	{ databases, clock }: Services,
	language: Language,
	typed: Typed,
	address: string,
): Promise<FeedbackOutcome> {
	if (lineOf(typed, 'website') !== '') return { ok: true };
	const say = speak(feedbackMessages, language);
	const refuse = (errors: readonly FieldError[]): FeedbackOutcome => ({ ok: false, errors, typed });
	const cities = await inWorker(databases.worker, listAddressees);
	const city = cities.length === 1 ? cities[0] : cities.find(({ id }) => id === lineOf(typed, 'city'));
	if (!city) return refuse([{ field: 'city', message: say('error-city') }]);
	const read = readFeedback(typed);
	if (!read.ok) return refuse(read.refusal.map((each) => explain(each, language)));
	const now = clock.now();
	if (!(await spendAttempt(databases.worker, 'feedback-by-address', addressGroup(address), now))) {
		return refuse([{ field: 'form', message: say('error-too-many') }]);
	}
	const desk = { app: databases.app, actor: { city: city.id, account: null } };
	const sent = { name: 'send-feedback', subject: null, typed };
	const received = await runForm<null, FeedbackRefusal>(desk, sent, async (trx, key) => {
		await receiveFeedback(trx, key as string as Id<'feedback'>, read.value, { language, at: now });
		return ok(null);
	});
	return received.ok ? { ok: true } : refuse(received.refusal.map((each) => explain(each, language)));
}

/** The words above each field of the form. */
const labels = {
	message: 'message',
	page: 'page',
	email: 'email',
} as const;

function explain(refusal: FeedbackRefusal | { readonly kind: 'key-reused' }, language: Language): FieldError {
	const say = speak(feedbackMessages, language);
	if (refusal.kind !== 'email-malformed') return explainFault(refusal, language, labels, say);
	return { field: 'email', message: say('error-email'), label: say('email') };
}

/** The messages to the acting city. */
export async function loadFeedback(desk: OfficeDesk) {
	const messages = await readForPage(desk, (trx) => listFeedback(trx));
	return {
		rows: messages.map(({ receivedAt, settledAt, ...message }) => ({
			...message,
			received: formatInstant(receivedAt, desk.language),
			state: settledAt === null ? ('open' as const) : ('settled' as const),
		})),
	};
}

/** Marks the message a form names as settled; one that is not the city's is left alone. */
export async function settle(desk: OfficeDesk, typed: Typed): Promise<void> {
	const id = parseId<'feedback'>(lineOf(typed, 'id'));
	if (id) await inCity(desk.app, desk.actor, (trx) => settleFeedback(trx, id, desk.now));
}
