import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate, formatFuzzyDate, formatInstant } from '#lib/i18n/format.ts';
import { fuzzyDateText } from '#lib/kernel/fuzzy-date.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { instant } from '#lib/kernel/instant.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf, parsePlainDate } from '#lib/kernel/plain-date.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { localizedForm, type Typed } from '#lib/ui/form/typed-form.ts';
import { listPartnershipChoices } from '../choice-queries.server.ts';
import {
	correctPaper,
	type Deed,
	keepConsultation,
	keepFile,
	keepPaper,
	withdrawPart,
} from './council-commands.server.ts';
import { readConsultation, readFile, readPaper, readPartnerships } from './council-form.ts';
import { councilMessages } from './council-messages.ts';
import type { CouncilRefusal } from './council-refusal.ts';
import { checkFile } from './file-check.server.ts';
import { mandateCard } from './mandate-pages.server.ts';
import { listMandatesOfPaper } from './mandate-queries.server.ts';
import {
	type ConsultationRecord,
	type FileRecord,
	findPaper,
	listConsultations,
	listFiles,
	listPaperChoices,
	listPapers,
	type PaperPosition,
	type PaperRecord,
} from './paper-queries.server.ts';
import { consultationRoles, fileRoles, outcomes, paperKinds } from './paper-words.ts';

export type Answer<Value> = Promise<Result<Value, readonly CouncilRefusal[]>>;

export function deedOf({ now, actor }: OfficeDesk): Deed {
	return { at: now, account: actor.account };
}

const pageSize = 50;

/** The list of papers as the address asks for it. */
export async function loadPapers(desk: OfficeDesk, query: URLSearchParams) {
	const { language } = desk;
	const say = speak(councilMessages, language);
	const year = /^\d{4}$/.test(query.get('year') ?? '') ? Number(query.get('year')) : null;
	const only = (['linked', 'mandates'] as const).find((each) => each === query.get('only')) ?? null;
	const filter = { search: (query.get('q') ?? '').slice(0, 200), year, body: query.get('body') ?? '', only };
	const after = positionOf(query.get('after') ?? '');
	const { rows, choices } = await readForPage(desk, async (trx) => ({
		rows: await listPapers(trx, filter, { after, limit: pageSize + 1 }),
		choices: await listPaperChoices(trx),
	}));
	const shown = rows.slice(0, pageSize);
	const last = shown.at(-1);
	return {
		rows: shown.map((row) => ({
			id: row.id,
			name: readableText(row.names, language),
			reference: row.reference,
			kind: say(`kind-${row.kind}`),
			dated: row.dated ? formatFuzzyDate(row.dated, language) : '–',
			outcome: row.outcome,
			linked: row.linked,
			openMandates: row.openMandates,
		})),
		next: rows.length > pageSize && last ? `${last.dated?.date ?? ''}_${last.id}` : null,
		paged: after !== null,
		filters: { q: filter.search, year: year === null ? '' : String(year), body: filter.body, only: only ?? '' },
		years: choices.years.map((each) => ({ value: String(each), label: String(each) })),
		bodies: choices.bodies.map((each) => ({ value: each, label: each })),
		mayKeep: may(desk.session, 'council.keep'),
	};
}

function positionOf(text: string): PaperPosition | null {
	const [day = '', id = ''] = text.split('_');
	return parseId(id) ? { dated: parsePlainDate(day) ?? null, id } : null;
}

/** What the form of a paper offers to choose from. */
async function choicesOf(desk: OfficeDesk) {
	const partnerships = await readForPage(desk, listPartnershipChoices);
	const say = speak(councilMessages, desk.language);
	return {
		kinds: paperKinds.map((kind) => ({ value: kind, label: say(`kind-${kind}`) })),
		partnerships: partnerships.map(({ id, names }) => ({ id, name: readableText(names, desk.language) })),
	};
}

/** An empty form of a new paper; with a single partnership it is ticked. */
export async function loadNewPaper(desk: OfficeDesk) {
	const choices = await choicesOf(desk);
	const [only, ...others] = choices.partnerships;
	const blank: Typed = { kind: 'proposal', isPublic: 'on' };
	const typed: Typed = only && others.length === 0 ? { ...blank, [`partnership-${only.id}`]: 'on' } : blank;
	return { ...choices, typed, idempotencyKey: randomUUID() };
}

/** Keeps a new paper as its form says; answers its id. */
export function keepNewPaper(desk: OfficeDesk, typed: Typed): Answer<Id<'paper'>> {
	const facts = readPaper(typed);
	if (!facts.ok) return Promise.resolve(facts);
	const draft = { facts: facts.value, partnerships: readPartnerships(typed) };
	return runForm(desk, { name: 'keep-paper', subject: null, typed }, (trx) => keepPaper(trx, draft, deedOf(desk)));
}

