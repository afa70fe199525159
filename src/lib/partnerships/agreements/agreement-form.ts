import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import { parseId } from '#lib/kernel/id.ts';
import { ok, type Result } from '#lib/kernel/result.ts';
import type { DocumentRefusal } from '#lib/media/documents/document.ts';
import {
	type FieldFault,
	type FormFault,
	lineOf,
	localizedForm,
	readChoice,
	readFuzzyDay,
	readId,
	readLine,
	readLocalized,
	readOptionalDay,
	readOptionalId,
	readOptionalLocalized,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { readRecord, recordValue } from '../standing/record-choice.ts';
import {
	type AgreementFacts,
	type AgreementLanguage,
	type AgreementRefusal,
	agreementKinds,
	agreementLanguages,
	renewals,
	signingModes,
} from './agreement.ts';
import type { SignatoryDraft, SignatoryRefusal } from './signatory.ts';

/** Why something about an agreement is not kept. */
export type AgreementFault =
	| FieldFault
	| FormFault
	| AgreementRefusal
	| SignatoryRefusal
	| DocumentRefusal
	| { readonly kind: 'unknown-paper' }
	| { readonly kind: 'unknown-partnership' };
type Parsed<Value> = Result<Value, readonly AgreementFault[]>;

export function parseAgreement(typed: Typed): Parsed<AgreementFacts> {
	return together({
		kind: readChoice(typed, 'kind', agreementKinds),
		title: readLocalized(typed, 'title'),
		languages: ok(agreementLanguages.filter((language) => typed[`language-${language}`] === 'on')),
		prevailing: readPrevailing(typed),
		signedOn: readFuzzyDay(typed, 'signedOn'),
		mode: readChoice(typed, 'mode', signingModes),
		place: readOptionalLocalized(typed, 'place'),
		validFrom: readOptionalDay(typed, 'validFrom'),
		validUntil: readOptionalDay(typed, 'validUntil'),
		renewal: readChoice(typed, 'renewal', renewals),
		decideBy: readOptionalDay(typed, 'decideBy'),
		resolution: readRecord(typed, 'resolution'),
		supersedes: readOptionalId<'agreement'>(typed, 'supersedes'),
	});
}

function readPrevailing(typed: Typed): Parsed<AgreementLanguage | null> {
	return lineOf(typed, 'prevailing') === '' ? ok(null) : readChoice(typed, 'prevailing', agreementLanguages);
}

/** An agreement as its form shows it. */
export function agreementForm(facts: AgreementFacts): Typed {
	const { languages, resolution } = facts;
	return {
		kind: facts.kind,
		...localizedForm('title', facts.title),
		...Object.fromEntries(agreementLanguages.map((each) => [`language-${each}`, languages.includes(each) ? 'on' : ''])),
		prevailing: facts.prevailing ?? '',
		signedOn: fuzzyDateText(facts.signedOn),
		mode: facts.mode,
		...localizedForm('place', facts.place),
		validFrom: facts.validFrom ?? '',
		validUntil: facts.validUntil ?? '',
		renewal: facts.renewal,
		decideBy: facts.decideBy ?? '',
		resolution: resolution ? recordValue(resolution) : '',
		supersedes: facts.supersedes ?? '',
	};
}

/** Reads a signature. "Who" is a person in a post ("person tenure") or a person without one ("person"). */
export function parseSignatory(typed: Typed): Parsed<SignatoryDraft> {
	const [person = '', tenure] = lineOf(typed, 'who').split(' ');
	const read = together({
		personId: readId<'person'>({ who: person }, 'who'),
		sideId: readId<'city'>(typed, 'side'),
		signedAs: readLine(typed, 'signedAs'),
	});
	return read.ok ? ok({ ...read.value, tenureId: parseId<'tenure'>(tenure ?? '') ?? null }) : read;
}
