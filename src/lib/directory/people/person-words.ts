import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate } from '#lib/i18n/format.ts';
import { readableName } from '#lib/i18n/transliteration/readable-name.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { peopleMessages } from './people-messages.ts';
import type { PeopleFault } from './person-form.ts';
import type { Tenure } from './tenure.ts';

/** "since 2023", "2014 to 14 March 2025", "until 2025". */
export function periodInWords({ began, ended }: Pick<Tenure, 'began' | 'ended'>, language: Language): string {
	const say = speak(peopleMessages, language);
	const from = began && formatFuzzyDate(began, language);
	const until = ended && formatFuzzyDate(ended, language);
	if (from && until) return say('period', { from, until });
	if (from) return say('period-since', { from });
	return until ? say('period-until', { until }) : say('period-unknown');
}

/** A tenure in parts: the post with "acting" where it applies, the organisation, and the period where it is known. */
export function tenureInWords(
	tenure: Pick<Tenure, 'postNames' | 'organisationNames' | 'acting' | 'ended'> & Partial<Pick<Tenure, 'began'>>,
	language: Language,
) {
	const say = speak(peopleMessages, language);
	const post = readableText(tenure.postNames, language);
	return {
		post: tenure.acting ? say('acting-post', { post: post.text }) : post.text,
		language: post.language,
		organisation: readableText(tenure.organisationNames, language),
		period: tenure.began === undefined ? null : periodInWords({ began: tenure.began, ended: tenure.ended }, language),
		isOver: tenure.ended !== null,
	};
}

const labels = {
	names: 'names',
	text: 'spelling-text',
	usage: 'spelling-usage',
	post: 'post',
	organisation: 'organisation',
	began: 'began',
	ended: 'ended',
	email: 'email',
	phone: 'phone',
	note: 'note',
} as const;

/** A fault in words, with the field it takes the reader to. */
export function explainPeopleFault(fault: PeopleFault, language: Language): FieldError {
	const say = speak(peopleMessages, language);
	switch (fault.kind) {
		case 'same-name':
			return { field: 'isAnother-on', message: say('error-same-name', { name: fault.name }) };
		case 'spelling-known':
			return { field: 'text', message: say('error-spelling-known', { text: fault.text }) };
		case 'unknown-post':
			return { field: 'post', message: say('error-unknown-post') };
		case 'unknown-organisation':
			return { field: 'organisation', message: say('error-unknown-organisation') };
		case 'not-an-email':
			return { field: 'email', message: say('error-not-an-email', { typed: fault.typed }) };
		case 'not-a-telephone':
			return { field: 'phone', message: say('error-not-a-telephone', { typed: fault.typed }) };
		case 'sole-post-shared':
			return { field: 'sole-on', message: say('error-sole-post-shared', { names: fault.names.join(', ') }) };
		case 'ends-before-it-began':
			return { field: 'ended', message: say('error-ends-before-it-began') };
		case 'held-already':
		case 'post-held': {
			const name = readableName(fault.other.personNames, language).text;
			const period = periodInWords(fault.other, language);
			return { field: 'began', message: say(`error-${fault.kind}`, { name, period }) };
		}
		default:
			return explainFault(fault, language, labels, say);
	}
}