/** The form that corrects a paper; undefined where the city doesn't keep it. */
export async function loadPaperForm(desk: OfficeDesk, idText: string) {
	const id = parseId<'paper'>(idText);
	const paper = id && (await readForPage(desk, (trx) => findPaper(trx, id)));
	if (!paper || paper.cityId !== desk.actor.city) return undefined;
	const { reference, names, summary, kind, council, dated, originators, leadUnit, url, isPublic } = paper;
	const typed: Typed = {
		...localizedForm('names', names),
		...localizedForm('summary', summary),
		reference,
		kind,
		council,
		dated: dated ? fuzzyDateText(dated) : '',
		originators: originators.join('\n'),
		leadUnit,
		url: url ?? '',
		isPublic: isPublic ? 'on' : '',
		...Object.fromEntries(paper.partnerships.map((each) => [`partnership-${each}`, 'on'])),
	};
	return {
		...(await choicesOf(desk)),
		id: paper.id,
		name: readableText(names, desk.language),
		fromSource: paper.sourceId !== null,
		sourceLanguage: Object.keys(paper.sourceNames)[0] ?? null,
		typed,
		mark: paper.mark,
		idempotencyKey: randomUUID(),
	};
}

/** Corrects a paper as its form says. */
export async function correctPaperForm(desk: OfficeDesk, idText: string, typed: Typed): Answer<Id<'paper'>> {
	const id = parseId<'paper'>(idText);
	const paper = id && (await readForPage(desk, (trx) => findPaper(trx, id)));
	if (!paper) return refused([{ kind: 'not-yours' }]);
	// The form of a paper kept by its source shows none of the fields that are not ours; they count as they stand.
	const given: Typed = paper.sourceId === null ? typed : { kind: paper.kind, ...typed, ...localizedSource(paper) };
	const facts = readPaper(given);
	if (!facts.ok) return facts;
	const draft = { id: paper.id, mark: typed['mark'] ?? '', facts: facts.value, partnerships: readPartnerships(typed) };
	return runForm(desk, { name: 'correct-paper', subject: paper.id, typed }, (trx) =>
		correctPaper(trx, draft, deedOf(desk)),
	);
}

function localizedSource({ sourceNames }: PaperRecord): Typed {
	return Object.fromEntries(
		Object.entries(sourceNames).map(([language, name]) => [`names-${language}`, name.slice(0, 500)]),
	);
}

/** Everything the page of a paper shows; undefined where the city may not read it. */
export async function loadPaper(desk: OfficeDesk, idText: string) {
	const id = parseId<'paper'>(idText);
	if (!id) return undefined;
	const found = await readForPage(desk, async (trx) => {
		const paper = await findPaper(trx, id);
		return (
			paper && {
				paper,
				consultations: await listConsultations(trx, id),
				files: await listFiles(trx, id),
				mandates: await listMandatesOfPaper(trx, id),
				partnerships: await listPartnershipChoices(trx),
			}
		);
	});
	if (!found) return undefined;
	const { paper, consultations, files, mandates, partnerships } = found;
	const { language } = desk;
	const say = speak(councilMessages, language);
	const own = paper.cityId === desk.actor.city;
	return {
		id,
		name: readableText(paper.names, language),
		reference: paper.reference,
		summary: paper.summary && readableText(paper.summary, language),
		kind: paper.kindText || say(`kind-${paper.kind}`),
		council: paper.council,
		dated: paper.dated ? formatFuzzyDate(paper.dated, language) : '',
		originators: paper.originators.join(', '),
		leadUnit: paper.leadUnit,
		url: paper.url,
		isPublic: paper.isPublic,
		inPublic: consultations.every(({ inPublic }) => inPublic),
		own,
		mayKeep: own && may(desk.session, 'council.keep'),
		mayPromise: may(desk.session, 'promises.keep'),
		sourceId: paper.sourceId,
		removed: paper.removedAt !== null,
		partnerships: partnerships
			.filter((each) => paper.partnerships.includes(each.id))
			.map((each) => ({ id: each.id, name: readableText(each.names, language) })),
		consultations: consultations.map((each) => consultationView(each, desk)),
		files: files.map((file) => fileView(file, desk)),
		fileRoles: fileRoles.map((role) => ({ value: role, label: say(`file-role-${role}`) })),
		mandates: mandates.map((mandate) => mandateCard(mandate, desk)),
		idempotencyKey: randomUUID(),
	};
}

function consultationView(each: ConsultationRecord, { language }: OfficeDesk) {
	const say = speak(councilMessages, language);
	return {
		id: each.id,
		body: each.body || '–',
		meeting: each.meeting,
		met: each.met ? formatFuzzyDate(each.met, language) : '–',
		agendaItem: each.agendaItem,
		role: each.roleText || say(`role-${each.role}`),
		authoritative: each.authoritative,
		outcome: each.outcome,
		outcomeText: each.outcomeText,
		resolutionText: each.resolutionText,
		votes: each.votes ? say('votes-said', { ...each.votes }) : '',
		fromSource: each.fromSource,
	};
}

