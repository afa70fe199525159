import { parseId } from '#lib/kernel/id.ts';
import { isLanguage, type Language } from '#lib/kernel/language.ts';
import { type EuroCents, parseEuro } from '#lib/kernel/money.ts';
import { type PlainDate, parsePlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { editableAmount } from '../catalogue/amount-text.ts';
import { baseUnitOf, type ConversionRefusal, isTypedUnit, toBase } from '../catalogue/base-unit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { itemChoice, resolveItem } from '../catalogue-search/find-items.ts';
import { type AttributeFault, attributesAsText, parseAttributes } from '../goods-attributes/goods-attributes.ts';
import { type FormFields, positiveInteger, textOf } from '../needs/form-fields.ts';
import { isPurpose } from '../needs/need-texts.ts';
import { conditions, type DonorKind, donorKinds, type OfferFacts, type OfferLine } from './offer.ts';
import { faultOf, type OfferFault } from './offer-decisions.ts';

/** Who offers, and how to reach them. */
export interface OfferContact {
	readonly donorKind: DonorKind;
	readonly donorName: string;
	readonly contactName: string;
	readonly email: string | null;
	readonly phone: string;
	readonly language: Language;
	readonly anonymous: boolean;
}

/** A field of an offer form and what is wrong with it; line fields are named `amount-<line id>`. */
export type OfferFormFault = { readonly field: string } & (
	| {
			readonly kind:
				| 'donor-kind'
				| 'donor-name'
				| 'email'
				| 'email-missing'
				| 'language'
				| 'nothing-offered'
				| 'too-long'
				| 'not-a-weight'
				| 'not-a-volume'
				| 'not-a-value'
				| 'content';
	  }
	| { readonly kind: 'not-a-day'; readonly typed: string }
	| { readonly kind: 'item-unclear'; readonly typed: string }
	| { readonly kind: 'attribute'; readonly fault: AttributeFault }
	| { readonly kind: 'amount'; readonly refusal: ConversionRefusal }
	| { readonly kind: 'fault'; readonly fault: OfferFault }
);

const emailShape = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

export function parseContact(
	fields: FormFields,
	emailNeeded: boolean,
): Result<OfferContact, readonly OfferFormFault[]> {
	const faults: OfferFormFault[] = [];
	const donorKind = donorKinds.find((kind) => kind === textOf(fields, 'donorKind'));
	if (!donorKind) faults.push({ field: 'donorKind', kind: 'donor-kind' });
	const donorName = textOf(fields, 'donorName');
	if (donorName === '' || donorName.length > 200) faults.push({ field: 'donorName', kind: 'donor-name' });
	const email = textOf(fields, 'email').toLowerCase();
	if (email === '' && emailNeeded) faults.push({ field: 'email', kind: 'email-missing' });
	if (email !== '' && (!emailShape.test(email) || email.length > 254)) faults.push({ field: 'email', kind: 'email' });
	const language = textOf(fields, 'language');
	if (!isLanguage(language)) faults.push({ field: 'language', kind: 'language' });
	const [contactName, phone] = [textOf(fields, 'contactName'), textOf(fields, 'phone')];
	if (contactName.length > 200) faults.push({ field: 'contactName', kind: 'too-long' });
	if (phone.length > 50) faults.push({ field: 'phone', kind: 'too-long' });
	if (faults.length > 0 || !donorKind || !isLanguage(language)) return refused(faults);
	const anonymous = textOf(fields, 'anonymous') === 'on';
	return ok({ donorKind, donorName, contactName, email: email === '' ? null : email, phone, language, anonymous });
}

export interface OfferSurroundings {
	readonly catalogue: Catalogue;
	readonly language: Language;
	readonly today: PlainDate;
	/** Lines read from the free text, to be added to those edited in the form. */
	readonly added: readonly OfferLine[];
	readonly before: readonly OfferLine[];
}

/** Reads what is offered: the general fields, the lines shown in the form, and those written as free text. */
export function parseOfferForm(
	fields: FormFields,
	lineIds: readonly string[],
	around: OfferSurroundings,
): Result<OfferFacts, readonly OfferFormFault[]> {
	const faults: OfferFormFault[] = [];
	const edited = lineIds.flatMap((id) => {
		const before = around.before.find((line) => line.id === id);
		return before && textOf(fields, `remove-${id}`) !== 'on' ? [editedLine(fields, before, around, faults)] : [];
	});
	const availableFrom = dayOrFault(fields, 'availableFrom', faults);
	const availableUntil = dayOrFault(fields, 'availableUntil', faults);
	const [town, remark] = [textOf(fields, 'town'), textOf(fields, 'remark')];
	if (town.length > 200) faults.push({ field: 'town', kind: 'too-long' });
	if (remark.length > 2000) faults.push({ field: 'remark', kind: 'too-long' });
	const lines = [...edited, ...around.added];
	if (lines.length === 0) faults.push({ field: 'offered', kind: 'nothing-offered' });
	const purpose = textOf(fields, 'earmarkPurpose');
	const facts: OfferFacts = {
		lines,
		availableFrom,
		availableUntil,
		placeId: parseId<'place'>(textOf(fields, 'place')) ?? null,
		town,
		earmarkOperationId: parseId<'operation'>(textOf(fields, 'earmarkOperation')) ?? null,
		earmarkPurpose: isPurpose(purpose) ? purpose : null,
		ownTransport: textOf(fields, 'ownTransport') === 'on',
		remark,
	};
	if (faults.length > 0) return refused(faults);
	const fault = faultOf(facts, around.today);
	return fault ? refused([{ field: fieldOf(fault, lines), kind: 'fault', fault }]) : ok(facts);
}

function editedLine(
	fields: FormFields,
	before: OfferLine,
	around: OfferSurroundings,
	faults: OfferFormFault[],
): OfferLine {
	const of = (name: string) => textOf(fields, `${name}-${before.id}`);
	const at = (name: string) => `${name}-${before.id}`;
	const { catalogue, language } = around;
	const typedItem = of('item') || textOf(fields, `${at('item')}Text`);
	const item = typedItem === '' ? undefined : resolveItem(catalogue, typedItem);
	if (typedItem !== '' && !item) faults.push({ field: at('item'), kind: 'item-unclear', typed: typedItem });
	const unit = of('unit');
	const typedUnit = isTypedUnit(unit) ? unit : null;
	const content = positiveInteger(of('content'));
	if (content === 'wrong') faults.push({ field: at('content'), kind: 'content' });
	const held = typeof content === 'number' ? content : null;
	const amount =
		of('amount') === ''
			? undefined
			: toBase(of('amount'), typedUnit, { unit: item?.unit ?? null, content: held }, language);
	if (amount && !amount.ok) faults.push({ field: at('amount'), kind: 'amount', refusal: amount.refusal });
	const attributes = readAttributes(fields, before, item?.code ?? null, around, faults);
	const value = of('value') === '' ? null : parseEuro(of('value'));
	if (value === undefined) faults.push({ field: at('value'), kind: 'not-a-value' });
	return {
		...before,
		description: of('description').slice(0, 500) || before.description,
		itemCode: item?.code ?? null,
		attributes,
		quantity: amount?.ok ? amount.value : null,
		baseUnit: item || amount?.ok ? baseUnitOf(item?.unit ?? null, typedUnit) : null,
		typed: { amount: of('amount'), amountTo: '', unit: typedUnit, content: held },
		condition: conditions.find((condition) => condition === of('condition')) ?? before.condition,
		expiresOn: dayOrFault(fields, at('expiresOn'), faults),
		valueCents: (value ?? null) as EuroCents | null,
		weightGrams: measured(of('weight'), 'kg', language, () =>
			faults.push({ field: at('weight'), kind: 'not-a-weight' }),
		),
		volumeMillilitres: measured(of('volume'), 'm3', language, () =>
			faults.push({ field: at('volume'), kind: 'not-a-volume' }),
		),
		indivisible: of('indivisible') === 'on',
		serialNumbers: of('serials')
			.split(/[\n,;]/)
			.map((serial) => serial.trim().slice(0, 100))
			.filter((serial) => serial !== ''),
	};
}

/** The donor's own form shows no properties: then what was known stays. */
function readAttributes(
	fields: FormFields,
	before: OfferLine,
	code: string | null,
	{ catalogue }: OfferSurroundings,
	faults: OfferFormFault[],
): OfferLine['attributes'] {
	const field = `attributes-${before.id}`;
	if (!(field in fields)) return before.attributes;
	const read = parseAttributes(textOf(fields, field), catalogue, code, before.attributes);
	if (!read.ok) faults.push({ field, kind: 'attribute', fault: read.refusal });
	return read.ok ? read.value : before.attributes;
}

/** Kilograms as grams, cubic metres as millilitres: whole numbers, like every quantity. */
function measured(text: string, unit: 'kg' | 'm3', language: Language, wrong: () => void): number | null {
	if (text === '') return null;
	const amount = toBase(text, unit, { unit: unit === 'kg' ? 'kg' : 'l' }, language);
	if (!amount.ok) wrong();
	return amount.ok ? amount.value : null;
}

function dayOrFault(fields: FormFields, field: string, faults: OfferFormFault[]): PlainDate | null {
	const typed = textOf(fields, field);
	const day = typed === '' ? null : parsePlainDate(typed);
	if (day === undefined) faults.push({ field, kind: 'not-a-day', typed });
	return day ?? null;
}

function fieldOf(fault: OfferFault, lines: readonly OfferLine[]): string {
	if ('line' in fault) {
		const id = lines[fault.line - 1]?.id ?? '';
		return fault.kind === 'goods-expired' ? `expiresOn-${id}` : `serials-${id}`;
	}
	return fault.kind === 'no-lines' || fault.kind === 'too-many-lines' ? 'offered' : 'availableUntil';
}

/** The fields of a line as its block in the form shows them. */
export function lineFormValues(line: OfferLine, catalogue: Catalogue, language: Language): Record<string, string> {
	const item = catalogue.byCode.get(line.itemCode ?? '');
	const { quantity, baseUnit } = line;
	return {
		description: line.description,
		item: item ? itemChoice(item, language) : '',
		amount: quantity !== null && baseUnit !== null ? editableAmount(quantity, baseUnit, language) : line.typed.amount,
		unit: quantity !== null && item?.unit ? '' : (line.typed.unit ?? ''),
		content: '',
		attributes: attributesAsText(line.attributes, language),
		condition: line.condition,
		expiresOn: line.expiresOn ?? '',
		value:
			line.valueCents === null ? '' : (line.valueCents / 100).toFixed(2).replace('.', language === 'en' ? '.' : ','),
		weight: line.weightGrams === null ? '' : editableAmount(line.weightGrams, 'g', language),
		volume:
			line.volumeMillilitres === null ? '' : editableAmount(line.volumeMillilitres / 1000, 'm3-thousandth', language),
		indivisible: line.indivisible ? 'on' : '',
		serials: line.serialNumbers.join('\n'),
	};
}
