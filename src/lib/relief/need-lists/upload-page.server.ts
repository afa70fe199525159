import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/access/audit.server.ts';
import { may } from '#lib/access/permissions.ts';
import type { Session } from '#lib/access/session.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { assert } from '#lib/kernel/assert.ts';
import type { Id } from '#lib/kernel/id.ts';
import { type Language, languageNames, languages } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf } from '#lib/kernel/plain-date.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { textFields, textOf } from '../needs/form-fields.ts';
import { defaultsChoices } from '../needs/need-choices.ts';
import { needMessages } from '../needs/need-messages.ts';
import { operationChoices } from '../needs/operation-choices.server.ts';
import { readingRefusalText } from '../recognition/reading/reading-messages.ts';
import { currentRecogniser } from '../synonyms/synonym-store.server.ts';
import { addNeedList } from './need-list-commands.server.ts';
import { needListMessages } from './need-list-messages.ts';
import { explainListRefusal } from './need-list-texts.ts';
import { quickBytes, readUpload, type Upload } from './read-upload.server.ts';
import { parseUploadForm, type UploadFault } from './upload-form.ts';

/** What the upload form offers. */
export async function loadUploadPage(services: Services, session: Session, language: Language) {
	const actor = { city: session.cityId, account: session.accountId };
	const operations = await inCity(services.databases.app, actor, operationChoices);
	const partner = operations.some(({ partnerCityId }) => partnerCityId === session.cityId);
	return {
		key: randomUUID(),
		operations: operations.map(({ id, names }) => ({ value: id, label: readableText(names, language).text })),
		languages: languages.map((value) => ({ value, label: languageNames[value] })),
		...defaultsChoices(language),
		// A partner officer writes in the own language; a list that comes to Dortmund is Ukrainian as well.
		values: {
			language: partner ? session.language : 'uk',
			urgency: '3',
			purpose: 'general',
			operation: operations[0]?.id ?? '',
		},
	};
}

export type UploadOutcome =
	| { readonly ok: true; readonly listId: Id<'need-list'> }
	| {
			readonly ok: false;
			readonly values: Readonly<Record<string, string>>;
			readonly errors: readonly FieldError[];
			/** The list that has the same content already. */
			readonly same: Id<'need-list'> | null;
	  };

/** Takes an upload form: reads at once what is small, leaves the rest to a job. */
export async function takeUpload(
	services: Services,
	session: Session,
	language: Language,
	form: FormData,
): Promise<UploadOutcome> {
	const fields = textFields(form);
	const { file: _file, ...values } = fields;
	const refuse = (errors: readonly FieldError[], same: Id<'need-list'> | null = null): UploadOutcome => ({
		ok: false,
		values,
		errors,
		same,
	});
	const upload = await uploadOf(form, textOf(fields, 'text'));
	const at = services.clock.now();
	const both = upload === 'both';
	const origin = both ? undefined : upload?.origin;
	const sent = { file: both || origin === 'file', text: both || origin === 'text' };
	const parsed = parseUploadForm(fields, sent, dayOf(at, 'Europe/Kyiv'));
	if (!parsed.ok) return refuse(parsed.refusal.map((fault) => explainUploadFault(fault, language)));
	assert(upload && upload !== 'both', 'the form was checked for exactly one upload');
	const { app } = services.databases;
	const actor = { city: session.cityId, account: session.accountId };
	const later = upload.bytes.length > quickBytes;
	const recogniser = later ? undefined : await inCity(app, actor, currentRecogniser);
	const reading = recogniser ? await readUpload(upload, recogniser, currentCatalogue()) : undefined;
	if (reading && !reading.ok) {
		const field = upload.origin === 'file' ? 'file' : 'text';
		return refuse([{ field, message: readingRefusalText(reading.refusal, language) }]);
	}
	const named = parsed.value.title || reading?.value.title || nameWithoutEnding(upload.name) || firstLine(fields);
	const title = (named || formatDate(dayOf(at), language)).slice(0, 200);
	const sending = { key: commandKeyOf(fields['idempotencyKey']), at, account: session.accountId };
	const added = await inCity(app, actor, async (trx) => {
		const result = await addNeedList(trx, { ...parsed.value, title }, upload, reading?.value ?? 'later', sending);
		if (result.ok && !result.repeated) {
			await recordAudit(trx, {
				action: 'need-list.uploaded',
				subjectKind: 'need-list',
				subjectId: result.value.listId,
			});
		}
		return result;
	});
	if (added.ok) return { ok: true, listId: added.value.listId };
	const { refusal } = added;
	if (refusal.kind === 'key-reused') {
		return refuse([{ field: 'file', message: speak(needMessages, language)('errorKeyReused') }]);
	}
	const same = refusal.kind === 'same-list-again' ? refusal.listId : null;
	return refuse([{ field: 'file', message: explainListRefusal(refusal, language) }], same);
}

async function uploadOf(form: FormData, text: string): Promise<Upload | 'both' | undefined> {
	const file = form.get('file');
	const hasFile = file instanceof File && (file.size > 0 || file.name !== '');
	if (hasFile && text !== '') return 'both';
	if (hasFile) return { origin: 'file', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
	return text === '' ? undefined : { origin: 'text', name: '', bytes: new TextEncoder().encode(text) };
}

function nameWithoutEnding(name: string): string {
	return name.replace(/\.[a-z0-9]{1,5}$/i, '').trim();
}

/** What a pasted text without a heading is called: its opening, which whoever pasted it knows again. */
function firstLine(fields: Readonly<Record<string, string>>): string {
	const line = textOf(fields, 'text').split('\n', 1)[0]!.trim();
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** The sentence of a fault, at its field. */
export function explainUploadFault(fault: UploadFault, language: Language): FieldError {
	const say = speak(needListMessages, language);
	const sayNeed = speak(needMessages, language);
	const { field } = fault;
	switch (fault.kind) {
		case 'operation-missing':
			return { field, message: say('errorOperation') };
		case 'title-too-long':
			return { field, message: say('errorTitleLong') };
		case 'language-missing':
			return { field, message: say('errorLanguage') };
		case 'purpose-missing':
			return { field, message: sayNeed('errorPurpose') };
		case 'urgency-missing':
			return { field, message: sayNeed('errorUrgency') };
		case 'not-a-day':
			return { field, message: sayNeed('errorDeadline', { typed: fault.typed }) };
		case 'deadline-past':
			return { field, message: sayNeed('errorDeadlinePast', { date: formatDate(fault.deadline, language) }) };
		case 'deadline-far':
			return { field, message: sayNeed('errorDeadlineFar', { date: formatDate(fault.deadline, language) }) };
		case 'nothing-sent':
			return { field, message: say('errorNothing') };
		case 'both-sent':
			return { field, message: say('errorBoth') };
	}
}

/** Whether needs of this person's reviews go straight into matching. */
export function opensNeeds(session: Session): boolean {
	return session.roles.includes('coordinator') && may(session, 'needs.review');
}
