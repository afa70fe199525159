import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/access/audit.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type Language, languageNames, languages } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result } from '#lib/kernel/result.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { type Actor, inCity } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { itemChoice } from '../catalogue-search/find-items.ts';
import { askedOf } from '../goods-attributes/goods-attributes.ts';
import { attributeName, attributeValue } from '../needs/conditions/condition-words.ts';
import { type FormFields, textFields, textOf } from '../needs/form-fields.ts';
import { needPurposes } from '../needs/need.ts';
import { unitChoices } from '../needs/need-choices.ts';
import { purposeName } from '../needs/need-texts.ts';
import { operationChoices } from '../needs/operation-choices.server.ts';
import { listHubs } from '../stock/stock-queries.server.ts';
import { currentRecogniser } from '../synonyms/synonym-store.server.ts';
import { conditions, donorKinds, type OfferFacts, type OfferLine } from './offer.ts';
import { addOffer, correctOfferFacts, type OfferResult } from './offer-commands.server.ts';
import { lineFormValues, type OfferFormFault, parseContact, parseOfferForm } from './offer-form.ts';
import { lineFromText } from './offer-line.ts';
import { offerMessages } from './offer-messages.ts';
import { offerContext } from './offer-page.server.ts';
import { findOffer } from './offer-queries.server.ts';
import { explainAnyRefusal, explainFormFault } from './offer-texts.ts';

const mostNewLines = 50;

/** The choices every offer form has, public or not. */
export function offerChoices(language: Language) {
	const say = speak(offerMessages, language);
	return {
		donorKinds: donorKinds.map((value) => ({ value, label: say(`donor-${value}`) })),
		languages: languages.map((value) => ({ value, label: languageNames[value] })),
		conditions: conditions.map((value) => ({ value, label: say(`condition-${value}`) })),
		units: unitChoices(language),
		proposals: currentCatalogue().items.map((item) => ({ value: item.code, label: itemChoice(item, language) })),
		purposes: needPurposes.map((value) => ({ value, label: purposeName(value, language) })),
	};
}

/** The form of a new offer or of a correction; undefined where there is no such offer. */
export async function loadOfferForm(services: Services, actor: Actor, language: Language, id?: Id<'offer'>) {
	const catalogue = currentCatalogue();
	const found = await inCity(services.databases.app, actor, async (trx) => ({
		operations: await operationChoices(trx),
		hubs: await listHubs(trx),
		story: id && (await findOffer(trx, id)),
	}));
	const { story } = found;
	if (id && !story) return undefined;
	const facts = story?.offer.facts;
	const lines = (facts?.lines ?? []).map((line, index) => ({
		id: line.id as string,
		number: index + 1,
		values: lineFormValues(line, catalogue, language),
		asked: actor.account === null ? undefined : askedText(catalogue, line.itemCode, language),
	}));
	return {
		key: randomUUID(),
		version: story?.offer.version ?? 0,
		correcting: id ?? null,
		operations: found.operations.map(({ id: value, names }) => ({ value, label: readableText(names, language).text })),
		places: found.hubs.map(({ id: value, names }) => ({
			value: value as string,
			label: readableText(names, language).text,
		})),
		...offerChoices(language),
		lines,
		values: formValues(facts, language) as FormFields,
	};
}

/** "Leistung (kVA), Kraftstoff (Diesel/Benzin)". */
function askedText(catalogue: Catalogue, code: string | null, language: Language): string {
	return askedOf(catalogue, code)
		.map(({ key, choices }) => {
			const name = attributeName(key, language);
			const known = choices.map((choice) => attributeValue(choice, language)).join('/');
			return known === '' ? name : `${name} (${known})`;
		})
		.join(', ');
}

function formValues(facts: OfferFacts | undefined, language: Language): Record<string, string> {
	if (!facts) return { language, donorKind: '' };
	return {
		availableFrom: facts.availableFrom ?? '',
		availableUntil: facts.availableUntil ?? '',
		place: facts.placeId ?? '',
		town: facts.town,
		earmarkOperation: facts.earmarkOperationId ?? '',
		earmarkPurpose: facts.earmarkPurpose ?? '',
		ownTransport: facts.ownTransport ? 'on' : '',
		remark: facts.remark,
	};
}

export type OfferFormOutcome =
	| { readonly ok: true; readonly offerId: Id<'offer'> }
	| { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: FormFields };

