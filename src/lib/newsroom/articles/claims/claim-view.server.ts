import { formatInstant } from '#lib/i18n/format.ts';
import type { Language } from '#lib/kernel/language.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import type { BlockId } from '../block.ts';
import { type EditionKey, languageOf } from '../edition.ts';
import { figurePickerHref } from '../figures/picker-address.ts';
import { printMarkup } from '../markup/print-markup.ts';
import { type CheckedClaim, isOpen } from './claim-check.server.ts';
import { saidHref, saidText } from './said-text.ts';

/**
 * The claims of a text as its page shows them: what differs, what agrees, and what nothing is known of. That cities are spelt
 * right is not worth a line.
 */
export function viewClaims(
	claims: readonly CheckedClaim[],
	{ key, language, live }: { readonly key: EditionKey; readonly language: Language; readonly live: boolean },
) {
	const shown = claims.map((claim) => viewClaim(claim, key, language));
	const of = (verdict: CheckedClaim['verdict']) => shown.filter((claim) => claim.verdict === verdict);
	return {
		open: claims.filter(isOpen).length,
		/** Readers have this very text. */
		live,
		differing: of('differs'),
		agreeing: of('matches').filter(({ kind }) => kind !== 'name'),
		silent: of('nothing-to-compare'),
	};
}

export type ShownClaim = ReturnType<typeof viewClaim>;

function viewClaim(checked: CheckedClaim, key: EditionKey, language: Language) {
	const { claim, kind, verdict, block, words, sentence, said, signedOff } = checked;
	const { byCode } = currentCatalogue();
	const itemName = (code: string) => byCode.get(code)?.names[language] ?? code;
	const at = sentence.indexOf(words);
	return {
		claim,
		kind,
		verdict,
		block,
		before: sentence.slice(0, at),
		words,
		after: sentence.slice(at + words.length),
		said: said.map((each) => ({
			text: saidText(each, { language, written: languageOf(key), itemName }),
			href: saidHref(each, language),
		})),
		bind: bindingOf(checked, language),
		signedOff: signedOff && { ...signedOff, at: formatInstant(signedOff.at, language) },
	};
}

/**
 * How the text would write the number so that it is the ledger's, and where to pick the figure; null where no figure stands for
 * all of it.
 */
function bindingOf({ kind, verdict, said }: CheckedClaim, language: Language) {
	const wholes = said.filter((each) => each.kind === 'figure').filter(({ part }) => part === null);
	const whole = wholes.find(({ figure }) => figure.measure === 'received') ?? wholes[0];
	if (kind !== 'amount' || verdict !== 'matches' || !whole) return null;
	const query = { ...whole.figure, from: null, to: null };
	const markup = printMarkup([{ id: 'b1' as BlockId, kind: 'paragraph', text: [{ kind: 'figure', query }] }]);
	return { markup, href: figurePickerHref(language, query) };
}
