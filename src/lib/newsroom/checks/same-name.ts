import { foldWord } from '#lib/i18n/words/fold-word.ts';
import { wordForms, wordStems } from '#lib/i18n/words/word-forms.ts';

const cyrillic = /\p{Script=Cyrillic}/u;

/** Whether a word of a text is a name as it is spelt, in whatever case, or what is made of it: «Житомирський», "Dortmunder". */
export function isWrittenSo(word: string, name: string): boolean {
	const [said, known] = [foldWord(word), foldWord(name)];
	if (said === known) return true;
	if (cyrillic.test(known) !== cyrillic.test(said)) return false;
	if (!cyrillic.test(known))
		return said.startsWith(known) && /^(?:s|er|ers|ern|erin|erinnen|in)$/u.test(said.slice(known.length));
	const stems = wordStems(name, 'uk');
	if (wordStems(word, 'uk').some((stem) => stems.includes(stem))) return true;
	return stems.some((stem) => stem.length >= 5 && said.startsWith(stem));
}

/** Whether two words may be one name in another spelling, case or script: "Sukhomlyn", «Сухомлином». */
export function soundsAlike(word: string, name: string): boolean {
	if (foldWord(word) === foldWord(name)) return true;
	const sounds = soundsOf(name);
	return soundsOf(word).some((sound) => sounds.includes(sound));
}

/** The keys two spellings of a name share; see wordForms. */
export function soundsOf(word: string): readonly string[] {
	const { sounds, folded } = wordForms(word, null);
	return sounds.length > 0 ? sounds : [folded];
}

/** Whether a word of a list of names' words stands in a text, inflected or not. */
export function isSameWord(word: string, known: string): boolean {
	const [said, name] = [foldWord(word), foldWord(known)];
	if (said === name) return true;
	if (said.length < 4 || name.length < 4) return false;
	const stems = wordStems(known, null);
	return wordStems(word, null).some((stem) => stems.includes(stem));
}
