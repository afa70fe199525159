import { speak } from '#lib/i18n/catalogue.ts';
import { formatNumber, formatShare } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { allocationMessages } from './allocation-messages.ts';
import type { AllocationProblem } from './allocation-problem.ts';
import type { AllocationResult } from './allocation-result.ts';
import { reasonVoice } from './say-reason.ts';

/** An allocation as lines of text, each with its reason, for people at a terminal or in a mail. */
export function allocationText(problem: AllocationProblem, result: AllocationResult, language: Language): string {
	const say = speak(allocationMessages, language);
	const voice = reasonVoice(problem.destinations, language, problem.policy.denominator);
	const needs = new Map(problem.needs.map((need) => [need.id, need]));
	const destinationOf = (need: string): string => voice.destination(needs.get(need)!.destination);
	const { optimality } = result;
	const section = (title: string, lines: readonly string[]): string[] => [
		'',
		title,
		...(lines.length === 0 ? [`  ${say('text.none')}`] : lines.map((line) => `  ${line}`)),
	];
	const percent = { style: 'percent', maximumFractionDigits: 2 } as const;
	return [
		optimality.kind === 'proven'
			? say('text.proven')
			: say('text.bounded', { gap: formatNumber(optimality.gap, language, percent) }),
		...section(
			say('text.coverage'),
			result.coverage.map((line) => {
				const { urgency, delivered, requested, kind } = line;
				const share = formatShare(delivered, requested, language);
				const name = [voice.destination(line.destination), kind].filter((word) => word !== '').join(', ');
				return say('text.class', { name, urgency, delivered, requested, share });
			}),
		),
		...section(
			say('text.allocations'),
			result.allocations.map((line) => {
				const { need, lot, quantity, covers } = line;
				const values = { quantity, lot, need, destination: destinationOf(need) };
				const what = covers === quantity ? say('text.line', values) : say('text.line-counts', { ...values, covers });
				return `${what}: ${voice.line(line)}`;
			}),
		),
		...section(
			say('text.unmet'),
			result.unmet.map(({ need, quantity, reason }) => {
				const what = say('text.unmet-line', { quantity, need, destination: destinationOf(need) });
				return `${what}: ${voice.unmet(reason)}`;
			}),
		),
		...section(
			say('text.left'),
			result.left.map(
				({ lot, quantity, reason }) => `${say('text.left-line', { quantity, lot })}: ${voice.left(reason)}`,
			),
		),
	].join('\n');
}
