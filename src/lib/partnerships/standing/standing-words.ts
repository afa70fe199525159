import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { type RecordRef, recordPath } from '../record-ref.ts';
import { recordKindName } from '../record-words.ts';
import { partnershipMessages } from './partnership-messages.ts';
import type { Standing, StandingEvent } from './standing.ts';
import type { PartnershipFault } from './standing-form.ts';

/** "Solidarity partnership, active". */
export function standingInWords({ kind, status }: Pick<Standing, 'kind' | 'status'>, language: Language): string {
	const say = speak(partnershipMessages, language);
	return say('standing-title', { kind: say(`kind-${kind}`), status: say(`status-${status}`) });
}

/** A statement of the standing for a timeline; `titleOf` knows the titles of the records it may rest on. */
export function standingLine(
	{ position, kind, status, since, basis }: StandingEvent,
	language: Language,
	titleOf: (ref: RecordRef) => string | undefined = () => undefined,
) {
	const say = speak(partnershipMessages, language);
	const text = basis.text && readableText(basis.text, language);
	return {
		title: standingInWords({ kind, status }, language),
		when: formatFuzzyDate(since, language),
		datetime: since.date,
		text: text ? text.text : position === 1 && !basis.record ? say('basis-set-up') : undefined,
		record: basis.record
			? {
					href: `/${language}/office${recordPath(basis.record)}`,
					label: titleOf(basis.record) ?? recordKindName(basis.record.kind, language),
				}
			: null,
	};
}

const labels = {
	kind: 'kind',
	status: 'status',
	since: 'standing-since',
	basis: 'basis-record',
	basisText: 'basis-text',
	reason: 'reason',
	unit: 'unit',
	why: 'why',
	predecessor: 'predecessor',
	network: 'network',
	reference: 'reference',
	url: 'url',
	nextReportDue: 'next-report',
	person: 'contact',
	task: 'task',
} as const;

/** A fault in words, with the field it takes the reader to. */
export function explainPartnershipFault(fault: PartnershipFault, language: Language): FieldError {
	const say = speak(partnershipMessages, language);
	switch (fault.kind) {
		case 'no-such-status': {
			const { from, to } = fault;
			const message = say('error-no-such-status', { from: say(`status-${from}`), to: say(`status-${to}`) });
			return { field: 'status', message };
		}
		case 'no-such-kind': {
			const { from, to } = fault;
			return {
				field: 'kind',
				message: say('error-no-such-kind', { from: say(`kind-${from}`), to: say(`kind-${to}`) }),
			};
		}
		case 'before-the-last': {
			const date = formatFuzzyDate(fault.since, language);
			return { field: 'since', message: say('error-before-the-last', { date }) };
		}
		case 'unknown-basis':
			return { field: 'basis', message: say('error-unknown-basis') };
		case 'network-incomplete':
			return { field: fault.field, message: say('error-network-incomplete') };
		case 'nothing-changes':
		case 'kind-changes-at-the-end':
		case 'partnership-ended':
			return { field: 'kind', message: say(`error-${fault.kind}`) };
		case 'since-in-future':
			return { field: 'since', message: say('error-since-in-future') };
		case 'basis-missing':
			return { field: 'basis', message: say('error-basis-missing') };
		case 'first-stays':
			return { field: 'form', message: say('error-first-stays') };
		case 'unknown-unit':
			return { field: 'unit', message: say('error-unknown-unit') };
		case 'unknown-person':
		case 'contact-known':
			return { field: 'person', message: say(`error-${fault.kind}`) };
		default:
			return explainFault(fault, language, labels, say);
	}
}
