import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatFuzzyDate, formatInstant } from '#lib/i18n/format.ts';
import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import { namedLink, type RecordTitles } from '../record-words.ts';
import { type FiledEvidence, isOverdue, type PromiseEvent, type TrackedPromise } from './promise.ts';
import { promiseMessages } from './promise-messages.ts';
import { changesInWords, dueText, quantityText, roleName, stateNames } from './promise-words.ts';

/** What a list shows of a promise. */
export interface PromiseLine {
	readonly id: string;
	readonly text: { readonly text: string; readonly language: Language };
	readonly state: TrackedPromise['state'];
	readonly overdue: boolean;
	readonly due: string;
	readonly since: string;
	readonly owner: string;
	readonly quantity: string | null;
	readonly isPublic: boolean;
}

type Listed = Pick<TrackedPromise, 'text' | 'state' | 'due' | 'since' | 'quantity' | 'isPublic'> & {
	readonly id: string;
	readonly cityNames: LocalizedText;
	readonly owner: TrackedPromise['owner'] & { readonly organisationNames: LocalizedText | null };
};

/** A promise as a line of a list. */
export function promiseLine(promise: Listed, today: PlainDate, language: Language): PromiseLine {
	const { id, text, state, due, since, quantity, isPublic } = promise;
	return {
		id,
		text: readableText(text, language),
		state,
		overdue: isOverdue(promise, today),
		due: dueText(due, language),
		since: formatFuzzyDate(since, language),
		owner: ownerText(promise, language),
		quantity: quantity ? quantityText(quantity, language) : null,
		isPublic,
	};
}

/** Who is to do it, and on whose desk it is: readers of both cities see which city's. */
export function ownerText({ owner, cityNames }: Pick<Listed, 'owner' | 'cityNames'>, language: Language): string {
	const { role, organisationNames } = owner;
	const desk = `${roleName(role, language)} (${readableText(cityNames, language).text})`;
	return organisationNames ? `${readableText(organisationNames, language).text} · ${desk}` : desk;
}

/** A piece of evidence as pages show it. */
export function evidenceLine({ id, address, note, on }: FiledEvidence, language: Language, titles: RecordTitles) {
	return { id, link: namedLink(address, language, titles), note, on: on ? formatDate(on, language) : null };
}

/** What happened to a promise, the latest first. */
export function historyOf(
	steps: readonly (PromiseEvent & { readonly by: string | null })[],
	language: Language,
	titles: RecordTitles,
): readonly TimelineEvent[] {
	return steps.map((step) => eventOf(step, language, titles)).reverse();
}

function eventOf(
	step: PromiseEvent & { readonly by: string | null },
	language: Language,
	titles: RecordTitles,
): TimelineEvent {
	const say = speak(promiseMessages, language);
	const kept = { when: formatInstant(step.at, language), datetime: dayOf(step.at) };
	const by = step.by ? say('by-whom', { name: step.by }) : undefined;
	switch (step.kind) {
		case 'promiseMade': {
			const { made } = step.facts;
			const note = say('event-made-note', { day: formatDate(dayOf(step.at), language) });
			const when = { when: formatFuzzyDate(made, language), datetime: fuzzyDateText(made) };
			return { title: say('event-made'), ...when, note: by ? `${note}, ${by}` : note };
		}
		case 'promiseCorrected': {
			const text = [changesInWords(step.before, step.facts, language), step.reason].filter(Boolean).join(' ');
			return { title: say('event-corrected'), ...kept, text, note: by };
		}
		case 'promiseMoved': {
			const when = { when: formatFuzzyDate(step.on, language), datetime: fuzzyDateText(step.on) };
			const said = step.note ? readableText(step.note, language) : undefined;
			const title = stateNames(language)[step.to];
			return { title, ...when, text: said?.text, note: by, state: step.to === 'broken' ? 'problem' : 'done' };
		}
		case 'evidenceAdded': {
			const { link, note } = evidenceLine(step.evidence, language, titles);
			const title = say('event-evidence-added', { what: link.label });
			return { title, ...kept, href: link.href, text: note || undefined, note: by };
		}
		default:
			return { title: say('event-evidence-withdrawn'), ...kept, text: step.reason, note: by };
	}
}
