import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { canonicalJson } from '#lib/platform/database/run-command.server.ts';
import { currentCatalogue } from '#lib/relief/catalogue/current-catalogue.server.ts';
import type { Recogniser } from '#lib/relief/recognition/recogniser.ts';
import { currentRecogniser } from '#lib/relief/synonyms/synonym-store.server.ts';
import { checkClaims } from '../../checks/check-claims.ts';
import type { Finding } from '../../checks/claim.ts';
import { goodsReader, type ReadGoods } from '../../checks/goods.ts';
import { findRecords } from '../../checks/known-records.server.ts';
import { citedReferences } from '../../checks/paper-claims.ts';
import type { ArticleText } from '../article.ts';
import type { Blocker } from '../article-blockers.ts';
import { type EditionKey, languageOf } from '../edition.ts';
import { claimPassages } from './claim-passages.ts';

/** Who answers for a claim, and why. */
export interface SignOff {
	readonly claim: string;
	readonly by: string | null;
	readonly at: Instant;
	readonly reason: string;
}

/** A claim of a text with what came of comparing it, and who answers for it where it differs. */
export interface CheckedClaim extends Finding {
	/** The same for the same words in the same sentence while the records say the same. */
	readonly claim: string;
	readonly signedOff: SignOff | null;
}

/** Which text is checked, of which article, as of when. */
export interface Checked {
	readonly id: Id<'article'>;
	readonly partnershipId: Id<'partnership'> | null;
	readonly key: EditionKey;
	readonly now: Instant;
}

/** Compares everything a text claims with what the records say now. */
export async function checkText(
	trx: Trx,
	text: ArticleText,
	{ id, partnershipId, key, now }: Checked,
): Promise<readonly CheckedClaim[]> {
	const passages = claimPassages(text);
	const references = passages.flatMap((passage) => citedReferences(passage.text));
	const records = await findRecords(trx, { partnershipId, language: languageOf(key), references, now });
	const findings = checkClaims(passages, records, goodsOf(await currentRecogniser(trx)));
	const signed = await listSignOffs(trx, id, key);
	return findings.map((finding) => {
		const claim = nameOf(finding);
		return { ...finding, claim, signedOff: signed.find((each) => each.claim === claim) ?? null };
	});
}

let goods: { readonly of: Recogniser; readonly read: ReadGoods } | undefined;

/** The reader of a recogniser, kept because texts are checked again and again and their goods stay the same. */
function goodsOf(recogniser: Recogniser): ReadGoods {
	if (goods?.of !== recogniser) goods = { of: recogniser, read: goodsReader(recogniser, currentCatalogue()) };
	return goods.read;
}

function nameOf({ kind, words, sentence, said }: Finding): string {
	return createHash('sha256').update(canonicalJson({ kind, words, sentence, said })).digest('hex');
}

/** What nobody answers for yet although the records say otherwise. */
export function isOpen({ verdict, signedOff }: CheckedClaim): boolean {
	return verdict === 'differs' && signedOff === null;
}

/** Claims that keep a text from approval and from its readers, until they are mended or somebody answers for them. */
export async function claimBlockers(trx: Trx, text: ArticleText, checked: Checked): Promise<readonly Blocker[]> {
	const claims = await checkText(trx, text, checked);
	return claims.filter(isOpen).map(({ block, words }) => ({ kind: 'claim-differs', block, words }));
}

async function listSignOffs(trx: Trx, id: Id<'article'>, key: EditionKey): Promise<readonly SignOff[]> {
	const { rows } = await sql<SignOff>`
		select claim, at, reason, (select name from account where account.id = latest.account_id) as by from (
			select distinct on (claim) claim, given, at, reason, account_id from article_sign_off
			where article_id = ${id} and edition = ${key} order by claim, id desc) latest
		where given`.execute(trx);
	return rows;
}