/** Reads the form's goods within the acting city: edited lines, and new ones from the free text by the recognition. */
async function readGoods(
	trx: Trx,
	form: FormData,
	before: readonly OfferLine[],
	services: Services,
	language: Language,
): Promise<Result<OfferFacts, readonly OfferFormFault[]>> {
	const fields = textFields(form);
	const recogniser = await currentRecogniser(trx);
	const texts = textOf(fields, 'offered')
		.split('\n')
		.map((text) => text.trim())
		.filter((text) => text !== '');
	const added = texts.slice(0, mostNewLines).map((text, index) => {
		const phrase = text.slice(0, 500);
		const line = {
			line: index + 1,
			sheet: null,
			phrase,
			quantityText: null,
			unitText: null,
			noteText: null,
			section: null,
		};
		return lineFromText(
			phrase,
			recogniser.recogniseLine(line).items[0],
			currentCatalogue(),
			randomUUID() as Id<'offer-line'>,
		);
	});
	const lineIds = form.getAll('line').map(String);
	const today = dayOf(services.clock.now());
	const facts = parseOfferForm(fields, lineIds, { catalogue: currentCatalogue(), language, today, added, before });
	return facts.ok ? ok(await withinReach(trx, facts.value)) : facts;
}

/** The form offers hubs and operations of the acting city only: an id from elsewhere was written into it and means none. */
async function withinReach(trx: Trx, facts: OfferFacts): Promise<OfferFacts> {
	const hubs = await listHubs(trx);
	const operations = await operationChoices(trx);
	const known = (ids: readonly { readonly id: string }[], id: string | null) => ids.some((each) => each.id === id);
	return {
		...facts,
		placeId: known(hubs, facts.placeId) ? facts.placeId : null,
		earmarkOperationId: known(operations, facts.earmarkOperationId) ? facts.earmarkOperationId : null,
	};
}

/** Takes a new offer, from the office or from the public form. The public one must say where to write to. */
export async function takeNewOffer(
	services: Services,
	actor: Actor,
	language: Language,
	form: FormData,
	origin: 'office' | 'public',
): Promise<OfferFormOutcome> {
	const fields = textFields(form);
	const sending = { key: commandKeyOf(fields['idempotencyKey']), at: services.clock.now(), account: actor.account };
	return inCity(services.databases.app, actor, async (trx): Promise<OfferFormOutcome> => {
		const contact = parseContact(fields, origin === 'public');
		const facts = await readGoods(trx, form, [], services, language);
		if (!contact.ok || !facts.ok) {
			const faults = [...(facts.ok ? [] : facts.refusal), ...(contact.ok ? [] : contact.refusal)];
			return { ok: false, errors: faults.map((fault) => explainFormFault(fault, language)), values: fields };
		}
		const input = { origin, facts: facts.value, contact: contact.value };
		return outcomeOf(await addOffer(trx, offerContext(services), input, sending), fields, language);
	});
}

/** Takes a correction, from the office or from the donor. */
export async function takeCorrection(
	services: Services,
	actor: Actor,
	language: Language,
	form: FormData,
	offerId: Id<'offer'>,
): Promise<OfferFormOutcome> {
	const fields = textFields(form);
	const sending = { key: commandKeyOf(fields['idempotencyKey']), at: services.clock.now(), account: actor.account };
	return inCity(services.databases.app, actor, async (trx): Promise<OfferFormOutcome> => {
		const story = await findOffer(trx, offerId);
		const facts = await readGoods(trx, form, story?.offer.facts.lines ?? [], services, language);
		if (!facts.ok) {
			return { ok: false, errors: facts.refusal.map((fault) => explainFormFault(fault, language)), values: fields };
		}
		const shown = Number(textOf(fields, 'version')) || 0;
		// What the donor's form doesn't show stays as it was.
		const kept = actor.account === null && story ? { placeId: story.offer.facts.placeId } : {};
		const input = {
			offerId,
			shown,
			facts: { ...facts.value, ...kept },
			reason: textOf(fields, 'reason').slice(0, 1000),
		};
		const result = await correctOfferFacts(trx, offerContext(services), input, sending);
		if (result.ok && !result.repeated && actor.account) {
			await recordAudit(trx, { action: 'offer.correct', subjectKind: 'offer', subjectId: offerId });
		}
		return outcomeOf(result, fields, language);
	});
}

function outcomeOf(result: OfferResult, values: FormFields, language: Language): OfferFormOutcome {
	if (result.ok) return { ok: true, offerId: result.value.offerId };
	return { ok: false, errors: [{ field: 'offer-form', message: explainAnyRefusal(result.refusal, language) }], values };
}
