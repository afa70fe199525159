import { foldWord } from './fold-word.ts';

/** Words that hold sentences together. Nobody searches for them alone. */
const functionWords: ReadonlySet<string> = new Set(
	[
		'der die das den dem des ein eine einen einem einer eines und oder für von vom zu zum zur mit in im an am auf aus bei',
		'nach über unter um ist sind wird werden als auch nicht',
		'the a an and or of for to in on at by with from is are be as not',
		'і й та або для від до на в у з із зі за про по під над при не що як це є а',
	].flatMap((line) => line.split(' ').map(foldWord)),
);

/** Whether a folded word only holds a sentence together, in any of the three languages. */
export function isFunctionWord(folded: string): boolean {
	return functionWords.has(folded);
}
