import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/access/audit.server.ts';
import type { Session } from '#lib/access/session.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainConversion } from '../catalogue/amount-text.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { itemChoice } from '../catalogue-search/find-items.ts';
import { currentRecogniser } from '../synonyms/synonym-store.server.ts';
import { type FormFields, textFields, textOf } from './form-fields.ts';
import { defaultsChoices, unitChoices } from './need-choices.ts';
import { addNeed, correctNeedFacts, type FirstState } from './need-commands.server.ts';
import { type NeedFormFault, needFormValues, parseNeedForm } from './need-form.ts';
import { needMessages } from './need-messages.ts';
import { findNeed, siteChoices } from './need-queries.server.ts';
import { explainNeedRefusal } from './need-texts.ts';
import { operationChoices } from './operation-choices.server.ts';

/** What the form of a new need, or of the correction of one, offers. Undefined where there is no such need. */
export async function loadNeedForm(services: Services, session: Session, language: Language, id?: Id<'need'>) {
	const catalogue = currentCatalogue();
	const actor = { city: session.cityId, account: session.accountId };
	const found = await inCity(services.databases.app, actor, async (trx) => {
		const story = id && (await findNeed(trx, id));
		return { operations: await operationChoices(trx), sites: await siteChoices(trx, story?.need.facts.siteId), story };
	});
	if (id && !found.story) return undefined;
	const { story } = found;
	return {
		key: randomUUID(),
		version: story?.need.version ?? 0,
		operations: found.operations.map(({ id: value, names }) => ({ value, label: readableText(names, language).text })),
		sites: found.sites.map(({ id: value, names }) => ({ value, label: readableText(names, language).text })),
		units: unitChoices(language),
		proposals: catalogue.items.map((item) => itemChoice(item, language)),
		...defaultsChoices(language),
		correcting: id ?? null,
		values: (story
			? needFormValues(story.need.facts, catalogue, language)
			: { operation: found.operations[0]?.id ?? '', urgency: '3', purpose: '', substitutes: 'on' }) as FormFields,
	};
}

export type NeedFormOutcome =
	| { readonly ok: true; readonly needId: Id<'need'> }
	| {
			readonly ok: false;
			readonly errors: readonly FieldError[];
			readonly values: FormFields;
			/** Items to choose from where what was typed is none. */
			readonly suggestions: readonly string[];
			/** Somebody changed the need meanwhile: what stands there now. */
			readonly stored: FormFields | null;
	  };

/** What somebody types who looks for an item; the rest of a longer text is not searched. */
const longestItemText = 500;

/** Takes the form: records a new need, or corrects the one with `id`. */
export async function takeNeedForm(
	services: Services,
	session: Session,
	language: Language,
	form: FormData,
	id?: Id<'need'>,
): Promise<NeedFormOutcome> {
	const fields = textFields(form);
	const catalogue = currentCatalogue();
	const at = services.clock.now();
	const sending = { key: commandKeyOf(fields['idempotencyKey']), at, account: session.accountId };
	return inCity(services.databases.app, { city: session.cityId, account: session.accountId }, async (trx) => {
		const story = id && (await findNeed(trx, id));
		const refuse = async (
			errors: readonly FieldError[],
			stored: FormFields | null = null,
		): Promise<NeedFormOutcome> => {
			const itemRefused = errors.some(({ field }) => field === 'item');
			const unclear = itemRefused ? textOf(fields, 'item') || textOf(fields, 'itemText') : '';
			return {
				ok: false,
				errors,
				values: fields,
				suggestions: await suggestItems(trx, unclear.slice(0, longestItemText), language),
				stored,
			};
		};
		const sites = (await siteChoices(trx, story?.need.facts.siteId)).map((site) => site.id as string);
		const before = story ? { before: story.need.facts } : {};
		const parsed = parseNeedForm(fields, { catalogue, language, today: dayOf(at, 'Europe/Kyiv'), sites, ...before });
		const operationId = story?.operationId ?? parseId<'operation'>(textOf(fields, 'operation'));
		const known = (await operationChoices(trx)).some((operation) => operation.id === operationId);
		const errors = parsed.ok ? [] : parsed.refusal.map((fault) => explainFormFault(fault, language));
		if (!story && !known) errors.push({ field: 'operation', message: speak(needMessages, language)('errorOperation') });
		if (!parsed.ok || errors.length > 0 || !operationId) return refuse(errors);
		const shown = Number(textOf(fields, 'version')) || 0;
		const upTo: FirstState = textOf(fields, 'as') === 'draft' ? 'draft' : 'submitted';
		const result = id
			? await correctNeedFacts(
					trx,
					catalogue,
					{ needId: id, facts: parsed.value, reason: textOf(fields, 'reason').slice(0, 1000), shown },
					sending,
				)
			: await addNeed(
					trx,
					catalogue,
					{ needId: randomUUID() as Id<'need'>, operationId, facts: parsed.value, upTo },
					sending,
				);
		if (result.ok) {
			const { needId } = result.value;
			const action = id ? 'need.correct' : 'need.add';
			if (!result.repeated) await recordAudit(trx, { action, subjectKind: 'need', subjectId: needId });
			return { ok: true, needId };
		}
		const stale = result.refusal.kind === 'changed-meanwhile' && story;
		const stored = stale ? needFormValues(stale.need.facts, catalogue, language) : null;
		const field = 'field' in result.refusal ? result.refusal.field : 'need-form';
		return refuse([{ field, message: explainNeedRefusal(result.refusal, language) }], stored);
	});
}

/** Items that words may have meant; none for no words. */
async function suggestItems(trx: Trx, phrase: string, language: Language): Promise<readonly string[]> {
	if (phrase === '') return [];
	const line = { line: 1, sheet: null, phrase, quantityText: null, unitText: null, noteText: null, section: null };
	const guess = (await currentRecogniser(trx)).recogniseLine(line).items[0];
	const items = (guess?.suggestions ?? []).flatMap((code) => currentCatalogue().byCode.get(code) ?? []);
	return items.map((item) => itemChoice(item, language));
}

/** The sentence of a fault, at its field. */
export function explainFormFault(fault: NeedFormFault, language: Language): FieldError {
	const say = speak(needMessages, language);
	const { field } = fault;
	switch (fault.kind) {
		case 'item-missing':
			return { field, message: say('errorItemMissing') };
		case 'item-unclear':
			return { field, message: say('errorItemUnclear', { typed: fault.typed }) };
		case 'amount':
			return { field, message: explainConversion(fault.refusal, language) };
		case 'range-reversed':
			return { field, message: say('errorRangeReversed', { from: fault.from, to: fault.to }) };
		case 'range-without-start':
			return { field, message: say('errorRangeWithoutStart') };
		case 'condition':
			return { field, message: say('errorCondition', { line: fault.line, typed: fault.typed }) };
		case 'too-many-conditions':
			return { field, message: say('errorConditionCount', { most: fault.most }) };
		case 'not-a-day':
			return { field, message: say('errorDeadline', { typed: fault.typed }) };
		case 'too-long':
			return { field, message: say('errorTooLong', { most: fault.most }) };
		case 'invalid': {
			const keys = {
				unit: 'errorUnit',
				content: 'errorContent',
				purpose: 'errorPurpose',
				urgency: 'errorUrgency',
				peopleServed: 'errorPeople',
				site: 'errorSite',
			} as const;
			return { field, message: say(keys[fault.field]) };
		}
		default:
			return { field, message: explainNeedRefusal(fault, language) };
	}
}
