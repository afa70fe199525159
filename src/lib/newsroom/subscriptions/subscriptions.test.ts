import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speak } from '#lib/i18n/catalogue.ts';
import { instant } from '#lib/kernel/instant.ts';
import { languages } from '#lib/kernel/language.ts';
import { parseBounce } from './bounce-report.ts';
import { latestOfEach, type NewsItem, newsMail } from './news-mail.ts';
import { consentWording, isHardBounce, latestIssue, maskedAddress } from './subscription.ts';
import { readSubscription, readWish, wishForm } from './subscription-form.ts';
import { subscriptionMessages } from './subscription-messages.ts';

const choices = { terms: ['topic/energy', 'category/relief'], partnerships: ['dortmund-zhytomyr'] };
const typed = { email: ' Reader@City.example ', language: 'uk', rhythm: 'weekly', consent: 'on' };

describe('the form', () => {
	it('reads an address, a wish and the consent, and nothing that cannot be chosen', () => {
		const sent = {
			...typed,
			'term-topic/energy': 'on',
			'term-topic/secret': 'on',
			'partnership-dortmund-zhytomyr': 'on',
		};
		expect(readSubscription(sent, choices)).toEqual({
			ok: true,
			value: {
				email: 'reader@city.example',
				language: 'uk',
				rhythm: 'weekly',
				terms: ['topic/energy'],
				partnerships: ['dortmund-zhytomyr'],
			},
		});
	});

	it('says everything that is missing at once', () => {
		expect(readSubscription({ email: 'a@b' }, choices)).toEqual({
			ok: false,
			refusal: [
				{ kind: 'email-malformed' },
				{ kind: 'choice-missing', field: 'language' },
				{ kind: 'choice-missing', field: 'rhythm' },
				{ kind: 'consent-missing' },
			],
		});
	});

	it('shows a wish as it reads it', () => {
		const wish = { language: 'de', rhythm: 'daily', terms: ['topic/energy'], partnerships: [] } as const;
		expect(readWish(wishForm(wish), choices)).toEqual({ ok: true, value: wish });
	});

	it('asks for consent in the words of its number', () => {
		const said = languages.map((language) => speak(subscriptionMessages, language)('consent')).join('\n');
		const fingerprint = createHash('sha256').update(said).digest('hex').slice(0, 12);
		// Whoever changes the sentence raises `consentWording` and adds its fingerprint here; the old ones stay.
		const wordings: Readonly<Record<number, string>> = { 1: '824c739ae7cb' };
		expect(wordings[consentWording]).toBe(fingerprint);
	});

	it('shows an address to nobody but its holder', () => {
		expect(maskedAddress('reader@city.example')).toBe('r…@city.example');
	});
});

describe('the issue of a day or a week', () => {
	it.each([
		['daily', '2023-03-14T05:59:59Z', '2023-03-13', '2023-03-13T06:00:00Z'],
		['daily', '2023-03-14T06:00:00Z', '2023-03-14', '2023-03-14T06:00:00Z'],
		['daily', '2023-03-26T05:00:00Z', '2023-03-26', '2023-03-26T05:00:00Z'],
		['weekly', '2023-03-14T12:00:00Z', '2023-03-13', '2023-03-13T06:00:00Z'],
		['weekly', '2023-03-13T05:00:00Z', '2023-03-06', '2023-03-06T06:00:00Z'],
		['weekly', '2023-03-19T22:59:00Z', '2023-03-13', '2023-03-13T06:00:00Z'],
	] as const)('%s at %s is that of %s', (rhythm, now, onDay, at) => {
		expect(latestIssue(rhythm, instant(now))).toEqual({ onDay, at: instant(at) });
	});
});

const item = (changes: Partial<NewsItem> = {}): NewsItem => ({
	articleId: 'a',
	at: instant('2023-03-14T10:00:00Z'),
	update: 'first',
	note: '',
	wrong: '',
	slug: 'strom',
	kicker: 'Solidarität',
	title: 'Strom für Schytomyr',
	teaser: 'Dreißig Generatoren sind da.',
	...changes,
});
const facts = {
	language: 'de',
	rhythm: 'at-once',
	items: [item()],
	confirmedAt: instant('2023-01-02T10:00:00Z'),
	at: instant('2023-03-14T10:00:05Z'),
	origin: 'https://tandem.example',
	preferencesUrl: 'https://tandem.example/de/subscribe/TOKEN',
} as const;

