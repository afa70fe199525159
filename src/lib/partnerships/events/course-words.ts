import { speak } from '#lib/i18n/catalogue.ts';
import type { Language } from '#lib/kernel/language.ts';
import { type CourseState, courseStates } from './course.ts';
import { eventMessages } from './event-messages.ts';

/** The states of an event or exchange in words. */
export function courseNames(language: Language): Readonly<Record<CourseState, string>> {
	const say = speak(eventMessages, language);
	return Object.fromEntries(courseStates.map((state) => [state, say(`course-${state}`)])) as Record<
		CourseState,
		string
	>;
}
