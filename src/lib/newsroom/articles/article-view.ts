import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { toIso } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import type { ArticleEvent, Update } from './article.ts';
import type { Blocker } from './article-blockers.ts';
import { articleMessages } from './article-messages.ts';
import type { ArticleStage } from './article-stages.ts';
import { blockerName, editionName } from './article-words.ts';
import { type EditionKey, languageOf } from './edition.ts';

/** What a list shows of an edition. */
export interface EditionBadge {
	readonly key: EditionKey;
	readonly name: string;
	readonly stage: ArticleStage;
	readonly live: boolean;
	readonly at: string | null;
}

/** The title of an article as a reader of a language finds it: in that language, else in another. */
export function titleIn(
	editions: readonly { readonly key: EditionKey; readonly title: string }[],
	language: Language,
): { readonly text: string; readonly language: Language } {
	const usual = editions.filter(({ key }) => key === languageOf(key));
	const said = (usual.length > 0 ? usual : editions).map(({ key, title }) => [languageOf(key), title] as const);
	return readableText(Object.fromEntries(said) as LocalizedText, language);
}

type Step = ArticleEvent & { readonly by: string | null; readonly cityNames: LocalizedText };

/** How long one person's savings in a row are one line of the history. */
const sitting = 30 * 60_000;

/** What happened to an article, the latest first; what one person saved within half an hour is one entry. */
export function historyOf(steps: readonly Step[], language: Language): readonly TimelineEvent[] {
	const folded = steps.filter((step, at) => {
		const next = steps[at + 1];
		return !(
			step.kind === 'revisionSaved' &&
			next?.kind === 'revisionSaved' &&
			next.edition === step.edition &&
			next.account === step.account &&
			next.at - step.at < sitting
		);
	});
	return folded.map((step) => eventOf(step, language)).reverse();
}

function eventOf(step: Step, language: Language): TimelineEvent {
	const say = speak(articleMessages, language);
	const who = step.by ?? (step.account === null ? say('by-the-clock') : readableText(step.cityNames, language).text);
	const which = 'edition' in step ? `${editionName(step.edition, language)}: ` : '';
	const when = { when: formatInstant(step.at, language), datetime: toIso(step.at), note: who };
	const titled = (text?: string): TimelineEvent => ({ title: `${which}${say(`event-${step.kind}`)}`, ...when, text });
	switch (step.kind) {
		case 'revisionSaved':
			return titled(say('revision-number', { number: step.revision }));
		case 'textReturned':
			return titled(step.reason);
		case 'releaseScheduled':
			return titled(formatInstant(step.releaseAt, language));
		case 'releaseHeld':
			return { ...titled(heldText(step.blockers as readonly Blocker['kind'][], language)), state: 'problem' };
		case 'textPublished':
			return { ...titled(updateText(step.update, language)), state: 'done' };
		case 'textWithdrawn':
			return { ...titled(step.reason), state: 'problem' };
		case 'embargoSet':
		case 'embargoAgreed':
			return titled(formatInstant(step.until, language));
		case 'embargoLifted':
			return titled(step.reason);
		default:
			return titled();
	}
}

function heldText(kinds: readonly Blocker['kind'][], language: Language): string {
	return kinds.map((kind) => blockerName(kind, language)).join(' ');
}

/** What readers are told with an update. */
export function updateText(update: Update, language: Language): string {
	const say = speak(articleMessages, language);
	const kind = say(`update-${update.kind}`);
	if (update.kind === 'major') return `${kind}: ${update.note}`;
	return update.kind === 'correction' ? `${kind}: ${update.wrong} → ${update.note}` : kind;
}

/** A moment, or nothing. */
export function momentText(at: Instant | null | undefined, language: Language): string | null {
	return at === null || at === undefined ? null : formatInstant(at, language);
}
