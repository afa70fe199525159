import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/kernel/id.ts';
import { day, hour, later } from '#lib/kernel/instant.ts';
import {
	agree,
	answer,
	approve,
	articleAfter,
	begin,
	by,
	cite,
	dortmund,
	elsewhere,
	embargo,
	german,
	kindsOf,
	now,
	publish,
	reviewer,
	type Step,
	save,
	schedule,
	submit,
	wait,
	writer,
	zhytomyr,
} from '#test/fixtures/article-steps.ts';
import { type Article, evolveArticle, type Update } from './article.ts';
import {
	decideAgreement,
	decideApproval,
	decideCallingOff,
	decideFacts,
	decideLifting,
	decideProposal,
	decideReturn,
	decideSave,
	decideWithdrawal,
	isDue,
	releaseByClock,
} from './article-decisions.ts';
import { articleMoves, articleStages } from './article-stages.ts';

describe('an article', () => {
	it('goes from draft to its readers through a second person', () => {
		const article = articleAfter(save(), submit, approve, publish());
		expect(article.editions.de).toMatchObject({
			stage: 'published',
			revision: 1,
			live: { revision: 1, at: now },
			firstPublishedAt: now,
			publicUpdatedAt: now,
			authors: [],
		});
	});

	it('tells its readers of another source only where a second person takes it over', () => {
		const live = [save(), submit, approve, publish()];
		const proposed = articleAfter(...live, cite());
		expect([proposed.facts.sources, proposed.proposed?.facts.sources]).toEqual([[], [elsewhere]]);
		const taken = articleAfter(...live, cite(), answer(true, by(reviewer)));
		expect([taken.facts.sources, taken.proposed, taken.factsVersion]).toEqual([[elsewhere], null, 2]);
		expect(taken.editions.de?.stage).toBe('published');
		const dropped = articleAfter(...live, cite(), answer(false));
		expect([dropped.facts.sources, dropped.proposed]).toEqual([[], null]);
	});

	it('is reviewed again when a source, its place or its contact changes after that, and not when it is filed anew', () => {
		const cited = articleAfter(save(), submit, approve, cite(by(reviewer)));
		expect(cited.editions.de).toMatchObject({ stage: 'draft', approvedBy: null, authors: [writer, reviewer] });
		const shipment = { kind: 'shipment', id: 's' as Id<'shipment'> } as const;
		const untold = articleAfter(save(), submit, approve, (article) =>
			decideFacts(article, { facts: { ...article.facts, records: [shipment] }, mayPublish: true }, by(reviewer)),
		);
		expect(untold.editions.de).toMatchObject({ stage: 'draft', approvedBy: null });
		const filed = articleAfter(save(), submit, approve, (article) =>
			decideFacts(
				article,
				{ facts: { ...article.facts, terms: ['t' as Id<'term'>] }, mayPublish: false },
				by(reviewer),
			),
		);
		expect(filed.editions.de).toMatchObject({ stage: 'approved', approvedBy: reviewer });
	});

	it('never changes what readers see by a new draft, a review or an approval', () => {
		const public1 = articleAfter(save(), submit, approve, publish());
		for (const steps of [[save()], [save(), submit], [save(), submit, approve]]) {
			const article = steps.reduce((before, step) => {
				const answer = step(before);
				return answer.ok ? evolveArticle(before, answer.value) : before;
			}, public1);
			expect(article.editions.de).toMatchObject({ revision: 2, live: { revision: 1 } });
			expect(article.editions.de?.stage).not.toBe('published');
		}
	});

	it('keeps the day of a minor change to itself, and tells readers of a major one and of a correction', () => {
		const minor = articleAfter(
			save(),
			submit,
			approve,
			publish(),
			save(),
			submit,
			approve,
			publish({ kind: 'minor' }, later(now, hour)),
		);
		expect(minor.editions.de).toMatchObject({
			stage: 'published',
			publicUpdatedAt: now,
			notes: [],
			live: { revision: 2 },
		});
		const correction: Update = { kind: 'correction', wrong: '52 statt 25', note: 'Es sind 25 Generatoren.' };
		const corrected = articleAfter(
			save(),
			submit,
			approve,
			publish(),
			save(),
			submit,
			approve,
			publish(correction, later(now, hour)),
		);
		expect(corrected.editions.de).toMatchObject({
			stage: 'corrected',
			firstPublishedAt: now,
			publicUpdatedAt: later(now, hour),
			notes: [{ at: later(now, hour), update: correction }],
		});
	});

	it('saves nothing over a text that came between, and nothing under a planned release', () => {
		const article = articleAfter(save(), save(by(reviewer)));
		expect(kindsOf(decideSave(article, 'de', 1, by()))).toEqual(['text-changed-meanwhile']);
		expect(kindsOf(decideSave(article, 'uk', 1, by()))).toEqual(['text-changed-meanwhile']);
		const planned = articleAfter(save(), submit, approve, schedule());
		expect(kindsOf(save()(planned))).toEqual(['release-planned']);
	});

	it('voids review and approval when its text changes', () => {
		expect(articleAfter(save(), submit, approve, save()).editions.de).toMatchObject({
			stage: 'draft',
			approvedBy: null,
		});
	});

	it.each<[string, Article, Step, string]>([
		[
			'approval by its author',
			articleAfter(save(), submit),
			(a) => decideApproval(german(a), [], by(writer)),
			'reviews-own-text',
		],
		[
			'approval by somebody who wrote an earlier draft',
			articleAfter(save(by(reviewer)), save(), submit),
			approve,
			'reviews-own-text',
		],
		[
			'approval by the clock',
			articleAfter(save(), submit),
			(a) => decideApproval(german(a), [], by(null)),
			'reviews-own-text',
		],
		['approval of a draft', articleAfter(save()), approve, 'move-not-permitted'],
		['publication without approval', articleAfter(save(), submit), publish(), 'move-not-permitted'],
		[
			'a return without a word',
			articleAfter(save(), submit),
			(a) => decideReturn(german(a), '', by(reviewer)),
			'reason-needed',
		],
		[
			'a return of what is public',
			articleAfter(save(), submit, approve, publish()),
			(a) => decideReturn(german(a), 'x', by(reviewer)),
			'move-not-permitted',
		],
		['release in the past', articleAfter(save(), submit, approve), schedule(now), 'in-the-past'],
		[
			'release in three years',
			articleAfter(save(), submit, approve),
			schedule(later(now, 1000 * day)),
			'too-far-ahead',
		],
		[
			'an update of what was never public',
			articleAfter(save(), submit, approve),
			publish({ kind: 'minor' }),
			'first-or-update',
		],
		[
			'a first publication twice',
			articleAfter(save(), submit, approve, publish(), save(), submit, approve),
			publish(),
			'first-or-update',
		],
		[
			'a major change nobody is told of',
			articleAfter(save(), submit, approve, publish(), save(), submit, approve),
			publish({ kind: 'major', note: '' }),
			'change-note-needed',
		],
		[
			'a correction that does not say what was wrong',
			articleAfter(save(), submit, approve, publish(), save(), submit, approve),
			publish({ kind: 'correction', wrong: '', note: 'x' }),
			'correction-incomplete',
		],
		[
			'withdrawal of what is not public',
			articleAfter(save()),
			(a) => decideWithdrawal(german(a), { reason: 'x', leadsTo: null }, by()),
			'nothing-public',
		],
		[
			'withdrawal without a reason',
			articleAfter(save(), submit, approve, publish()),
			(a) => decideWithdrawal(german(a), { reason: '', leadsTo: null }, by()),
			'reason-needed',
		],
		['an embargo in the past', articleAfter(save()), embargo(now), 'in-the-past'],
		['an embargo of one city', begin(null), embargo(), 'embargo-needs-partner'],
		[
			'agreeing to one’s own embargo',
			articleAfter(embargo()),
			(a) => decideAgreement(a, a.embargo!.until, by()),
			'embargo-of-own-city',
		],
		[
			'agreeing to another moment than was shown',
			articleAfter(embargo()),
			(a) => decideAgreement(a, now, by(null, now, zhytomyr)),
			'changed-meanwhile',
		],
		[
			'shortening in silence what both cities agreed on',
			articleAfter(embargo(), agree),
			embargo(later(now, 1)),
			'embargo-stands',
		],
		[
			'filing what readers have anew by somebody who may not publish',
			articleAfter(save(), submit, approve, publish()),
			(a) => decideFacts(a, { facts: { ...a.facts, terms: ['t' as Id<'term'>] }, mayPublish: false }, by()),
			'not-permitted',
		],
		[
			'another change while one is proposed',
			articleAfter(save(), submit, approve, publish(), cite()),
			cite(by(reviewer)),
			'facts-proposed',
		],
		[
			'taking over one’s own proposal',
			articleAfter(save(), submit, approve, publish(), cite()),
			answer(true),
			'takes-own-proposal',
		],
		[
			'deciding on a proposal that is another by now',
			articleAfter(save(), submit, approve, publish(), cite()),
			(a) => decideProposal(a, { shown: later(now, 1), taken: true, blockers: [] }, by(reviewer)),
			'changed-meanwhile',
		],
		[
			'taking over what disclosure keeps from readers',
			articleAfter(save(), submit, approve, publish(), cite()),
			answer(true, by(reviewer), [{ kind: 'shipment-not-public', block: 0, number: null }]),
			'blocked',
		],
		[
			'changing what stands beside a text that has its time',
			articleAfter(save(), submit, approve, schedule()),
			cite(),
			'release-planned',
		],
		[
			'approval by whoever wrote a source into it',
			articleAfter(save(), cite(by(reviewer)), submit),
			(a) => decideApproval(german(a), [], by(reviewer)),
			'reviews-own-text',
		],
		['waiting for an embargo there is not', articleAfter(save(), submit, approve), wait, 'no-embargo'],
		[
			'publishing while an embargo stands',
			articleAfter(save(), submit, approve, embargo()),
			publish(),
			'embargo-stands',
		],
		[
			'a release before the embargo ends',
			articleAfter(save(), submit, approve, embargo()),
			schedule(later(now, hour)),
			'before-embargo',
		],
		[
			'lifting an embargo without a reason',
			articleAfter(embargo()),
			(a) => decideLifting(a, '', by()),
			'reason-needed',
		],
		[
			'calling off what is not planned',
			articleAfter(save(), submit, approve),
			(a) => decideCallingOff(german(a), by()),
			'move-not-permitted',
		],
	])('refuses %s', (_, article, step, kind) => {
		expect(kindsOf(step(article))).toEqual([kind]);
	});

	it('is due when its time has come, and under a joint embargo only once the other city has agreed', () => {
		const tomorrow = later(now, day);
		const scheduled = articleAfter(save(), submit, approve, schedule());
		expect([now, tomorrow].map((at) => isDue(scheduled, scheduled.editions.de!, at))).toEqual([false, true]);
		const waiting = articleAfter(save(), submit, approve, embargo(), wait);
		expect(isDue(waiting, waiting.editions.de!, tomorrow)).toBe(false);
		const agreed = articleAfter(save(), submit, approve, embargo(), wait, agree);
		expect([now, tomorrow].map((at) => isDue(agreed, agreed.editions.de!, at))).toEqual([false, true]);
		const later2 = articleAfter(save(), submit, approve, schedule(), embargo(later(now, 2 * day)));
		expect(isDue(later2, later2.editions.de!, tomorrow)).toBe(false);
	});

	it('is held by the clock where something blocks it by now, and waits for people', () => {
		const article = articleAfter(save(), submit, approve, schedule());
		const held = evolveArticle(
			article,
			releaseByClock(german(article), [{ kind: 'teaser-missing', block: 0 }], by(null)),
		);
		expect(held.editions.de).toMatchObject({ stage: 'approved', plan: null, live: null });
	});

	it('waits for a new decision when its embargo is lifted, and needs a new agreement when it is moved', () => {
		const lifted = articleAfter(save(), submit, approve, embargo(), wait, agree, (a) =>
			decideLifting(a, 'Zu früh', by(null, now, zhytomyr)),
		);
		expect(lifted).toMatchObject({ embargo: null, editions: { de: { stage: 'approved', plan: null } } });
		const moved = articleAfter(embargo(), agree, embargo(later(now, 2 * day)));
		expect(moved.embargo).toEqual({ until: later(now, 2 * day), setBy: dortmund, agreedBy: null });
	});

	it('is gone for readers when withdrawn, from wherever its next text is, and can come back as an update', () => {
		const withdrawn = articleAfter(save(), submit, approve, publish(), save(), (a) =>
			decideWithdrawal(german(a), { reason: 'Falsch', leadsTo: null }, by()),
		);
		expect(withdrawn.editions.de).toMatchObject({ stage: 'withdrawn', live: null, withdrawal: { reason: 'Falsch' } });
		const again = [save(), submit, approve, publish({ kind: 'major', note: 'Neu' })].reduce((before, step) => {
			const answer = step(before);
			return answer.ok ? evolveArticle(before, answer.value) : before;
		}, withdrawn);
		expect(again.editions.de).toMatchObject({ stage: 'published', firstPublishedAt: now, withdrawal: null });
	});

	it('moves only along the table, whatever is asked of it in whatever order', () => {
		const steps: readonly Step[] = [
			save(),
			save(by(reviewer)),
			submit,
			approve,
			publish(),
			publish({ kind: 'minor' }),
			schedule(),
			embargo(),
			agree,
			wait,
			(a) => decideReturn(german(a), 'x', by(reviewer)),
			(a) => decideCallingOff(german(a), by()),
			(a) => decideWithdrawal(german(a), { reason: 'x', leadsTo: null }, by()),
			(a) => decideLifting(a, 'x', by()),
		];
		fc.assert(
			fc.property(fc.array(fc.nat(steps.length - 1), { maxLength: 40 }), (walk) => {
				let article = articleAfter(save());
				for (const at of walk) {
					if (at === 8 && !article.embargo) continue;
					const answer = steps[at]!(article);
					if (!answer.ok) continue;
					const before = article.editions.de!;
					article = evolveArticle(article, answer.value);
					const { stage, live, approvedBy, authors } = article.editions.de!;
					const permitted: readonly string[] = [before.stage, ...articleMoves[before.stage]];
					expect(permitted).toContain(stage);
					expect(approvedBy === null || !authors.includes(approvedBy)).toBe(true);
					if (live?.revision !== before.live?.revision)
						expect(['textPublished', 'textWithdrawn']).toContain(answer.value.kind);
				}
			}),
			{ seed: 42, numRuns: 500 },
		);
	});

	it('has a way on from every stage', () => {
		expect(articleStages.filter((stage) => Object.values(articleMoves[stage]).length < 1)).toEqual([]);
	});
});
