import { randomUUID } from 'node:crypto';
import { addressGroup } from '#lib/access/address-group.ts';
import { spendAttempt } from '#lib/access/attempts.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { ok } from '#lib/kernel/result.ts';
import { publicOrigin } from '#lib/platform/config/config.server.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import { type KeyReused, runCommand } from '#lib/platform/database/run-command.server.ts';
import { inPublic, inWorker } from '#lib/platform/database/transaction.server.ts';
import type { MailDraft } from '#lib/platform/mail/mail.ts';
import { queueMail } from '#lib/platform/mail/outbox.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { lineOf, type Typed } from '#lib/ui/form/typed-form.ts';
import { productName } from '#lib/ui/frame.ts';
import { maskedAddress, type SubscriptionId } from './subscription.ts';
import {
	type Asked,
	askSubscription,
	blockAddress,
	changeWish,
	confirmSubscription,
	endSubscription,
} from './subscription-commands.server.ts';
import { type Choices, readSubscription, readWish, type SubscriptionRefusal, wishForm } from './subscription-form.ts';
import {
	addressHash,
	confirmPath,
	type LinkUse,
	namedBy,
	preferencesPath,
	tokenOf,
} from './subscription-links.server.ts';
import { subscriptionMessages } from './subscription-messages.ts';
import { type Choice, findSubscription, listChoices } from './subscription-queries.server.ts';

/** What can be chosen, in the reader's language. */
export async function loadChoices({ databases }: Services, language: Language) {
	const { terms, partnerships } = await inPublic(databases.public, listChoices);
	const inWords = ({ key, names }: Choice) => ({ key, name: readableText(names, language) });
	return {
		categories: terms.filter(({ kind }) => kind === 'category').map(inWords),
		topics: terms.filter(({ kind }) => kind === 'topic').map(inWords),
		partnerships: partnerships.map(inWords),
	};
}

function keysOf({ categories, topics, partnerships }: Awaited<ReturnType<typeof loadChoices>>): Choices {
	return {
		terms: [...categories, ...topics].map(({ key }) => key),
		partnerships: partnerships.map(({ key }) => key),
	};
}

/** The public form. "?topic=energy", "?category=relief" and "?partnership=dortmund-zhytomyr" begin it with that choice. */
export async function loadSubscribe(services: Services, language: Language, query: URLSearchParams) {
	const [category, topic, partnership] = ['category', 'topic', 'partnership'].map((name) => query.get(name));
	const typed: Typed = {
		language,
		rhythm: 'at-once',
		...(category && { [`term-category/${category}`]: 'on' }),
		...(topic && { [`term-topic/${topic}`]: 'on' }),
		...(partnership && { [`partnership-${partnership}`]: 'on' }),
	};
	return { choices: await loadChoices(services, language), typed, idempotencyKey: randomUUID() };
}

export type SubscribeOutcome =
	| { readonly ok: true }
	| { readonly ok: false; readonly errors: readonly FieldError[]; readonly typed: Typed };

/**
 * Takes the public form. The answer is the same whoever has the address and whatever is known of it; what there is to say goes to
 * the address itself. A machine that fills the hidden field is thanked and forgotten.
 */
export async function takeSubscription(
	services: Services,
	language: Language,
	typed: Typed,
	address: string,
): Promise<SubscribeOutcome> {
	if (lineOf(typed, 'website') !== '') return { ok: true };
	const { databases, clock } = services;
	const say = speak(subscriptionMessages, language);
	const refuse = (errors: readonly FieldError[]): SubscribeOutcome => ({ ok: false, errors, typed });
	const read = readSubscription(typed, keysOf(await loadChoices(services, language)));
	if (!read.ok) return refuse(read.refusal.map((each) => explain(each, language)));
	const { email, ...wish } = read.value;
	const at = clock.now();
	const spend = (kind: 'subscription-by-address' | 'subscription-by-recipient', subject: string) =>
		spendAttempt(databases.worker, kind, subject, at);
	const mayAsk =
		(await spend('subscription-by-address', addressGroup(address))) &&
		(await spend('subscription-by-recipient', email));
	if (!mayAsk) return refuse([{ field: 'form', message: say('error-too-many') }]);
	const hash = await addressHash(databases.worker, email);
	const key = commandKeyOf(typed['idempotencyKey']);
	const call = { key, name: 'ask-subscription', account: null, input: { subject: null, typed } };
	const asked = await inWorker(databases.worker, (trx) =>
		runCommand<null, KeyReused>(trx, call, async () => {
			const found = await askSubscription(trx, { email, addressHash: hash, wish, at });
			const mail = await answerTo(services, found, { email, language: wish.language, key });
			if (mail) await queueMail(trx, mail);
			return ok(null);
		}),
	);
	return asked.ok ? { ok: true } : refuse([explain(asked.refusal, language)]);
}

