import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatFuzzyDate, formatNumber } from '#lib/i18n/format.ts';
import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import { namedLink, type RecordTitles } from '../record-words.ts';
import type { StateStep } from '../state-step.ts';
import { decimalText, type Indicator, indicatorProgress } from './indicator.ts';
import { isMilestoneOverdue, type Milestone, milestoneProgress } from './milestone.ts';
import type { ProjectState } from './project.ts';
import { projectMessages } from './project-messages.ts';
import { periodText, projectStateNames } from './project-words.ts';

/** What lists show of a project: that of project-queries.server.ts, which a pure file may not import. */
interface Listed {
	readonly id: Id<'project'>;
	readonly code: string;
	readonly names: LocalizedText;
	readonly begins: Parameters<typeof periodText>[0];
	readonly ends: Parameters<typeof periodText>[1];
	readonly state: ProjectState;
	readonly milestones: readonly Milestone[];
	readonly themes: readonly { readonly names: LocalizedText }[];
}

/** A project as a line of a list. */
export function projectLine(project: Listed, today: PlainDate, language: Language) {
	const { id, code, names, begins, ends, state, milestones, themes } = project;
	return {
		id,
		code,
		name: readableText(names, language),
		period: periodText(begins, ends, language) ?? '–',
		state,
		themes: themes.map((theme) => readableText(theme.names, language).text).join(' · '),
		progress: milestoneProgress(milestones),
		overdue: milestones.filter((milestone) => isMilestoneOverdue(milestone, today)).length,
	};
}

/** A milestone as the project's page shows it. */
export function milestoneLine(milestone: Milestone, today: PlainDate, language: Language, titles: RecordTitles) {
	const { id, names, due, state, settledOn, note, evidence } = milestone;
	return {
		id,
		name: readableText(names, language),
		due: formatDate(due, language),
		state,
		overdue: isMilestoneOverdue(milestone, today),
		settledOn: settledOn ? formatDate(settledOn, language) : null,
		note,
		link: evidence ? namedLink(evidence, language, titles) : null,
	};
}

/** An indicator as the project's page shows it. */
export function indicatorLine(indicator: Indicator, language: Language) {
	const say = speak(projectMessages, language);
	const { id, names, unit, decimals, baseline, target, actual } = indicator;
	const number = (value: number) => `${decimalText(value, decimals, language)}`;
	const progress = indicatorProgress(indicator);
	return {
		id,
		name: readableText(names, language),
		unit,
		baseline: baseline === null ? say('unknown') : number(baseline),
		target: number(target),
		actual: actual ? number(actual.value) : say('actual-none'),
		asOf: actual ? `${say('as-of', { day: formatDate(actual.asOf, language) })} · ${actual.source}` : null,
		way: progress === null ? null : say('way', { share: formatNumber(progress / 100, language, { style: 'percent' }) }),
	};
}

/** A state a project was in, as its history shows it. */
export function projectStepInWords(
	{
		state,
		on,
		note,
		by,
	}: Omit<StateStep<ProjectState>, 'to'> & { readonly state: ProjectState; readonly by: string | null },
	language: Language,
): TimelineEvent {
	return {
		title: projectStateNames(language)[state],
		when: formatFuzzyDate(on, language),
		datetime: fuzzyDateText(on),
		text: note ? readableText(note, language).text : undefined,
		note: by ? speak(projectMessages, language)('by-whom', { name: by }) : undefined,
	};
}
