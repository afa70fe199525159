import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestPassphrase, parsePassphrase } from './passphrase.ts';

const personal = ['Olena Kowaltschuk', 'olena.kowaltschuk@zhytomyr.example'];

describe('a passphrase', () => {
	it.each([
		['vier grüne Boote singen leise'],
		['чотири зелені човни співають'],
		['seven moths under a copper lid'],
		['kfjw owpe zmtr qbxu'],
		['Hirsch Kanne Ofen Bruecke'],
		['        umbrella tariff moss'],
		['gT7#kq!vM2@pLx9$wRz'],
	])('may be %j', (text) => {
		expect(parsePassphrase(text, personal)).toEqual({ ok: true, value: text });
	});

	it.each([
		['fourteen chars', 'too-short'],
		['зелений човен', 'too-short'],
		['👩‍🚒👩‍🚒', 'too-short'],
		['', 'too-short'],
		['x'.repeat(longestPassphrase + 1), 'too-long'],
	])('is refused when it has the wrong length: %j', (text, kind) => {
		expect(parsePassphrase(text, personal)).toMatchObject({ ok: false, refusal: { kind } });
	});

	it.each([
		['passwordpassword'],
		['P4$$w0rdP4$$w0rd!!'],
		['Passwort2022!!!!!!'],
		['Dortmund-Zhytomyr-2023'],
		['Tandem Tandem Tandem 1'],
		['borussiadortmund1909'],
		['qwertzuiopa1234'],
		['aaaaaaaaaaaaaaaaaaaa'],
		['abcdefghijklmnopqrstuvwxyz'],
		['123456789012345678'],
		['xkqvxkqvxkqvxkqv'],
		['correct horse battery staple'],
		['CorrectHorseBatteryStaple1!'],
		['OlenaKowaltschuk1990'],
		['парольпарольпароль'],
		['ЖитомирДортмунд2023'],
		['Слава Україні! Героям слава!'],
		['йцукенйцукенйцукен'],
		['2023-02-23 2023-03-14'],
		['iloveyou iloveyou 123'],
	])('is refused when it is easily guessed: %j', (text) => {
		expect(parsePassphrase(text, personal)).toMatchObject({ ok: false, refusal: { kind: 'easily-guessed' } });
	});

	it('is taken exactly as typed, never trimmed or folded', () => {
		const text = '  Vier GRÜNE Boote singen  ';
		expect(parsePassphrase(text, [])).toEqual({ ok: true, value: text });
	});

	it('is decided for any text without failing, and never accepted below fifteen characters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
				const parsed = parsePassphrase(text, personal);
				if (parsed.ok) expect(Array.from(text).length).toBeGreaterThanOrEqual(15);
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});
});
