import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type OfficeDesk, readForPage } from '#lib/access/office-desk.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant, formatNumber } from '#lib/i18n/format.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import { languageNames, languages } from '#lib/kernel/language.ts';
import { type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import type { FieldError } from '#lib/ui/field.ts';
import { explainFault } from '#lib/ui/form/form-words.ts';
import { lineOf, readChoice, readOptionalWebAddress, type Typed, together } from '#lib/ui/form/typed-form.ts';
import {
	addSource,
	chooseBody,
	continueRun,
	type SourceRefusal,
	setDaily,
	startRun,
	stopRun,
} from './oparl-commands.server.ts';
import { oparlMessages } from './oparl-messages.ts';
import type { ObjectFault } from './oparl-object.ts';
import type { OparlRun, OparlSource } from './oparl-run.ts';
import { findSource, listRuns, listSources } from './oparl-store.server.ts';
import { explainFailure, explainGap, explainObject } from './oparl-words.ts';

type Answer<Value> = Promise<Result<Value, readonly SourceRefusal[]>>;

/** The systems a city reads from, with the form that adds one. */
export async function loadSources(desk: OfficeDesk) {
	const found = await readForPage(desk, async (trx) => {
		const sources = await listSources(trx);
		const latest = await Promise.all(sources.map(({ id }) => listRuns(trx, id, 1)));
		return sources.map((source, index) => ({ source, run: latest[index]?.[0] }));
	});
	return {
		rows: found.map(({ source, run }) => ({ ...sourceView(source, desk), state: run?.state ?? null })),
		languages: languages.map((language) => ({ value: language, label: languageNames[language] })),
		typed: { language: 'de', daily: 'on' } as Typed,
		idempotencyKey: randomUUID(),
	};
}

function sourceView(source: OparlSource, { language }: OfficeDesk) {
	const say = speak(oparlMessages, language);
	return {
		id: source.id,
		url: source.url,
		body: source.bodyName || new URL(source.url).hostname,
		daily: source.daily,
		rhythm: say(source.daily ? 'daily-on' : 'daily-off'),
		readUntil: source.readUntil === null ? say('never') : formatInstant(source.readUntil, language),
	};
}

/** Adds a system as its form says; answers its id. */
export function addSourceForm(desk: OfficeDesk, typed: Typed): Answer<Id<'oparl-source'>> {
	const read = together({
		url: readOptionalWebAddress(typed, 'url'),
		language: readChoice(typed, 'language', languages),
	});
	if (!read.ok) return Promise.resolve(read);
	const { url, language } = read.value;
	if (url === null) return Promise.resolve(refused([{ kind: 'field-missing', field: 'url' }]));
	const facts = { url, language, daily: typed['daily'] === 'on' };
	return runForm(desk, { name: 'add-oparl-source', subject: null, typed }, (trx) =>
		addSource(trx, facts, deedOf(desk)),
	);
}

const shownRefusals = 200;

/** A system with its runs and everything that was not taken in; undefined where it is not the city's. */
export async function loadSource(desk: OfficeDesk, idText: string) {
	const id = parseId<'oparl-source'>(idText);
	if (!id) return undefined;
	const found = await readForPage(desk, async (trx) => {
		const source = await findSource(trx, id);
		if (!source) return undefined;
		const runs = await listRuns(trx, id);
		return { source, runs, refusals: runs[0] ? await listRefusals(trx, runs[0].id) : [] };
	});
	if (!found) return undefined;
	const { source, runs, refusals } = found;
	const { language, now } = desk;
	const [latest] = runs;
	const going = latest?.state === 'queued' || latest?.state === 'running';
	const quiet = going && latest.aliveAt !== null ? Math.floor((now - latest.aliveAt) / 60_000) : 0;
	return {
		...sourceView(source, desk),
		going,
		quiet: quiet >= 3 ? quiet : 0,
		mayContinue: latest?.state === 'incomplete' || latest?.state === 'stopped',
		failure: latest?.failure ? explainFailure(latest.failure, language) : '',
		bodies: latest?.failure?.kind === 'several-bodies' ? latest.failure.bodies : [],
		gaps: (latest?.cursor.gaps ?? []).map((gap) => explainGap(gap, language)),
		unlisted: latest?.unlisted ?? 0,
		runs: runs.map((run) => runView(run, desk)),
		refusals: refusals.map(({ objectUrl, reason }) => ({ url: objectUrl, reason: explainObject(reason, language) })),
		shown: (latest?.refused ?? 0) > shownRefusals ? shownRefusals : 0,
		idempotencyKey: randomUUID(),
	};
}

interface Refusal {
	readonly objectUrl: string;
	readonly reason: ObjectFault;
}

async function listRefusals(trx: Trx, runId: Id<'oparl-run'>): Promise<readonly Refusal[]> {
	const { rows } = await sql<Refusal>`select object_url, reason from oparl_refusal
		where run_id = ${runId} order by number limit ${shownRefusals}`.execute(trx);
	return rows;
}

function runView(run: OparlRun, { language }: OfficeDesk) {
	const say = speak(oparlMessages, language);
	const number = (count: number) => formatNumber(count, language);
	return {
		id: run.id,
		state: run.state,
		begun: formatInstant(run.startedAt ?? run.requestedAt, language),
		asked: run.since === null ? say('everything') : say('changes-since', { date: formatInstant(run.since, language) }),
		pages: number(run.pages),
		objects: number(run.objects),
		added: number(run.added),
		changed: number(run.changed),
		removed: number(run.removed),
		refused: number(run.refused),
	};
}

/** What the buttons of a system's page do; each is a form action of that name. */
export const sourceDeeds = ['start', 'full', 'continue', 'stop', 'daily', 'choose'] as const;
export type SourceDeed = (typeof sourceDeeds)[number];

/** Does to a system what a button of its page says. */
export function actOnSource(desk: OfficeDesk, idText: string, deed: SourceDeed, typed: Typed): Answer<null> {
	const id = parseId<'oparl-source'>(idText);
	if (!id) return Promise.resolve(refused([{ kind: 'not-yours' }]));
	const by = deedOf(desk);
	const deeds: Record<SourceDeed, (trx: Trx) => Answer<null>> = {
		start: (trx) => startRun(trx, id, false, by),
		full: (trx) => startRun(trx, id, true, by),
		continue: (trx) => continueRun(trx, id, by),
		stop: (trx) => stopRun(trx, id, by),
		daily: (trx) => setDaily(trx, id, typed['daily'] === 'on'),
		choose: (trx) => chooseBody(trx, id, lineOf(typed, 'body'), by),
	};
	return runForm(desk, { name: `${deed}-oparl`, subject: id, typed }, deeds[deed]);
}

function deedOf({ now, actor }: OfficeDesk) {
	return { at: now, account: actor.account };
}

/** The words above each field. */
const labels = {
	url: 'url',
	language: 'language',
} as const;

/** A refusal in words, with the field it takes the reader to. */
export function explainSource(refusal: SourceRefusal, language: OfficeDesk['language']): FieldError {
	const say = speak(oparlMessages, language);
	switch (refusal.kind) {
		case 'source-twice':
		case 'run-going':
		case 'nothing-to-continue':
		case 'unknown-body':
			return { field: refusal.kind === 'source-twice' ? 'url' : 'form', message: say(`fault-${refusal.kind}`) };
		default:
			return explainFault(refusal, language, labels, speak(oparlMessages, language));
	}
}
