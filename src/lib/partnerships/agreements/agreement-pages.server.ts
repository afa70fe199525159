import { randomUUID } from 'node:crypto';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { listPeople, listTenuresOfPartners } from '#lib/directory/people/person-queries.server.ts';
import { tenureInWords } from '#lib/directory/people/person-words.ts';
import { mayHoldOn } from '#lib/directory/people/tenure.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { readableName } from '#lib/i18n/transliteration/readable-name.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { storeDocument } from '#lib/media/documents/document-commands.server.ts';
import { listDocuments } from '#lib/media/documents/document-queries.server.ts';
import { documentLine } from '#lib/media/documents/document-texts.ts';
import { readNeededUpload } from '#lib/media/documents/document-upload.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import type { FieldChoice } from '#lib/ui/field.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import type { Partnership, PartnershipId } from '../partnership.ts';
import { listRecordTitles } from '../record-titles.server.ts';
import { recordLink } from '../record-words.ts';
import { basisChoices, isAmong, listPaperRecords } from '../standing/basis-records.server.ts';
import { findPartnership } from '../standing/standing-queries.server.ts';
import {
	type AgreementFacts,
	type AgreementId,
	type AgreementRecord,
	agreementLanguages,
	validityOn,
} from './agreement.ts';
import {
	addSignatory,
	attachScan,
	correctAgreement,
	keepAgreement,
	removeSignatory,
} from './agreement-commands.server.ts';
import { type AgreementFault, agreementForm, parseAgreement, parseSignatory } from './agreement-form.ts';
import { agreementMessages } from './agreement-messages.ts';
import {
	findAgreement,
	listAgreementsOfPartnership,
	listAgreementsSignedBy,
	lockOwnAgreement,
} from './agreement-queries.server.ts';
import {
	agreementLine,
	languageInWords,
	languagesInWords,
	signatoryLine,
	signingInWords,
	validityInWords,
} from './agreement-words.ts';

type Answer<Value> = Result<Value, readonly AgreementFault[]>;

/** The agreements a person signed, for the person's page. */
export async function loadSignedBy(desk: OfficeDesk, personId: Id<'person'>) {
	const agreements = await readForPage(desk, (trx) => listAgreementsSignedBy(trx, personId));
	return agreements.map((agreement) => agreementLine(agreement, desk.now, desk.language));
}

/** The page of an agreement; undefined where the city may not see it. */
export async function loadAgreement(desk: OfficeDesk, idText: string) {
	const id = parseId<'agreement'>(idText);
	if (!id) return undefined;
	return readForPage(desk, async (trx) => {
		const agreement = await findAgreement(trx, id);
		const partnership = agreement && (await findPartnership(trx, agreement.partnershipId));
		if (!agreement || !partnership) return undefined;
		const documents = await listDocuments(trx, agreement.documentIds);
		const siblings = await listAgreementsOfPartnership(trx, agreement.partnershipId);
		const { resolution } = agreement;
		const titles = await listRecordTitles(trx, desk.session, resolution ? [resolution] : []);
		const mayKeep = agreement.cityId === desk.actor.city && may(desk.session, 'partnership.keep');
		return {
			...viewOf(agreement, siblings, desk),
			resolution: resolution && recordLink(resolution, desk.language, titles),
			partnership: { slug: partnership.slug, name: readableText(partnership.names, desk.language) },
			signatories: agreement.signatories.map((signatory) => signatoryLine(signatory, desk.language)),
			scans: documents.map((document) => documentLine(document, desk.language)),
			mayKeep,
			candidates: mayKeep ? await candidatesFor(trx, agreement, desk) : [],
			sides: partnership.cities.map((city) => ({
				value: city.id,
				label: readableText(city.names, desk.language).text,
			})),
			idempotencyKey: randomUUID(),
		};
	});
}

