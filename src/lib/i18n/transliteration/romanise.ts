/** How Ukrainian is written in Latin letters: by the national standard or as German papers do. */
export type Romanisation = 'uk-2010' | 'de';

type Table = Readonly<Record<string, string>>;

/** "а:a б:b ь:" as a table; nothing behind the colon drops the letter. */
function tableOf(pairs: string): Table {
	return Object.fromEntries(pairs.split(' ').map((pair) => pair.split(':')));
}

const national = tableOf(
	'а:a б:b в:v г:h ґ:g д:d е:e є:ie ж:zh з:z и:y і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ' +
		'ц:ts ч:ch ш:sh щ:shch ю:iu я:ia ь: ы:y э:e ё:e ъ:',
);
const nationalAtStart = tableOf('є:ye ї:yi й:y ю:yu я:ya ё:yo');
const german = tableOf(
	'а:a б:b в:w г:h ґ:g д:d е:e є:je ж:sch з:s и:y і:i ї:ji й:j к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:ch ' +
		'ц:z ч:tsch ш:sch щ:schtsch ю:ju я:ja ь: ы:y э:e ё:jo ъ:',
);

const isLetter = (character: string | undefined): boolean => character !== undefined && /\p{L}/u.test(character);
const isVowel = (character: string | undefined): boolean => /[аеєиіїоуюяыэё]/iu.test(character ?? '');
const apostrophes = /['’ʼ‘`]/u;

/**
 * Ukrainian in Latin letters; what is not Cyrillic passes unchanged. `uk-2010` is the table of Cabinet of Ministers
 * resolution No. 55 of 27 January 2010, which passports use; `de` is the transcription of the Duden, which German papers
 * use. Russian letters, which occur in names, get their nearest sound.
 */
export function romanise(text: string, way: Romanisation): string {
	const characters = Array.from(text.normalize('NFC'));
	return characters
		.map((character, at) => {
			const [before, after] = [characters[at - 1], characters[at + 1]];
			if (apostrophes.test(character) && isLetter(before) && isLetter(after) && isCyrillic(after)) return '';
			const latin = way === 'de' ? inGerman(characters, at) : inNationalStandard(characters, at);
			return latin === undefined ? character : withCaseOf(character, latin, before, after);
		})
		.join('');
}

function isCyrillic(character: string | undefined): boolean {
	return /\p{Script=Cyrillic}/u.test(character ?? '');
}

function inNationalStandard(characters: readonly string[], at: number): string | undefined {
	const letter = characters[at]!.toLowerCase();
	const before = characters[at - 1]?.toLowerCase();
	// Otherwise it would read as the one letter ж.
	if (letter === 'г' && before === 'з') return 'gh';
	const startsWord = !isLetter(before) && !apostrophes.test(before ?? '');
	return (startsWord ? nationalAtStart[letter] : undefined) ?? national[letter];
}

function inGerman(characters: readonly string[], at: number): string | undefined {
	const letter = characters[at]!.toLowerCase();
	const [before, after] = [characters[at - 1], characters[at + 1]];
	// A single s between vowels would be read soft.
	if (letter === 'с' && isVowel(before) && isVowel(after)) return 'ss';
	if (letter === 'ь' && after?.toLowerCase() === 'о') return 'j';
	return german[letter];
}

/** "Щ" is "Shch" in "Щербак" and "SHCH" in "ЩЕРБАК". */
function withCaseOf(original: string, latin: string, before: string | undefined, after: string | undefined): string {
	if (original === original.toLowerCase()) return latin;
	const neighbour = isLetter(after) ? after! : isLetter(before) ? before! : undefined;
	const isCapitals = neighbour !== undefined && neighbour !== neighbour.toLowerCase();
	return isCapitals ? latin.toUpperCase() : latin.slice(0, 1).toUpperCase() + latin.slice(1);
}
