import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey } from './name-key.ts';
import { readableName } from './readable-name.ts';
import { romanise } from './romanise.ts';

describe('Ukrainian in Latin letters', () => {
	// The examples of the table itself (resolution No. 55), and the German transcription of the same.
	it.each([
		['Алушта', 'Alushta', 'Aluschta'],
		['Борщагівка', 'Borshchahivka', 'Borschtschahiwka'],
		['Вінниця', 'Vinnytsia', 'Winnyzja'],
		['Гадяч', 'Hadiach', 'Hadjatsch'],
		['Згорани', 'Zghorany', 'Shorany'],
		['Ґалаґан', 'Galagan', 'Galagan'],
		['Єнакієве', 'Yenakiieve', 'Jenakijewe'],
		['Гаєвич', 'Haievych', 'Hajewytsch'],
		['Житомир', 'Zhytomyr', 'Schytomyr'],
		['Запоріжжя', 'Zaporizhzhia', 'Saporischschja'],
		['Їжакевич', 'Yizhakevych', 'Jischakewytsch'],
		['Кадиївка', 'Kadyivka', 'Kadyjiwka'],
		['Йосипівка', 'Yosypivka', 'Jossypiwka'],
		['Стрий', 'Stryi', 'Stryj'],
		['Олексій', 'Oleksii', 'Oleksij'],
		['Соломія', 'Solomiia', 'Solomija'],
		['Біла Церква', 'Bila Tserkva', 'Bila Zerkwa'],
		['Щербухи', 'Shcherbukhy', 'Schtscherbuchy'],
		['Юрій', 'Yurii', 'Jurij'],
		['Яготин', 'Yahotyn', 'Jahotyn'],
		['Костянтин', 'Kostiantyn', 'Kostjantyn'],
		['Знам’янка', 'Znamianka', 'Snamjanka'],
		['Галина Шиманська', 'Halyna Shymanska', 'Halyna Schymanska'],
		['Сергій Сухомлин', 'Serhii Sukhomlyn', 'Serhij Suchomlyn'],
		['Івано-Франківськ', 'Ivano-Frankivsk', 'Iwano-Frankiwsk'],
		['ЩЕРБАК', 'SHCHERBAK', 'SCHTSCHERBAK'],
	])('%s is %s by the national standard and %s in German', (ukrainian, standard, german) => {
		expect(romanise(ukrainian, 'uk-2010')).toBe(standard);
		expect(romanise(ukrainian, 'de')).toBe(german);
	});

	it('leaves what is not Cyrillic as it is', () => {
		expect(romanise('O’Brien & Söhne, 44137 Dortmund', 'de')).toBe('O’Brien & Söhne, 44137 Dortmund');
	});
});

describe('the key of a name', () => {
	it.each([
		[
			'Галина Шиманська',
			'Halyna Schymanska',
			'Halyna Shymanska',
			'Galina Shimanskaya',
			'Галина Шиманская',
			'Halyna Šymansʹka',
		],
		[
			'Сергій Сухомлин',
			'Serhij Suchomlyn',
			'Serhii Sukhomlyn',
			'Sergii Sukhomlin',
			'SERHII SUKHOMLYN',
			'Serhij Suxomlyn'.replace('x', 'ch'),
		],
		['Житомир', 'Schytomyr', 'Zhytomyr', 'Shitomir', 'Žytomyr', 'Zhitomir', 'Schitomir'],
		['Володимир Зеленський', 'Wolodymyr Selenskyj', 'Volodymyr Zelenskyy', 'Volodymyr Zelensky', 'Volodymyr Zelenskyi'],
		['Віталій Кличко', 'Vitali Klitschko', 'Vitalii Klychko', 'Vitaly Klitchko'],
		['Чернігів', 'Tschernihiw', 'Chernihiv', 'Černihiv', 'Czernihiw'],
		['Харків', 'Charkiw', 'Kharkiv'],
		['Щербак', 'Schtscherbak', 'Shcherbak', 'Ščerbak'],
		['Юлія', 'Yuliia', 'Julija', 'Yulia', 'Julia'],
		['Євген', 'Yevhen', 'Jewhen', 'Evgen'],
		['Thomas Westphal', 'Thomas Westfal', 'Tomas Westphal'],
		['Jürgen Müller', 'Juergen Mueller', 'Jurgen Muller'],
		['Іванов', 'Ivanov', 'Iwanow', 'Ivanoff'],
	])('is the same for %s, %s, %s …', (...spellings) => {
		const keys = spellings.map(nameKey);
		expect(new Set(keys).size, keys.join(' | ')).toBe(1);
	});

	it.each([
		['Шиманська', 'Сухомлин'],
		['Олена', 'Марина'],
		['Westphal', 'Weber'],
		['Коваль', 'Ковальчук'],
		['Halyna Schymanska', 'Schymanska Halyna'],
	])('tells %s from %s', (one, other) => {
		expect(nameKey(one)).not.toBe(nameKey(other));
	});

	it.each(['', ' ', '–', '…'])('of %j is empty', (text) => {
		expect(nameKey(text)).toBe('');
	});

	const syllable = fc
		.tuple(fc.constantFrom(...'бвгґджзйклмнпрстфхцчшщ'), fc.constantFrom(...'аеєиіїоуюя'))
		.map((letters) => letters.join(''));
	const word = fc.array(syllable, { minLength: 1, maxLength: 5 }).map((syllables) => syllables.join(''));

	it('is equal for any Ukrainian word and both its romanisations', () => {
		fc.assert(
			fc.property(word, (ukrainian) => {
				const key = nameKey(ukrainian);
				expect(nameKey(romanise(ukrainian, 'uk-2010'))).toBe(key);
				expect(nameKey(romanise(ukrainian, 'de'))).toBe(key);
				expect(nameKey(ukrainian.toUpperCase())).toBe(key);
			}),
			{ seed: 42, numRuns: 1000 },
		);
	});

	const anyText = fc
		.array(fc.oneof(fc.nat(0x2fff), fc.integer({ min: 0xe000, max: 0x10ffff })))
		.map((points) => String.fromCodePoint(...points));

	it('never fails and never contains anything but words apart by single spaces', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(nameKey(text)).toMatch(/^(?:\S+(?: \S+)*)?$/u);
			}),
			{ seed: 42, numRuns: 500 },
		);
	});
});

describe('a name a reader can read', () => {
	const uk = 'Галина Шиманська';
	it.each([
		['de', { uk }, { text: 'Halyna Schymanska (Галина Шиманська)', language: 'de' }],
		['en', { uk }, { text: 'Halyna Shymanska (Галина Шиманська)', language: 'en' }],
		['uk', { uk }, { text: uk, language: 'uk' }],
		['de', { uk, en: 'Halyna Shymanska' }, { text: 'Halyna Shymanska', language: 'en' }],
		['uk', { de: 'Thomas Westphal' }, { text: 'Thomas Westphal', language: 'de' }],
	] as const)('in %s of %j is %j', (reader, names, readable) => {
		expect(readableName(names, reader)).toEqual(readable);
	});
});
