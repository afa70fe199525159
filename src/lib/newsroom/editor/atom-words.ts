import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { FigureQuery } from '../articles/block.ts';
import type { AtomLook } from './atom-look.ts';
import type { Choice } from './choice.ts';
import { type AtomKind, atomFields, atomNode, type DocumentNode } from './document.ts';
import { editorMessages } from './editor-messages.ts';
import { ownNames, scopeOf } from './names-in.ts';

/** Finds what something is called: by "images 0190…". An empty label says that nobody knows yet. */
type NameOf = (key: string) => Choice | undefined;

/** What is shown in the text of something that is edited as a whole. */
export function lookOf(node: DocumentNode, language: Language, nameOf: NameOf): AtomLook {
	const say = speak(editorMessages, language);
	const kind = (Object.keys(atomFields) as AtomKind[]).find((each) => atomNode(each) === node.type);
	const named = ownNames(node).map(({ kind: of, value }) => ({ value, found: nameOf(`${of} ${value}`) }));
	const nameFor = ({ value, found }: (typeof named)[number]) => found?.label || say('unnamed', { value });
	const pictures = named.flatMap(({ found }) => found?.picture ?? []);
	const attrs = node.attrs ?? {};
	const words =
		(
			{
				figure_block: [attrs['label'], figureWords(attrs['query'] as FigureQuery, language, nameOf)],
				figure: [figureWords(attrs['query'] as FigureQuery, language, nameOf)],
				image_block: [...named.map(nameFor), attrs['caption']],
				story_line_block: [...named.map(nameFor), yearsOf(attrs)],
			} as Readonly<Record<string, readonly unknown[]>>
		)[node.type] ?? named.map(nameFor);
	return {
		kind: say(kind ?? 'figure-in-line'),
		words: words.filter((each) => typeof each === 'string' && each !== '').join(' · '),
		pictures: pictures.slice(0, 6),
	};
}

function yearsOf(attrs: Readonly<Record<string, unknown>>): string {
	const [from, to] = [attrs['fromYear'], attrs['toYear']];
	return from === null && to === null ? '' : `${String(from ?? '')}–${String(to ?? '')}`;
}

function figureWords(query: FigureQuery | null, language: Language, nameOf: NameOf): string {
	if (!query) return '';
	const say = speak(editorMessages, language);
	const scope = scopeOf(query);
	const days = query.from || query.to ? `${query.from ?? ''}–${query.to ?? ''}` : '';
	const said = [
		nameOf(`items ${query.itemCode}`)?.label || query.itemCode,
		say(`measure-${query.measure}`),
		nameOf(`scopes ${scope}`)?.label || scope,
		days,
	];
	return said.filter(Boolean).join(', ');
}
