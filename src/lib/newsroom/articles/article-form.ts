import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { Language } from '#lib/kernel/language.ts';
import { fromLocalTime, zoneOf } from '#lib/kernel/local-time.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { parseRecordAddress, recordPath } from '#lib/partnerships/record-ref.ts';
import {
	lineOf,
	localizedForm,
	readChoice,
	readLine,
	readOptionalLine,
	readOptionalLocalized,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { isSlug } from '../topics/slug.ts';
import type { ArticleFacts, ArticleSource, ArticleText, PressContact, Update, WrittenText } from './article.ts';
import type { ArticleRefusal } from './article-refusal.ts';
import { articleKinds } from './article-stages.ts';
import type { Block } from './block.ts';
import { parseLink } from './link.ts';
import { takeIds } from './markup/keep-ids.ts';
import { parseMarkup } from './markup/parse-markup.ts';
import { printMarkup } from './markup/print-markup.ts';
import { forbiddenCharacter } from './run.ts';

export const longest = { kicker: 80, title: 160, teaser: 500, note: 1000 } as const;
const mostEntries = 20;

type Read<Value> = Result<Value, readonly ArticleRefusal[]>;

/** Reads the form of a text. Blocks that were there `before` keep their ids; an editor says which they are. */
export function readText(typed: Typed, before: readonly Block[]): Read<WrittenText> {
	const parsed = parseMarkup(typed['blocks'] ?? '', before);
	const told = typed['blockIds'];
	const blocks = parsed.ok && told !== undefined ? ok(takeIds(parsed.value, told, before)) : parsed;
	return together({
		slug: readSlug(typed),
		kicker: readWords(typed, 'kicker', longest.kicker),
		title: plain('title', readLine(typed, 'title', longest.title)),
		teaser: readWords(typed, 'teaser', longest.teaser),
		blocks: blocks.ok
			? blocks
			: refused(blocks.refusal.map((refusal) => ({ kind: 'block-refused' as const, refusal }))),
	});
}

function readWords(typed: Typed, field: 'kicker' | 'teaser', most: number): Read<string> {
	const read = readOptionalLine(typed, field, most);
	return read.ok ? plain(field, ok(read.value ?? '')) : read;
}

function plain(field: string, read: Read<string>): Read<string> {
	if (!read.ok) return read;
	const text = read.value.normalize('NFC');
	const character = forbiddenCharacter(text);
	return character ? refused([{ kind: 'forbidden-character', field, character }]) : ok(text);
}

function readSlug(typed: Typed): Read<string | null> {
	const slug = lineOf(typed, 'slug');
	if (slug === '') return ok(null);
	return isSlug(slug) ? ok(slug) : refused([{ kind: 'slug-malformed', typed: slug }]);
}

/** A text as its form shows it. `blockIds` is for an editor: the form sends it only where one kept it true. */
export function textForm({ slug, kicker, title, teaser, blocks }: ArticleText): Typed {
	return { slug, kicker, title, teaser, blocks: printMarkup(blocks), blockIds: blocks.map(({ id }) => id).join(' ') };
}

/** Reads what holds for an article in every language. */
export function readFacts(typed: Typed): Read<ArticleFacts> {
	const terms = Object.keys(typed).flatMap((name) => {
		const id = name.startsWith('term-') ? parseId<'term'>(name.slice('term-'.length)) : undefined;
		return id ? [id] : [];
	});
	return together({
		kind: readChoice(typed, 'kind', articleKinds),
		terms: ok(terms),
		dateline: readOptionalLocalized(typed, 'dateline', 80),
		pressContact: readPressContact(typed),
		related: readLines(typed, 'related', readRelated),
		records: readLines(typed, 'records', (line) => {
			const ref = parseRecordAddress(line);
			return ref ? ok(ref) : refused([{ kind: 'nowhere-to-look', field: 'records', typed: line.slice(0, 100) }]);
		}),
		sources: readLines(typed, 'sources', readSource),
	});
}

function readPressContact(typed: Typed): Read<PressContact | null> {
	const read = together({
		name: readOptionalLine(typed, 'pressName', 120),
		phone: readOptionalLine(typed, 'pressPhone', 60),
		email: readOptionalLine(typed, 'pressEmail', 120),
	});
	if (!read.ok) return read;
	const { name, phone, email } = read.value;
	if (name === null && phone === null && email === null) return ok(null);
	if (name === null) return refused([{ kind: 'field-missing', field: 'pressName' }]);
	if (email !== null && !parseLink(`mailto:${email}`)) {
		return refused([{ kind: 'not-an-address', field: 'pressEmail', typed: email }]);
	}
	return ok({ name, phone: phone ?? '', email: email ?? '' });
}

function readLines<Value>(
	typed: Typed,
	field: 'related' | 'records' | 'sources',
	read: (line: string) => Read<Value>,
): Read<readonly Value[]> {
	const lines = (typed[field] ?? '')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
	if (lines.length > mostEntries) return refused([{ kind: 'too-many-entries', field, most: mostEntries }]);
	const parts = lines.map(read);
	const refusals = parts.flatMap((part) => (part.ok ? [] : part.refusal));
	return refusals.length > 0 ? refused(refusals) : ok(parts.flatMap((part) => (part.ok ? [part.value] : [])));
}

function readRelated(line: string): Read<Id<'article'>> {
	const id = /\/office\/newsroom\/([0-9a-f-]{36})/i.exec(line)?.[1];
	const parsed = parseId<'article'>(id ?? '');
	return parsed ? ok(parsed) : refused([{ kind: 'nowhere-to-look', field: 'related', typed: line.slice(0, 100) }]);
}

/** "Ratsbeschluss 17042-20 | https://…". */
function readSource(line: string): Read<ArticleSource> {
	const [label = '', address = ''] = line.split('|').map((part) => part.trim());
	const url = parseLink(address);
	const fine = label !== '' && label.length <= 200 && url && !forbiddenCharacter(label);
	return fine ? ok({ label, url }) : refused([{ kind: 'source-malformed', typed: line.slice(0, 100) }]);
}

/** The facts as their form shows them. */
export function factsForm(facts: ArticleFacts, language: Language): Typed {
	const { kind, terms, dateline, pressContact, related, records, sources } = facts;
	return {
		kind,
		...Object.fromEntries(terms.map((id) => [`term-${id}`, 'on'])),
		...localizedForm('dateline', dateline),
		pressName: pressContact?.name ?? '',
		pressPhone: pressContact?.phone ?? '',
		pressEmail: pressContact?.email ?? '',
		related: related.map((id) => `/${language}/office/newsroom/${id}`).join('\n'),
		records: records.map((ref) => `/${language}/office${recordPath(ref)}`).join('\n'),
		sources: sources.map(({ label, url }) => `${label} | ${url}`).join('\n'),
	};
}

/** Reads how readers are told; the first text of an edition needs no word. */
export function readUpdate(typed: Typed): Read<Update> {
	const kind = readChoice(typed, 'update', ['first', 'minor', 'major', 'correction']);
	if (!kind.ok) return kind;
	const read = together({
		note: readOptionalLine(typed, 'note', longest.note),
		wrong: readOptionalLine(typed, 'wrong', longest.note),
	});
	if (!read.ok) return read;
	const [note, wrong] = [read.value.note ?? '', read.value.wrong ?? ''];
	if (kind.value === 'correction') return ok({ kind: 'correction', wrong, note });
	return ok(kind.value === 'major' ? { kind: 'major', note } : { kind: kind.value });
}

/** Reads a moment on the clock of the reader's office. */
export function readMoment(typed: Typed, field: 'releaseAt' | 'embargoUntil', language: Language): Read<Instant> {
	const text = lineOf(typed, field);
	if (text === '') return refused([{ kind: 'field-missing', field }]);
	const at = fromLocalTime(text, zoneOf(language));
	return at === undefined ? refused([{ kind: 'not-a-moment', field, typed: text }]) : ok(at);
}

/** Reads why a text is taken from its readers, and where they are led. */
export function readWithdrawal(typed: Typed): Read<{ readonly reason: string; readonly leadsTo: string | null }> {
	const read = readOptionalLine(typed, 'withdrawReason', longest.note);
	if (!read.ok) return read;
	const address = lineOf(typed, 'leadsTo');
	const leadsTo = address === '' ? null : parseLink(address);
	if (leadsTo === undefined || leadsTo?.startsWith('mailto:')) {
		return refused([{ kind: 'leads-nowhere', typed: address.slice(0, 100) }]);
	}
	return ok({ reason: read.value ?? '', leadsTo });
}
