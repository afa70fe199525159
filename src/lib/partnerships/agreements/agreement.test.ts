import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tenure } from '#lib/directory/people/tenure.ts';
import { type FuzzyDate, parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { addDays, type PlainDate, plainDate } from '#lib/kernel/plain-date.ts';
import {
	type AgreementFacts,
	type AgreementId,
	type AgreementRecord,
	decideAgreement,
	validityOn,
} from './agreement.ts';
import { agreementForm, parseAgreement, parseSignatory } from './agreement-form.ts';
import {
	agreementLine,
	explainAgreementFault,
	signatoryLine,
	signingInWords,
	validityInWords,
} from './agreement-words.ts';
import { type Candidate, decideSignatory } from './signatory.ts';

const today = plainDate('2026-11-22');
const fuzzy = (text: string): FuzzyDate => parseFuzzyDate(text)!;
const id = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d' as AgreementId;
const other = '1b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d' as AgreementId;

const facts: AgreementFacts = {
	kind: 'solidarity',
	title: { de: 'Solidaritätspartnerschaft' },
	languages: ['de', 'uk'],
	prevailing: null,
	signedOn: fuzzy('2023-02-23'),
	mode: 'online',
	place: null,
	validFrom: null,
	validUntil: null,
	renewal: 'none',
	decideBy: null,
	resolution: null,
	supersedes: null,
};
const day = (text: string): PlainDate => plainDate(text);
const kinds = (changes: Partial<AgreementFacts>, earlier?: Parameters<typeof decideAgreement>[2]): string[] => {
	const decided = decideAgreement({ ...facts, ...changes }, id, earlier, today);
	return decided.ok ? [] : decided.refusal.map(({ kind }) => kind);
};

describe('an agreement', () => {
	it.each<[string, Partial<AgreementFacts>, string[]]>([
		['as it was signed online', {}, []],
		['signed tomorrow', { signedOn: fuzzy('2026-11-23') }, ['signed-in-future']],
		['signed some time this year', { signedOn: fuzzy('2026') }, []],
		['that ends before it begins', { validUntil: day('2023-02-22') }, ['ends-before-it-begins']],
		[
			'that ends before its validity',
			{ validFrom: day('2024-01-01'), validUntil: day('2023-12-31') },
			['ends-before-it-begins'],
		],
		['renewed without an end', { renewal: 'automatic' }, ['renewal-without-end']],
		['decided on without renewal', { decideBy: day('2024-01-01') }, ['decision-without-renewal']],
		[
			'decided on after its end',
			{ renewal: 'by-decision', validUntil: day('2025-02-22'), decideBy: day('2025-02-23') },
			['decision-outside-validity'],
		],
		['decided on in time', { renewal: 'by-decision', validUntil: day('2025-02-22'), decideBy: day('2024-11-22') }, []],
		['in a language that does not occur', { prevailing: 'en' }, ['prevailing-not-among-languages']],
		['signed online at a place', { place: { de: 'Dortmund' } }, ['online-has-no-place']],
		['that supersedes itself', { supersedes: id }, ['supersedes-itself']],
		['that supersedes what is not there', { supersedes: other }, ['unknown-agreement']],
	])('%s is refused for %j', (_, changes, expected) => {
		expect(kinds(changes)).toEqual(expected);
	});

	it('supersedes an earlier one, and only once', () => {
		const earlier = { id: other, signedOn: fuzzy('2022-05'), supersededBy: null };
		expect(kinds({ supersedes: other }, earlier)).toEqual([]);
		expect(kinds({ supersedes: other }, { ...earlier, signedOn: fuzzy('2023-02-23') })).toEqual([
			'supersedes-a-later-one',
		]);
		expect(kinds({ supersedes: other }, { ...earlier, supersededBy: other })).toEqual(['superseded-already']);
		expect(kinds({ supersedes: other }, { ...earlier, supersededBy: id })).toEqual([]);
	});

	it('that is taken never has contradictory days', () => {
		const days = fc.option(fc.integer({ min: -500, max: 500 }).map((days_) => addDays(today, days_)));
		fc.assert(
			fc.property(
				days,
				days,
				days,
				fc.constantFrom('none', 'automatic', 'by-decision'),
				(from, until, decideBy, renewal) => {
					const wanted = { ...facts, validFrom: from, validUntil: until, decideBy, renewal } as AgreementFacts;
					if (!decideAgreement(wanted, null, undefined, today).ok) return;
					const begins = from ?? wanted.signedOn.date;
					expect(!until || until >= begins).toBe(true);
					expect(!decideBy || (renewal !== 'none' && until !== null && decideBy >= begins && decideBy <= until)).toBe(
						true,
					);
				},
			),
			{ seed: 42, numRuns: 1000 },
		);
	});

	it.each<[string, Partial<AgreementRecord>, string]>([
		['without end', {}, 'valid'],
		['from next year', { validFrom: day('2027-01-01') }, 'not-yet'],
		['until last year', { validUntil: day('2025-12-31') }, 'expired'],
		['that goes on by itself', { validUntil: day('2025-12-31'), renewal: 'automatic' }, 'valid'],
		['another took the place of', { supersededBy: other }, 'superseded'],
	])('%s is %s', (_, changes, expected) => {
		expect(validityOn({ ...facts, ...changes } as AgreementRecord, today)).toBe(expected);
	});

	it('is given back to its form as it was typed', () => {
		const full: AgreementFacts = {
			...facts,
			prevailing: 'de',
			mode: 'in-person',
			place: { de: 'Dortmund', uk: 'Дортмунд' },
			signedOn: fuzzy('2025-07'),
			validUntil: day('2030-07-08'),
			renewal: 'by-decision',
			decideBy: day('2030-01-08'),
			resolution: { kind: 'paper', id: other as unknown as Id<'paper'> },
			supersedes: other,
		};
		expect(parseAgreement(agreementForm(full))).toEqual({ ok: true, value: full });
		const empty = parseAgreement({});
		expect(!empty.ok && empty.refusal.map((fault) => explainAgreementFault(fault, 'en').field)).toEqual([
			'kind',
			'title',
			'signedOn',
			'mode',
			'renewal',
		]);
	});
});

describe('a signature', () => {
	const [mayor, side] = ['2b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d', '3b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d'];
	const tenure = {
		id: other as unknown as Id<'tenure'>,
		postNames: { de: 'Oberbürgermeister' },
		acting: true,
		began: fuzzy('2020-11'),
		ended: fuzzy('2025-10'),
	} as Tenure;
	const candidate = { id: mayor, names: { de: 'Thomas Westphal' }, tenures: [tenure] } as unknown as Candidate;
	const draft = parseSignatory({ who: `${mayor} ${other}`, side: side!, signedAs: 'Th. Westphal' });
	const decide = (
		changes: object,
		signedOn = '2023-02-23',
		who: Candidate | undefined = candidate,
		signed: string[] = [],
	) => {
		const agreement = {
			signedOn: fuzzy(signedOn),
			signatories: signed.map((personId) => ({ personId: personId as Id<'person'> })),
		};
		if (!draft.ok) throw new Error('the draft is fine');
		return decideSignatory({ ...draft.value, ...changes }, who, agreement, [{ id: side as Id<'city'> }]);
	};
	const refusals = (...args: Parameters<typeof decide>): string[] => {
		const decided = decide(...args);
		return decided.ok ? [] : decided.refusal.map(({ kind }) => kind);
	};

	it('keeps the post as it was on that day', () => {
		expect(decide({})).toEqual({
			ok: true,
			value: {
				personId: mayor,
				sideId: side,
				postNames: { de: 'Oberbürgermeister' },
				acting: true,
				signedAs: 'Th. Westphal',
			},
		});
		expect(decide({ tenureId: null })).toMatchObject({ ok: true, value: { postNames: null, acting: false } });
	});

	it('is refused where person, post, day or city do not fit', () => {
		expect(refusals({}, '2026')).toEqual(['not-in-office']);
		expect(refusals({}, '2020')).toEqual([]);
		expect(refusals({ tenureId: id })).toEqual(['unknown-post']);
		expect(refusals({ sideId: id })).toEqual(['unknown-side']);
		expect(refusals({}, '2023', candidate, [mayor!])).toEqual(['signed-already']);
		const unknown =
			draft.ok && decideSignatory(draft.value, undefined, { signedOn: fuzzy('2023'), signatories: [] }, []);
		expect(unknown).toEqual({ ok: false, refusal: [{ kind: 'unknown-person' }] });
	});

	it('is shown with every other spelling of the name', () => {
		const line = signatoryLine(
			{
				id: id as unknown as Id<'agreement-signatory'>,
				personId: mayor as Id<'person'>,
				personNames: { uk: 'Галина Шиманська' },
				publicNameAllowed: true,
				sideId: side as Id<'city'>,
				sideNames: { de: 'Schytomyr' },
				postNames: { de: 'Bürgermeisterin' },
				acting: true,
				signedAs: 'Галина Шиманська',
			},
			'de',
		);
		expect(line.spellings).toEqual(['Halyna Shymanska', 'Halyna Schymanska']);
		expect(line.post?.text).toBe('Bürgermeisterin (amtierend)');
	});
});

describe('an agreement in words', () => {
	it('says when, how and where it was signed, and how long it holds', () => {
		expect(signingInWords(facts, 'en')).toBe('23 February 2023, online');
		expect(validityInWords(facts, 'de')).toBe('ab 23. Februar 2023, unbefristet');
		expect(validityInWords({ ...facts, validUntil: day('2025-02-22') }, 'en')).toBe(
			'23 February 2023 to 22 February 2025',
		);
		const record = { ...facts, id, signatories: [], supersededBy: null } as unknown as AgreementRecord;
		expect(agreementLine(record, instant('2026-11-22T10:00:00Z'), 'de').validity).toBe('valid');
	});
});