function viewOf(agreement: AgreementRecord, siblings: readonly AgreementRecord[], desk: OfficeDesk) {
	const { language } = desk;
	const linkTo = (id: AgreementId | null) => {
		const found = siblings.find((sibling) => sibling.id === id);
		return found ? { id: found.id, title: readableText(found.title, language) } : null;
	};
	return {
		id: agreement.id,
		title: readableText(agreement.title, language),
		kind: agreement.kind,
		languages: languagesInWords(agreement.languages, language),
		languagesKnown: agreement.languages.length > 1,
		prevailing: agreement.prevailing && languageInWords(agreement.prevailing, language),
		signing: signingInWords(agreement, language),
		validity: validityOn(agreement, dayOf(desk.now)),
		period: validityInWords(agreement, language),
		renewal: agreement.renewal,
		decideBy: agreement.decideBy && formatDate(agreement.decideBy, language),
		supersedes: linkTo(agreement.supersedes),
		supersededBy: linkTo(agreement.supersededBy),
		keeper: readableText(agreement.cityNames, language).text,
	};
}

/** Who may have signed: everybody on record, in each post that may have been held on that day, or without one. */
async function candidatesFor(trx: Trx, agreement: AgreementRecord, desk: OfficeDesk): Promise<FieldChoice[]> {
	const say = speak(agreementMessages, desk.language);
	const people = await listPeople(trx, { text: '', language: desk.language, offset: 0, limit: 500 });
	const tenures = (await listTenuresOfPartners(trx)).filter((tenure) => mayHoldOn(tenure, agreement.signedOn));
	const signed = new Set(agreement.signatories.map(({ personId }) => personId));
	return people
		.filter(({ id }) => !signed.has(id))
		.flatMap(({ id, names }) => {
			const name = readableName(names, desk.language).text;
			const inOffice = tenures
				.filter(({ personId }) => personId === id)
				.map((tenure) => ({
					value: `${id} ${tenure.id}`,
					label: `${name}, ${tenureInWords(tenure, desk.language).post}`,
				}));
			return [...inOffice, { value: id, label: say('signatory-without-post', { name }) }];
		});
}

async function formChoices(trx: Trx, partnership: Partnership, id: AgreementId | null, desk: OfficeDesk) {
	const others = (await listAgreementsOfPartnership(trx, partnership.id)).filter((each) => each.id !== id);
	return {
		partnership: { slug: partnership.slug, name: readableText(partnership.names, desk.language) },
		earlier: others.map(({ id: value, title }) => ({ value, label: readableText(title, desk.language).text })),
		papers: basisChoices(await listPaperRecords(trx, partnership.id), desk.language),
		languages: agreementLanguages.map((value) => ({ value, label: languageInWords(value, desk.language) })),
		idempotencyKey: randomUUID(),
	};
}

/** The empty form of an agreement of a partnership. */
export async function loadNewAgreement(desk: OfficeDesk, slugOrId: string) {
	return readForPage(desk, async (trx) => {
		const partnership = await findPartnership(trx, slugOrId);
		const typed: Typed = { 'language-de': 'on', 'language-uk': 'on', mode: 'unknown', renewal: 'none' };
		return partnership && { ...(await formChoices(trx, partnership, null, desk)), typed };
	});
}

/** The form that corrects an agreement of the city's own record. */
export async function loadAgreementForm(desk: OfficeDesk, idText: string) {
	const id = parseId<'agreement'>(idText);
	if (!id) return undefined;
	return readForPage(desk, async (trx) => {
		const agreement = await findAgreement(trx, id);
		const partnership = agreement && (await findPartnership(trx, agreement.partnershipId));
		if (!agreement || !partnership || agreement.cityId !== desk.actor.city) return undefined;
		return {
			...(await formChoices(trx, partnership, id, desk)),
			title: readableText(agreement.title, desk.language),
			typed: agreementForm(agreement),
			mark: markOfAgreement(agreement),
		};
	});
}

function markOfAgreement(agreement: AgreementRecord): string {
	return markOf(agreementForm(agreement));
}