function fileView(file: FileRecord, { language }: OfficeDesk) {
	const say = speak(councilMessages, language);
	const [latest, ...earlier] = file.checks;
	const same = latest && file.checks.slice(0, indexOfChange(file.checks)).at(-1);
	const differs = latest && earlier.find(({ sha256 }) => sha256 !== latest.sha256);
	const size = latest?.sizeBytes ?? file.sizeBytes;
	return {
		id: file.id,
		name: file.name,
		href: file.url ?? `/${language}/office/documents/${file.documentId}`,
		external: file.url !== null,
		role: say(`file-role-${file.role}`),
		size: size === null ? '' : say('kilobytes', { count: Math.max(1, Math.round(size / 1000)) }),
		stated: file.statedChecksum && say('file-stated', { checksum: file.statedChecksum }),
		checked: same ? say('file-checked', { date: formatInstant(instant(same.at), language), sha256: same.sha256 }) : '',
		changed: differs ? say('file-changed', { date: formatDate(dayOf(instant(differs.at)), language) }) : '',
		fromSource: file.fromSource,
	};
}

/** How many of the latest checks found the same content. */
function indexOfChange(checks: FileRecord['checks']): number {
	const at = checks.findIndex(({ sha256 }) => sha256 !== checks[0]?.sha256);
	return at === -1 ? checks.length : at;
}

/** Links a file, takes an entry off, or records a checksum, as a button of the paper's page says. */
export async function actOnPaper(
	desk: OfficeDesk,
	idText: string,
	deed: 'file' | 'withdraw' | 'check',
	typed: Typed,
): Answer<unknown> {
	const paperId = parseId<'paper'>(idText);
	if (!paperId) return refused([{ kind: 'not-yours' }]);
	const form = { name: `${deed}-paper`, subject: paperId, typed };
	if (deed === 'file') {
		const facts = readFile(typed);
		return facts.ok ? runForm(desk, form, (trx) => keepFile(trx, { paperId, facts: facts.value })) : facts;
	}
	const id = parseId(typed['part'] ?? '');
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (deed === 'check') {
		return checkFile(desk.app, desk.actor, { paperId, fileId: id as Id<string> as Id<'paper-file'> }, deedOf(desk));
	}
	const part = typed['what'] === 'file' ? 'file' : 'consultation';
	return runForm(desk, form, (trx) => withdrawPart(trx, { paperId, id, part }, deedOf(desk)));
}

/** The form of a consultation, empty for "new"; undefined where the city doesn't keep the paper. */
export async function loadConsultation(desk: OfficeDesk, paperText: string, idText: string) {
	const paperId = parseId<'paper'>(paperText);
	if (!paperId) return undefined;
	const found = await readForPage(desk, async (trx) => ({
		paper: await findPaper(trx, paperId),
		consultations: await listConsultations(trx, paperId),
	}));
	const { paper } = found;
	if (!paper || paper.cityId !== desk.actor.city) return undefined;
	const consultation = found.consultations.find(({ id, fromSource }) => id === idText && !fromSource);
	if (idText !== 'new' && !consultation) return undefined;
	const say = speak(councilMessages, desk.language);
	return {
		isNew: !consultation,
		paper: { id: paper.id, name: readableText(paper.names, desk.language), reference: paper.reference },
		roles: consultationRoles.map((role) => ({ value: role, label: say(`role-${role}`) })),
		outcomes: outcomes.map((outcome) => ({ value: outcome, label: say(`outcome-${outcome}`) })),
		typed: consultation ? consultationFields(consultation) : { body: paper.council, role: 'decision', outcome: 'open' },
		idempotencyKey: randomUUID(),
		secondKey: randomUUID(),
	};
}

function consultationFields({ votes, met, authoritative, ...each }: ConsultationRecord): Typed {
	const { body, agendaItem, role, outcome, outcomeText, resolutionText } = each;
	return {
		body,
		met: met ? fuzzyDateText(met) : '',
		agendaItem,
		role,
		outcome,
		outcomeText,
		resolutionText,
		votesFor: votes ? String(votes.for) : '',
		votesAgainst: votes ? String(votes.against) : '',
		votesAbstained: votes ? String(votes.abstained) : '',
		...(authoritative ? { authoritative: 'on' } : {}),
	};
}

/** Keeps a consultation as its form says. */
export function keepConsultationForm(
	desk: OfficeDesk,
	paperText: string,
	idText: string,
	typed: Typed,
): Answer<Id<'consultation'>> {
	const paperId = parseId<'paper'>(paperText);
	const id = idText === 'new' ? null : (parseId<'consultation'>(idText) ?? undefined);
	const facts = readConsultation(typed);
	if (!paperId || id === undefined) return Promise.resolve(refused([{ kind: 'not-yours' }]));
	if (!facts.ok) return Promise.resolve(facts);
	const form = { name: 'keep-consultation', subject: id ?? paperId, typed };
	return runForm(desk, form, (trx) => keepConsultation(trx, { paperId, id, facts: facts.value }, deedOf(desk)));
}
