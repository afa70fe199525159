import { randomUUID } from 'node:crypto';
import { addressGroup } from '#lib/access/address-group.ts';
import { spendAttempt } from '#lib/access/attempts.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import { inCity, inWorker } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { type FormFields, textFields, textOf } from '../needs/form-fields.ts';
import { confirmOffer, finishOffer } from './offer-commands.server.ts';
import { movesOpenTo } from './offer-decisions.ts';
import { loadOfferForm, offerChoices, takeCorrection, takeNewOffer } from './offer-form-page.server.ts';
import { offerMessages } from './offer-messages.ts';
import { lineView, offerContext, offerHistory } from './offer-page.server.ts';
import { findLinkedOffer, findOffer, progressOfOffer, receivingCities } from './offer-queries.server.ts';
import { explainAnyRefusal } from './offer-texts.ts';

/** The public form: no account, no script, no question too many. */
export async function loadPublicOffer(services: Services, language: Language) {
	const cities = await inWorker(services.databases.worker, receivingCities);
	return {
		key: randomUUID(),
		cities: cities.map(({ id, names }) => ({ value: id, label: readableText(names, language).text })),
		...offerChoices(language),
		values: { language, donorKind: '', city: cities.length === 1 ? (cities[0]?.id ?? '') : '' } as FormFields,
	};
}

export type PublicOutcome =
	| { readonly ok: true; readonly email: string }
	| { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: FormFields };

/** Takes the public form. A machine that fills the hidden field is thanked and forgotten. */
export async function takePublicOffer(
	services: Services,
	language: Language,
	form: FormData,
	address: string,
): Promise<PublicOutcome> {
	const fields = textFields(form);
	const email = textOf(fields, 'email');
	if (textOf(fields, 'website') !== '') return { ok: true, email };
	const say = speak(offerMessages, language);
	const refuse = (field: string, message: string): PublicOutcome => ({
		ok: false,
		errors: [{ field, message }],
		values: fields,
	});
	const cities = await inWorker(services.databases.worker, receivingCities);
	const city = cities.find(({ id }) => id === parseId<'city'>(textOf(fields, 'city')));
	if (!city) return refuse('city', say('publicCity'));
	const now = services.clock.now();
	if (!(await spendAttempt(services.databases.worker, 'offer-by-address', addressGroup(address), now))) {
		return refuse('offer-form', say('errorTooMany'));
	}
	const recipient = email.toLowerCase();
	if (recipient !== '' && !(await spendAttempt(services.databases.worker, 'offer-by-recipient', recipient, now))) {
		return refuse('offer-form', say('errorTooMany'));
	}
	const outcome = await takeNewOffer(services, { city: city.id, account: null }, language, form, 'public');
	return outcome.ok ? { ok: true, email } : outcome;
}

async function linked(services: Services, token: string) {
	const now = services.clock.now();
	return inWorker(services.databases.worker, (trx) => findLinkedOffer(trx, token, now));
}

/** The offer behind a private link, without any other party's data; undefined where the link is not valid. */
export async function loadLinkedOffer(services: Services, token: string, language: Language) {
	const link = await linked(services, token);
	if (!link) return undefined;
	const actor = { city: link.cityId, account: null };
	const found = await inCity(services.databases.app, actor, async (trx) => ({
		story: await findOffer(trx, link.offerId),
		progress: await progressOfOffer(trx, link.offerId),
	}));
	const form = await loadOfferForm(services, actor, language, link.offerId);
	if (!found.story || !form) return undefined;
	const { offer, events } = found.story;
	return {
		...form,
		// Where our stores are is not a donor's to know (R6).
		places: [],
		state: offer.state,
		shownLines: offer.facts.lines.map((line, index) => lineView(line, index + 1, offer, language)),
		history: offerHistory(events, language),
		progress: found.progress,
		moves: movesOpenTo('donor', offer.state),
	};
}

export type LinkedOutcome =
	| { readonly ok: true }
	| { readonly ok: false; readonly gone: boolean; readonly errors: readonly FieldError[]; readonly values: FormFields };

/** Confirms, corrects or withdraws an offer by its private link. */
export async function actOnLinkedOffer(
	services: Services,
	token: string,
	language: Language,
	form: FormData,
): Promise<LinkedOutcome> {
	const fields = textFields(form);
	const link = await linked(services, token);
	if (!link) return { ok: false, gone: true, errors: [], values: fields };
	const actor = { city: link.cityId, account: null };
	const refuse = (errors: readonly FieldError[]): LinkedOutcome => ({ ok: false, gone: false, errors, values: fields });
	const move = textOf(fields, 'move');
	if (move === 'correct') {
		const corrected = await takeCorrection(services, actor, language, form, link.offerId);
		return corrected.ok ? { ok: true } : refuse(corrected.errors);
	}
	const sending = { key: commandKeyOf(fields['idempotencyKey']), at: services.clock.now(), account: null };
	const input = { offerId: link.offerId as Id<'offer'>, shown: Number(textOf(fields, 'version')) || 0 };
	const context = offerContext(services);
	const result = await inCity(services.databases.app, actor, (trx) =>
		move === 'withdraw'
			? finishOffer(trx, context, { ...input, move, reason: textOf(fields, 'reason').slice(0, 1000) }, sending)
			: confirmOffer(trx, context, input, sending),
	);
	return result.ok ? { ok: true } : refuse([{ field: 'offer', message: explainAnyRefusal(result.refusal, language) }]);
}