/** What is written to the address; nothing where its holder wants nothing. */
async function answerTo(
	{ databases, config }: Services,
	asked: Asked,
	{ email, language, key }: { readonly email: string; readonly language: Language; readonly key: string },
): Promise<MailDraft | undefined> {
	if (asked.kind === 'blocked') return undefined;
	const say = speak(subscriptionMessages, language);
	const isNew = asked.kind === 'to-confirm';
	const token = await tokenOf(databases.worker, isNew ? 'confirm' : 'preferences', asked.id);
	const link = publicOrigin(config.http) + (isNew ? confirmPath : preferencesPath)(language, token);
	return {
		to: email,
		language,
		subject: say(isNew ? 'mail-confirm-subject' : 'mail-known-subject'),
		text: say(isNew ? 'mail-confirm-text' : 'mail-known-text', { site: productName, link }),
		dedupeKey: `subscription:${asked.id}:${key}`,
		about: asked.id,
	};
}

async function open({ databases }: Services, use: LinkUse, token: string) {
	const id = await namedBy<'subscription'>(databases.worker, use, token);
	return id && inWorker(databases.worker, (trx) => findSubscription(trx, id));
}

/**
 * The page behind the first mail's link. Looking at it confirms nothing: programs that check mails open every address. Answers
 * where to go for one who has confirmed; undefined where the link opens nothing.
 */
export async function loadConfirmation(services: Services, token: string, language: Language) {
	const found = await open(services, 'confirm', token);
	if (!found) return undefined;
	if (found.confirmedAt !== null) return { to: await pathTo(services, found.id, language) };
	return { address: maskedAddress(found.email) };
}

async function pathTo({ databases }: Services, id: SubscriptionId, language: Language): Promise<string> {
	return preferencesPath(language, await tokenOf(databases.worker, 'preferences', id));
}

/** Confirms the address. Answers where the reader's own page is; undefined where there is nothing to confirm. */
export async function confirm(services: Services, token: string, language: Language): Promise<string | undefined> {
	const { databases, clock } = services;
	const found = await open(services, 'confirm', token);
	if (!found) return undefined;
	const proof = { addressHash: await addressHash(databases.worker, found.email), at: clock.now() };
	const confirmed = await inWorker(databases.worker, (trx) => confirmSubscription(trx, found.id, proof));
	return confirmed ? pathTo(services, found.id, language) : undefined;
}

/** Keeps anybody from asking for mails to the address again. */
export async function refuseForGood(services: Services, token: string): Promise<void> {
	const { databases, clock } = services;
	const found = await open(services, 'confirm', token);
	if (!found) return;
	const mark = { addressHash: await addressHash(databases.worker, found.email), at: clock.now() };
	await inWorker(databases.worker, (trx) => blockAddress(trx, found.id, mark));
}

/** A reader's own page; undefined where the link opens nothing, or nothing any more. */
export async function loadPreferences(services: Services, token: string, language: Language) {
	const found = await open(services, 'preferences', token);
	if (!found?.confirmedAt) return undefined;
	return {
		choices: await loadChoices(services, language),
		typed: wishForm(found),
		address: found.email,
		asked: formatInstant(found.askedAt, language),
		confirmed: formatInstant(found.confirmedAt, language),
	};
}

/** Takes what a reader wants from now on; undefined where the link opens nothing any more. */
export async function savePreferences(
	services: Services,
	token: string,
	language: Language,
	typed: Typed,
): Promise<SubscribeOutcome | undefined> {
	const found = await open(services, 'preferences', token);
	if (!found?.confirmedAt) return undefined;
	const choices = keysOf(await loadChoices(services, language));
	// What was chosen once stays chosen, though nothing public is filed under it at present.
	const known = {
		terms: [...new Set([...choices.terms, ...found.terms])],
		partnerships: [...new Set([...choices.partnerships, ...found.partnerships])],
	};
	const read = readWish(typed, known);
	if (!read.ok) return { ok: false, errors: read.refusal.map((each) => explain(each, language)), typed };
	await inWorker(services.databases.worker, (trx) => changeWish(trx, found.id, read.value));
	return { ok: true };
}

/** Ends the subscription behind a private link. One that is over already is over. */
export async function leave({ databases, clock }: Services, token: string): Promise<void> {
	const id = await namedBy<'subscription'>(databases.worker, 'preferences', token);
	if (!id) return;
	await inWorker(databases.worker, (trx) => endSubscription(trx, id, { because: 'left', at: clock.now() }));
}

/** The words above each field. */
const labels = {
	email: 'email',
	language: 'language',
	rhythm: 'rhythm',
} as const;

function explain(refusal: SubscriptionRefusal, language: Language): FieldError {
	const say = speak(subscriptionMessages, language);
	if (refusal.kind === 'email-malformed') return { field: 'email', message: say('error-email'), label: say('email') };
	if (refusal.kind === 'consent-missing') {
		return { field: 'consent-on', message: say('error-consent'), label: say('consent-legend') };
	}
	return explainFault(refusal, language, labels, say);
}