describe('the mail', () => {
	it('says in plain text all that it says as a page', () => {
		const { subject, text, html } = newsMail(facts);
		expect(subject).toBe('Strom für Schytomyr');
		expect(text).toBe(`Solidarität
Strom für Schytomyr
14. März 2023

Dreißig Generatoren sind da.

https://tandem.example/de/news/strom

---

Sie erhalten diese E-Mail, weil Sie am 2. Januar 2023 bestätigt haben, dass Sie sie wünschen.
Auswahl ändern: https://tandem.example/de/subscribe/TOKEN
Abbestellen: https://tandem.example/de/subscribe/TOKEN#leave
Impressum: https://tandem.example/de/imprint`);
		for (const said of ['Dreißig Generatoren', 'lang="de"', 'subscribe/TOKEN#leave', '14. März 2023']) {
			expect(html).toContain(said);
		}
	});

	it.each([
		['de', 'Nachrichten vom 14. März 2023: 2 Beiträge'],
		['uk', 'Новини за 14 березня 2023 р.: 2 матеріали'],
		['en', 'News of 14 March 2023: 2 articles'],
	] as const)('of a day names it in %s', (language, subject) => {
		const items = [item(), item({ articleId: 'b', title: 'Zwei' })];
		expect(newsMail({ ...facts, language, rhythm: 'daily', items }).subject).toBe(subject);
	});

	it('tells of an article once, with the latest, and of a mistake to everybody', () => {
		const later = instant('2023-03-14T12:00:00Z');
		const changed = item({ at: later, update: 'major', note: 'Mehr.' });
		expect(latestOfEach([item(), changed]).map(({ update, at }) => [update, at])).toEqual([['first', later]]);
		const corrected = item({ at: later, update: 'correction', wrong: '12', note: 'Es sind 21.' });
		expect(latestOfEach([corrected, item()])).toEqual([corrected]);
		const { text, subject } = newsMail({ ...facts, items: [corrected] });
		expect(subject).toBe('Berichtigung: Strom für Schytomyr');
		expect(text).toContain('Berichtigung\nStrom für Schytomyr\n14. März 2023\n\nEs sind 21.\nZuvor hieß es: 12');
	});

	it('lets nothing of an article become markup, and fetches nothing', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), (kicker, title, teaser) => {
				const tags = (html: string) => [...html.matchAll(/<\/?[a-z!][^>]*>/gi)].map(([tag]) => tag);
				const plain = newsMail({ ...facts, items: [item({ kicker: 'k', title: 't', teaser: 'x' })] });
				const written = newsMail({
					...facts,
					items: [item({ kicker: `k${kicker}`, title: `t${title}`, teaser: `x${teaser}` })],
				});
				expect(tags(written.html)).toEqual(tags(plain.html));
				expect(written.html).not.toMatch(/<(?:img|link|script|iframe)/i);
				expect(written.subject).not.toMatch(/[\r\n]/);
			}),
			{ seed: 42, numRuns: 200 },
		);
	});
});

const id = 'a0000000-0000-4000-8000-000000000001';
const report = (
	changes: { action?: string; status?: string; original?: string } = {},
): string => `From: MAILER-DAEMON@mx.example
Message-ID: <20230314.1@mx.example>
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="b"

--b
Content-Type: text/plain

The following message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; reader@city.example
Action: ${changes.action ?? 'failed'}
Status: ${changes.status ?? '5.1.1'}
Diagnostic-Code: smtp; 550 no such user

--b
Content-Type: text/rfc822-headers

From: tandem@tandem.example
Message-ID: <${changes.original ?? id}@tandem.example>

--b--
`;

describe('a report that a mail did not arrive', () => {
	it.each([
		['an unknown mailbox', report(), { mails: [id], status: '5.1.1', hard: true }],
		['a full mailbox', report({ status: '5.2.2' }), { mails: [id], status: '5.2.2', hard: false }],
		['lines that end as in a mail', report().replaceAll('\n', '\r\n'), { mails: [id], status: '5.1.1', hard: true }],
		['a delay', report({ action: 'delayed', status: '4.4.1' }), undefined],
		['a mail of somebody else', report({ original: 'abc' }), undefined],
		['an ordinary mail', 'From: a@b.example\n\nAction: failed\nStatus: 5.1.1\n', undefined],
	])('is read: %s', (_, message, read) => {
		expect(parseBounce(message)).toEqual(read);
	});

	it('never breaks on what it is given', () => {
		const pieces = report().split(/(?<=\n)/);
		fc.assert(
			fc.property(fc.shuffledSubarray(pieces, { minLength: 0 }), fc.string(), (kept, noise) => {
				const read = parseBounce(kept.join('') + noise);
				expect(read === undefined || read.mails.length > 0).toBe(true);
			}),
			{ seed: 42, numRuns: 200 },
		);
	});

	it.each([
		['5.1.1', true],
		['5.2.1', true],
		['5.2.2', false],
		['5.7.1', false],
		['550', true],
		['552', false],
		['', false],
	])('with status "%s" means that there is no such address: %s', (status, hard) => {
		expect(isHardBounce(status)).toBe(hard);
	});
});
