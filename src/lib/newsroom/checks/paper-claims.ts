import type { Found, Records } from './claim.ts';
import { paperCitations } from './claim-words.ts';

/** Papers a passage cites by their reference. One that is a slip away from a known one differs; an unknown one is not judged. */
export function findPapers(text: string, { papers }: Pick<Records, 'papers'>): readonly Found[] {
	const known = papers.filter(({ reference }) => reference.length >= shortest);
	return citations(text, known).map(({ from, to }): Found => {
		const cited = keyOf(text.slice(from, to));
		const same = known.filter(({ reference }) => keyOf(reference) === cited);
		const near = same.length > 0 ? same : known.filter(({ reference }) => isSlip(keyOf(reference), cited));
		const said = near.map(({ ref, reference, names }) => ({ kind: 'paper', ref, reference, names }) as const);
		const verdict = same.length > 0 ? 'matches' : near.length > 0 ? 'differs' : 'nothing-to-compare';
		return { kind: 'paper', from, to, verdict, said };
	});
}

/** The references a passage cites, as it writes them: what to look up. */
export function citedReferences(text: string): readonly string[] {
	return citations(text, []).map(({ from, to }) => text.slice(from, to));
}

/** A shorter reference stands in texts for other things. */
const shortest = 5;

const keyOf = (reference: string) =>
	reference
		.toLowerCase()
		.replace(/[\s._]/gu, '')
		.replace(/[–/]/gu, '-');

function citations(text: string, known: Records['papers']): { from: number; to: number }[] {
	const found: { from: number; to: number }[] = [];
	const add = (from: number, to: number) => {
		if (!found.some((span) => span.from < to && from < span.to)) found.push({ from, to });
	};
	for (const pattern of paperCitations) {
		for (const match of text.matchAll(pattern)) {
			const reference = match.groups?.['reference'] ?? '';
			const from = match.index + match[0].lastIndexOf(reference);
			if (/\d/u.test(reference)) add(from, from + reference.length);
		}
	}
	const lower = text.toLowerCase();
	for (const { reference } of known) {
		if (!/\d.*\D.*\d/u.test(reference)) continue;
		for (
			let at = lower.indexOf(reference.toLowerCase());
			at >= 0;
			at = lower.indexOf(reference.toLowerCase(), at + 1)
		) {
			if (!/[\p{L}\d]/u.test(text[at - 1] ?? ' ') && !/[\p{L}\d]/u.test(text[at + reference.length] ?? ' ')) {
				add(at, at + reference.length);
			}
		}
	}
	return found.toSorted((one, other) => one.from - other.from);
}

/** Whether one differs from the other by one sign, or by two neighbours changed about. */
export function isSlip(one: string, other: string): boolean {
	if (one === other || Math.abs(one.length - other.length) > 1) return false;
	let start = 0;
	while (start < one.length && one[start] === other[start]) start += 1;
	const [a, b] = [one.slice(start), other.slice(start)];
	const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
	return swapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}