/** Puts an agreement on the city's record as the form says; answers its id. */
export async function addAgreement(desk: OfficeDesk, slugOrId: string, typed: Typed): Promise<Answer<AgreementId>> {
	if (!may(desk.session, 'partnership.keep')) return refused([{ kind: 'not-permitted' }]);
	const facts = parseAgreement(typed);
	if (!facts.ok) return facts;
	const sent = { name: 'add-agreement', subject: slugOrId, typed };
	return runForm<AgreementId, AgreementFault>(desk, sent, async (trx) => {
		const partnership = await findPartnership(trx, slugOrId);
		if (!partnership) return refused([{ kind: 'unknown-partnership' }]);
		if (!(await knowsPaper(trx, partnership.id, facts.value))) return refused([{ kind: 'unknown-paper' }]);
		return keepAgreement(trx, partnership.id, facts.value, dayOf(desk.now));
	});
}

async function knowsPaper(trx: Trx, id: PartnershipId, { resolution }: AgreementFacts): Promise<boolean> {
	return resolution === null || isAmong(await listPaperRecords(trx, id), resolution);
}

/** Runs a form on an agreement of the city's own record. */
async function onOwnAgreement<Value extends string>(
	desk: OfficeDesk,
	{ name, id, typed }: { readonly name: string; readonly id: string; readonly typed: Typed },
	work: (trx: Trx, agreement: AgreementRecord) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
	const agreementId = parseId<'agreement'>(id);
	if (!agreementId) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'partnership.keep')) return refused([{ kind: 'not-permitted' }]);
	return runForm<string, AgreementFault>(desk, { name, subject: id, typed }, async (trx) => {
		const agreement = await lockOwnAgreement(trx, agreementId);
		return agreement ? work(trx, agreement) : refused([{ kind: 'not-yours' }]);
	}) as Promise<Answer<Value>>;
}

/** Corrects an agreement as its form says. */
export async function changeAgreement(desk: OfficeDesk, id: string, typed: Typed): Promise<Answer<'corrected'>> {
	const facts = parseAgreement(typed);
	if (!facts.ok) return facts;
	return onOwnAgreement(desk, { name: 'correct-agreement', id, typed }, async (trx, agreement) => {
		if (typed['mark'] !== markOfAgreement(agreement)) return refused([{ kind: 'changed-meanwhile' }]);
		if (!(await knowsPaper(trx, agreement.partnershipId, facts.value))) return refused([{ kind: 'unknown-paper' }]);
		return correctAgreement(trx, agreement, facts.value, dayOf(desk.now));
	});
}

/** Adds who signed, or takes somebody off who was entered by mistake. */
export async function changeSignatory(
	desk: OfficeDesk,
	id: string,
	deed: 'add' | 'remove',
	typed: Typed,
): Promise<Answer<'signatory-added' | 'signatory-removed'>> {
	const draft = deed === 'add' ? parseSignatory(typed) : undefined;
	if (draft && !draft.ok) return draft;
	return onOwnAgreement(desk, { name: `${deed}-signatory`, id, typed }, async (trx, agreement) => {
		if (draft) return addSignatory(trx, agreement, draft.value);
		await removeSignatory(trx, agreement, parseId(typed['signatory'] ?? '') ?? randomUUID());
		return ok('signatory-removed');
	});
}

/** Keeps a scan of an agreement; the cities of the partnership read it. */
export async function addScan(
	desk: OfficeDesk,
	id: string,
	form: FormData,
	typed: Typed,
): Promise<Answer<'scan-added'>> {
	const file = await readNeededUpload(form);
	if (!file.ok) return file;
	const sent = { name: 'add-scan', id, typed: { ...typed, sha256: file.value.sha256 } };
	return onOwnAgreement(desk, sent, async (trx, agreement) => {
		const record = { partnershipId: agreement.partnershipId, title: agreement.title, language: null, at: desk.now };
		const documentId = await storeDocument(trx, file.value, { ...record, disclosure: 'partners' });
		await attachScan(trx, agreement, documentId);
		return ok('scan-added');
	});
}
