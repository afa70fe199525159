import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate } from '#lib/i18n/format.ts';
import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import { parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { readId, type Typed } from '#lib/ui/form/typed-form.ts';
import type { TimelineEvent } from '#lib/ui/timeline.ts';
import { choicesIn, listOrganisationChoices, listPartnershipChoices } from '../choice-queries.server.ts';
import { evidencePath } from '../evidence.ts';
import { listRecordTitles, recordsIn } from '../record-titles.server.ts';
import { namedLink, recordLink } from '../record-words.ts';
import { type ThemeFacts, type ThemeId, themeMoves, themeStates } from './theme.ts';
import { correctTheme, moveTheme, proposeTheme } from './theme-commands.server.ts';
import { readBeginning, readTheme, readThemeStep, themeForm } from './theme-form.ts';
import { themeMessages } from './theme-messages.ts';
import {
	findTheme,
	listThemeSteps,
	listThemes,
	type ThemeRecord,
	type ThemeStepRecord,
} from './theme-queries.server.ts';
import type { ThemeRefusal } from './theme-refusal.ts';
import { themeStateNames } from './theme-words.ts';

type Answer<Value> = Promise<Result<Value, readonly ThemeRefusal[]>>;

const mayKeep = (desk: OfficeDesk) => may(desk.session, 'cooperation.keep');
const notPermitted = Promise.resolve(refused([{ kind: 'not-permitted' }] as const));
const deedOf = (desk: OfficeDesk) => ({ at: desk.now, account: desk.actor.account });

/** The themes of the city's partnerships, in one state or all. */
export async function loadThemes(desk: OfficeDesk, query: URLSearchParams) {
	const state = themeStates.find((each) => each === query.get('state')) ?? null;
	const themes = await readForPage(desk, (trx) => listThemes(trx, state));
	return {
		state: state ?? '',
		mayKeep: mayKeep(desk),
		rows: themes.map(({ id, names, goals, state: each, since, proposerNames }) => ({
			id,
			name: readableText(names, desk.language),
			goals: goals.join(', '),
			state: each,
			since: formatFuzzyDate(since, desk.language),
			proposer: proposerNames ? readableText(proposerNames, desk.language).text : '',
		})),
	};
}

/** A theme with its history and its forms; undefined where the city may not see it. */
export async function loadTheme(desk: OfficeDesk, idText: string) {
	const id = parseId<'theme'>(idText);
	const found =
		id &&
		(await readForPage(desk, async (trx) => {
			const theme = await findTheme(trx, id);
			return {
				theme,
				titles: await listRecordTitles(trx, desk.session, [
					...recordsIn([theme?.agreedIn ?? null]),
					...(theme ? [{ kind: 'partnership', id: theme.partnershipId } as const] : []),
				]),
				steps: await listThemeSteps(trx, id),
				organisations: await listOrganisationChoices(trx, desk.language),
			};
		}));
	if (!found?.theme) return undefined;
	const { theme, titles, steps, organisations } = found;
	const { language } = desk;
	const own = theme.cityId === desk.actor.city && mayKeep(desk);
	const typed: Typed = {
		...themeForm(theme),
		mark: markOfTheme(theme),
		shown: String(theme.steps),
		on: dayOf(desk.now),
	};
	return {
		id: theme.id,
		name: readableText(theme.names, language),
		description: theme.description ? readableText(theme.description, language) : null,
		goals: theme.goals,
		state: theme.state,
		since: formatFuzzyDate(theme.since, language),
		proposer: theme.proposerNames ? readableText(theme.proposerNames, language).text : null,
		agreedIn: theme.agreedIn ? namedLink(theme.agreedIn, language, titles) : null,
		partnership: recordLink({ kind: 'partnership', id: theme.partnershipId }, language, titles),
		keeper: readableText(theme.cityNames, language),
		history: steps.map((step) => stepInWords(step, language)).reverse(),
		moves: own ? themeMoves[theme.state] : [],
		mayKeep: own,
		organisations: choicesIn(organisations, language),
		typed,
		idempotencyKey: randomUUID(),
	};
}

function stepInWords({ state, on, note, agreedIn, by }: ThemeStepRecord, language: Language): TimelineEvent {
	return {
		title: themeStateNames(language)[state],
		when: formatFuzzyDate(on, language),
		datetime: fuzzyDateText(on),
		text: note ? readableText(note, language).text : undefined,
		href: agreedIn ? evidencePath(agreedIn, language) : undefined,
		note: by ? speak(themeMessages, language)('by-whom', { name: by }) : undefined,
	};
}

function markOfTheme({ names, description, goals, proposerId }: ThemeFacts): string {
	return markOf({ names, description, goals, proposerId });
}

/** The form that proposes a theme. */
export async function loadNewTheme(desk: OfficeDesk, query: URLSearchParams) {
	const found = await readForPage(desk, async (trx) => ({
		partnerships: await listPartnershipChoices(trx),
		organisations: await listOrganisationChoices(trx, desk.language),
	}));
	const partnerships = choicesIn(found.partnerships, desk.language);
	const typed: Typed = { partnership: query.get('partnership') ?? partnerships[0]?.value ?? '', on: dayOf(desk.now) };
	return {
		partnerships,
		organisations: choicesIn(found.organisations, desk.language),
		typed,
		idempotencyKey: randomUUID(),
	};
}

/** Puts the theme a form describes on record. */
export function addTheme(desk: OfficeDesk, typed: Typed): Answer<ThemeId> {
	if (!mayKeep(desk)) return notPermitted;
	const [facts, partnership, on] = [
		readTheme(typed),
		readId<'partnership'>(typed, 'partnership'),
		readBeginning(typed),
	];
	const refusals = [facts, partnership, on].flatMap((read) => (read.ok ? [] : read.refusal));
	if (!facts.ok || !partnership.ok || !on.ok) return Promise.resolve(refused(refusals));
	const input = { partnershipId: partnership.value, facts: facts.value, on: on.value };
	return runForm<ThemeId, ThemeRefusal>(desk, { name: 'propose-theme', subject: null, typed }, (trx) =>
		proposeTheme(trx, input, deedOf(desk)),
	);
}

/** Corrects a theme or moves it on, as its form says. */
export function changeTheme(desk: OfficeDesk, idText: string, deed: 'correct' | 'move', typed: Typed): Answer<null> {
	const id = parseId<'theme'>(idText);
	if (!id) return Promise.resolve(refused([{ kind: 'not-yours' }]));
	if (!mayKeep(desk)) return notPermitted;
	const sent = { name: `${deed}-theme`, subject: id, typed };
	if (deed === 'correct') {
		const facts = readTheme(typed);
		if (!facts.ok) return Promise.resolve(facts);
		const isAsShown = (theme: ThemeRecord) => markOfTheme(theme) === typed['mark'];
		const input = { id, facts: facts.value, isAsShown };
		return runForm<null, ThemeRefusal>(desk, sent, (trx) => correctTheme(trx, input));
	}
	const step = readThemeStep(typed);
	if (!step.ok) return Promise.resolve(step);
	const input = { id, shown: Number(typed['shown']), step: step.value };
	return runForm<null, ThemeRefusal>(desk, sent, (trx) => moveTheme(trx, input, deedOf(desk)));
}
