import { type Say, speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { type Language, languageNames } from '#lib/kernel/language.ts';
import { releaseFaultText } from '#lib/media/images/image-words.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import type { FieldFault, FormFault } from '#lib/ui/form/typed-form.ts';
import type { Blocker } from './article-blockers.ts';
import { articleMessages } from './article-messages.ts';
import type { ArticleRefusal } from './article-refusal.ts';
import { type ArticleStage, articleStages } from './article-stages.ts';
import { type EditionKey, isEasy, languageOf } from './edition.ts';
import { explainBlockRefusal } from './markup/block-words.ts';

/** The stages in words. */
export function stageNames(language: Language): Readonly<Record<ArticleStage, string>> {
	const say = speak(articleMessages, language);
	return Object.fromEntries(articleStages.map((stage) => [stage, say(`stage-${stage}`)])) as Record<
		ArticleStage,
		string
	>;
}

/** "Deutsch", "Deutsch, Leichte Sprache". */
export function editionName(key: EditionKey, language: Language): string {
	const name = languageNames[languageOf(key)];
	return isEasy(key) ? speak(articleMessages, language)('edition-easy', { language: name }) : name;
}

/** What keeps a text from review, in a sentence that names the block. */
export function blockerText(blocker: Blocker, language: Language): string {
	const say = speak(articleMessages, language);
	const what = whatBlocks(blocker, language);
	return blocker.block === 0 ? what : say('blocker-in-block', { block: blocker.block, what });
}

function whatBlocks(blocker: Blocker, language: Language): string {
	const say = speak(articleMessages, language);
	if (blocker.kind === 'image-lacks') return releaseFaultText(blocker.fault, language);
	if (blocker.kind === 'claim-differs') return say('blocker-claim-words', { words: blocker.words });
	if (blocker.kind === 'restricted-place') return say('blocker-restricted-words', { words: blocker.words });
	if (blocker.kind === 'shipment-not-public' && blocker.number !== null) {
		return say('blocker-shipment-number', { number: blocker.number });
	}
	return say(`blocker-${blocker.kind}`);
}

/** The same where only its kind was kept. */
export function blockerName(kind: Blocker['kind'], language: Language): string {
	return speak(articleMessages, language)(`blocker-${kind}`);
}

/** The words above each field. */
const labels = {
	partnership: 'partnership',
	edition: 'edition',
	kind: 'kind',
	slug: 'slug',
	kicker: 'kicker',
	title: 'title',
	teaser: 'teaser',
	blocks: 'text',
	dateline: 'dateline',
	pressName: 'press-name',
	pressPhone: 'press-phone',
	pressEmail: 'press-email',
	related: 'related',
	records: 'records',
	sources: 'sources',
	update: 'update',
	note: 'change-note',
	wrong: 'what-was-wrong',
	releaseAt: 'release-at',
	embargoUntil: 'embargo-until',
	returnReason: 'return-reason',
	withdrawReason: 'withdraw-reason',
	leadsTo: 'leads-to',
	liftReason: 'lift-reason',
} as const;

/** Any refusal of the newsroom in words, with the field it takes the reader to. */
export function explainArticleRefusal(refusal: ArticleRefusal, language: Language): FieldError {
	const say = speak(articleMessages, language);
	switch (refusal.kind) {
		case 'field-missing':
		case 'field-too-long':
		case 'choice-missing':
		case 'not-a-day':
		case 'not-an-address':
		case 'changed-meanwhile':
		case 'not-yours':
		case 'not-permitted':
		case 'key-reused':
			return explainFault(refusal, language, labels, say);
		case 'block-refused':
			return { ...explainBlockRefusal(refusal.refusal, language), label: say('text') };
		default:
			return { field: fieldOf(refusal), message: sentenceOf(refusal, language, say) };
	}
}

type Own = Exclude<ArticleRefusal, FieldFault | FormFault | { kind: 'block-refused' }>;

function fieldOf(refusal: Own): string {
	if ('field' in refusal) return refusal.field;
	if (refusal.kind === 'blocked' && refusal.blocker.kind === 'claim-differs') return 'claims';
	const fields: Partial<Record<Own['kind'], string>> = {
		'slug-malformed': 'slug',
		'slug-taken': 'slug',
		'text-changed-meanwhile': 'meanwhile',
		'first-or-update': 'update',
		'change-note-needed': 'note',
		'correction-incomplete': 'wrong',
		'source-malformed': 'sources',
		'leads-nowhere': 'leadsTo',
		'unknown-partnership': 'partnership',
		'before-embargo': 'releaseAt',
		blocked: 'blockers',
		'claim-gone': 'claims',
	};
	return fields[refusal.kind] ?? 'form';
}

function sentenceOf(refusal: Own, language: Language, say: Say<(typeof articleMessages)['en']>): string {
	const stages = stageNames(language);
	switch (refusal.kind) {
		case 'blocked':
			return blockerText(refusal.blocker, language);
		case 'forbidden-character':
			return say('error-forbidden-character', { character: refusal.character });
		case 'slug-malformed':
		case 'not-a-moment':
		case 'nowhere-to-look':
		case 'source-malformed':
		case 'leads-nowhere':
			return say(`error-${refusal.kind}`, { typed: refusal.typed });
		case 'slug-taken':
			return say('error-slug-taken', { slug: refusal.slug });
		case 'text-changed-meanwhile':
			return say('error-text-changed-meanwhile', { revision: refusal.revision });
		case 'release-planned':
			return say('error-release-planned', { stage: stages[refusal.stage] });
		case 'move-not-permitted':
			return say('error-move-not-permitted', { from: stages[refusal.from], to: stages[refusal.to] });
		case 'embargo-stands':
		case 'before-embargo':
			return say(`error-${refusal.kind}`, { until: formatInstant(refusal.until, language) });
		case 'too-many-entries':
			return say('error-too-many-entries', { most: refusal.most });
		default:
			return say(`error-${refusal.kind}`);
	}
}
