import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { findRevision } from '../article-queries.server.ts';
import { parseEdition } from '../edition.ts';
import { loadText } from '../edition-pages.server.ts';
import {
	findKeptText,
	forgetKeptTexts,
	type KeptText,
	keepText,
	listKeptTexts,
	type Which,
} from './autosave.server.ts';
import { parsePiece, readWrittenSoFar } from './autosave.ts';

function which(idText: string, keyText: string): Which | undefined {
	const [id, key] = [parseId<'article'>(idText), parseEdition(keyText)];
	return id && key ? { id, key } : undefined;
}

/**
 * The form of a text with what was written of it and not saved: one's own, to go on with, and that of colleagues. `?kept=` opens
 * one of them in the form. Undefined on another city's article.
 */
export async function loadWriting(desk: OfficeDesk, idText: string, keyText: string, query: URLSearchParams) {
	const text = await loadText(desk, idText, keyText);
	const named = which(idText, keyText);
	if (!text || !named) return undefined;
	const wanted = parsePiece(query.get('kept') ?? undefined);
	const { kept, opened } = await readForPage(desk, async (trx) => ({
		kept: await listKeptTexts(trx, named),
		opened: wanted && (await findKeptText(trx, named, wanted)),
	}));
	const { language } = desk;
	const viewOf = ({ account, by, piece, keptAt, startedFrom }: KeptText) => ({
		name: `${account}.${piece}`,
		by,
		own: account === desk.actor.account,
		at: formatInstant(keptAt, language),
		startedFrom,
	});
	const others = [...Map.groupBy(kept, ({ account }) => account)].flatMap(([account, texts]) =>
		account === desk.actor.account ? [] : texts.slice(0, 1),
	);
	const typed: Typed = opened
		? { ...text.typed, ...opened.fields, startedFrom: String(opened.startedFrom) }
		: text.typed;
	return {
		...text,
		typed,
		writer: desk.actor.account ?? 'nobody',
		sitting: randomUUID(),
		kept: {
			own: kept.filter(({ account }) => account === desk.actor.account).map(viewOf),
			others: others.map(viewOf),
			opened: opened ? viewOf(opened) : null,
		},
	};
}

/** What a page is told when its text was kept. */
export interface KeepReport {
	readonly at: string;
	/** The newest revision, where it is not the one the writer began with. */
	readonly overtaken: { readonly revision: number; readonly by: string | null; readonly at: string } | null;
	readonly others: readonly { readonly name: string; readonly at: string }[];
}

const stillWriting = 600_000;

/** Keeps what a page sends; "refused" where it is no text that could be kept, or of no article of the city. */
export async function keepWriting(
	desk: OfficeDesk,
	idText: string,
	keyText: string,
	typed: Typed,
): Promise<KeepReport | 'refused'> {
	const named = which(idText, keyText);
	const read = readWrittenSoFar(typed);
	const { account } = desk.actor;
	if (!named || !read.ok || !account || !may(desk.session, 'articles.write')) return 'refused';
	return inCity(desk.app, desk.actor, async (trx) => {
		if (!(await keepText(trx, named, read.value, { account, at: desk.now }))) return 'refused';
		const newest = await findRevision(trx, named);
		const overtaken = newest && newest.number !== read.value.startedFrom;
		const texts = await listKeptTexts(trx, named);
		const recent = texts.filter((each) => each.account !== account && desk.now - each.keptAt < stillWriting);
		const byPerson = [...Map.groupBy(recent, (each) => each.account).values()].flatMap((each) => each.slice(0, 1));
		const clock = (at: Parameters<typeof formatInstant>[0]) => formatInstant(at, desk.language);
		return {
			at: clock(desk.now),
			overtaken: overtaken ? { revision: newest.number, by: newest.by, at: clock(newest.at) } : null,
			others: byPerson.flatMap(({ by, keptAt }) => (by ? [{ name: by, at: clock(keptAt) }] : [])),
		};
	});
}

/** Throws away what somebody wrote and does not want: a piece with those before it, or all of the page that sends this. */
export async function throwAway(desk: OfficeDesk, idText: string, keyText: string, typed: Typed): Promise<void> {
	const named = which(idText, keyText);
	const { account } = desk.actor;
	if (!named || !account || !may(desk.session, 'articles.write')) return;
	const piece = parsePiece(typed['kept']);
	const sitting = parseId<'sitting'>(typed['sitting'] ?? '');
	await inCity(desk.app, desk.actor, async (trx) => {
		// Only one's own: what a colleague wrote is theirs to throw away.
		if (piece?.account === account) await forgetKeptTexts(trx, named, { account, upTo: piece.piece });
		if (sitting) await forgetKeptTexts(trx, named, { sitting });
	});
}
