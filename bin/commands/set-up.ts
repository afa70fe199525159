import { parseEmail, parsePersonName } from '#lib/access/account.ts';
import {
	type InvitedAdministrator,
	type NamedAdministrator,
	setUpAdministrator,
} from '#lib/access/set-up-administrator.server.ts';
import {
	type CityDraft,
	describesCity,
	isCitySlug,
	type PartnershipDraft,
	parseCity,
	parsePartnership,
	type SetUpRefusal,
	type ToldCity,
} from '#lib/directory/set-up/set-up.ts';
import {
	bindCities,
	findCityBySlug,
	insertCity,
	joinPartnership,
	type SetUpCity,
	type SetUpPartnership,
} from '#lib/directory/set-up/set-up-city.server.ts';
import { setUpMessages } from '#lib/directory/set-up/set-up-messages.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { toIso } from '#lib/kernel/instant.ts';
import { isLanguage, type Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import { publicOrigin, readConfig } from '#lib/platform/config/config.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { standardLog } from '#lib/platform/log/log.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { startPlatform } from '#lib/platform/start.server.ts';
import type { Command, ExitCode, Terminal } from '../command.ts';
import { allJobs } from '../jobs.ts';
import { parseOptions } from '../options.ts';

const text = { type: 'string' } as const;
const optionSpecs = {
	'name-de': text,
	'name-uk': text,
	'name-en': text,
	country: text,
	latitude: text,
	longitude: text,
	population: text,
	'time-zone': text,
	administrator: text,
	'administrator-name': text,
	'administrator-language': text,
	partner: text,
	join: text,
	partnership: text,
	since: text,
	format: { type: 'string', default: 'text' },
} as const;
type Told = { readonly [Name in keyof typeof optionSpecs]?: string | undefined };

type Refusal =
	| SetUpRefusal
	| { readonly kind: 'administrator-missing' | 'administrator-name-missing' }
	| { readonly kind: 'email-malformed' | 'email-taken' | 'has-passkey'; readonly given: string };
type Refusals = readonly Refusal[];

/** What is to be done, understood. */
interface Order {
	readonly slug: string;
	readonly city: CityDraft | undefined;
	readonly administrator: NamedAdministrator | undefined;
	readonly partnership: PartnershipDraft | undefined;
	/** The slug of a partnership that is there, which the city is to join. */
	readonly join: string | undefined;
}

interface Outcome {
	readonly city: SetUpCity;
	readonly created: boolean;
	readonly partnership: SetUpPartnership | undefined;
	readonly administrator: InvitedAdministrator | undefined;
}

export const command: Command = {
	run: async (args, terminal) => {
		const parsed = parseOptions('set-up', args, optionSpecs, terminal, { positionals: true });
		if (!parsed) return 2;
		const { values, positionals } = parsed;
		const say = speak(setUpMessages, terminal.language);
		const [slug] = positionals;
		if (slug === undefined || positionals.length > 1) return misused(terminal, say('refused-one-city'));
		const { format } = values;
		if (format !== 'text' && format !== 'json') return misused(terminal, say('refused-format', { format }));
		// Quiet, so that the link stays in sight.
		const config = readConfig({ LOG_LEVEL: 'warn', ...terminal.env }, process.cwd());
		const asJson = format === 'json';
		// Judged first without a database: a mistyped option needs none.
		const first = parseOrder(slug, values, dayOf(systemClock.now()), terminal.language);
		if (!first.ok) return refuse(first.refusal, asJson, terminal);
		const platform = await startPlatform(config, { jobs: allJobs, log: standardLog(config.logLevel) });
		try {
			const done = await carryOut(platform.services, first.value);
			if (!done.ok) return refuse(done.refusal, asJson, terminal);
			report(done.value, asJson, terminal);
			if (done.value.administrator && !config.http.origin) terminal.err(say('origin-unset'));
			return 0;
		} finally {
			await platform.stop();
		}
	},
};

function misused(terminal: Terminal, sentence: string): ExitCode {
	terminal.err(sentence);
	return 2;
}

/** Understands what was told; everything that is wrong with it at once. */
function parseOrder(slug: string, told: Told, today: PlainDate, language: Language): Result<Order, Refusals> {
	const toldCity: ToldCity = {
		slug,
		nameDe: told['name-de'],
		nameUk: told['name-uk'],
		nameEn: told['name-en'],
		country: told.country,
		latitude: told.latitude,
		longitude: told.longitude,
		population: told.population,
		timeZone: told['time-zone'],
	};
	const isNew = describesCity(toldCity);
	const { partner, partnership: kind, since, join } = told;
	if (partner !== undefined && join !== undefined) return refused([{ kind: 'partner-or-join', slug }]);
	if (!isNew && told.administrator === undefined && partner === undefined && join === undefined)
		return refused([{ kind: 'nothing-to-do', slug }]);
	const city = isNew ? parseCity(toldCity) : isCitySlug(slug) ? ok(undefined) : refused([malformedSlug(slug)]);
	const partnership = parsePartnership(slug, { partner, kind, since }, today);
	const administrator = parseAdministrator(told, isNew, language);
	if (city.ok && partnership.ok && administrator.ok) {
		return ok({ slug, city: city.value, partnership: partnership.value, administrator: administrator.value, join });
	}
	return refused([city, administrator, partnership].flatMap((each): Refusals => (each.ok ? [] : each.refusal)));
}

function malformedSlug(slug: string): SetUpRefusal {
	return { kind: 'slug-malformed', slug };
}

/** Somebody in the language told, else in the one the command is called in. A new city can't do without. */
function parseAdministrator(
	told: Told,
	isNew: boolean,
	usual: Language,
): Result<NamedAdministrator | undefined, Refusals> {
	const given = told.administrator;
	const toldName = told['administrator-name'];
	const toldLanguage = told['administrator-language'];
	if (given === undefined) return isNew ? refused([{ kind: 'administrator-missing' }]) : ok(undefined);
	const email = parseEmail(given);
	const name = toldName === undefined ? ok(undefined) : parsePersonName(toldName);
	const language = toldLanguage ?? usual;
	const isNameless = !name.ok || (isNew && name.value === undefined);
	if (email.ok && !isNameless && isLanguage(language)) return ok({ email: email.value, name: name.value, language });
	return refused([
		...(email.ok ? [] : [{ kind: 'email-malformed', given } as const]),
		...(isNameless ? [{ kind: 'administrator-name-missing' } as const] : []),
		...(isLanguage(language) ? [] : [malformedLanguage(language)]),
	]);
}

function malformedLanguage(given: string): SetUpRefusal {
	return { kind: 'option-malformed', option: '--administrator-language', given, example: 'de, uk, en' };
}

/** Thrown to undo the transaction of what is refused half-way. */
class Undone extends Error {
	readonly refusal: Refusal;
	constructor(refusal: Refusal) {
		super(refusal.kind);
		this.refusal = refusal;
	}
}

/** Carries an order out in one transaction: all of it, or nothing and why. */
async function carryOut(services: Services, order: Order): Promise<Result<Outcome, Refusals>> {
	try {
		return ok(await inWorker(services.databases.worker, (trx) => perform(trx, services, order)));
	} catch (error) {
		if (error instanceof Undone) return refused([error.refusal]);
		throw error;
	}
}

async function perform(trx: Trx, { config, clock }: Services, order: Order): Promise<Outcome> {
	const city = order.city ? taken(await insertCity(trx, order.city)) : await findCityBySlug(trx, order.slug);
	if (!city) throw new Undone({ kind: 'city-unknown', slug: order.slug });
	const bound = order.partnership && taken(await bindCities(trx, city, order.partnership));
	const partnership = order.join === undefined ? bound : taken(await joinPartnership(trx, city, order.join));
	const ground = { origin: publicOrigin(config.http), now: clock.now() };
	const named = order.administrator;
	const invited = named && (await setUpAdministrator(trx, city.id, named, ground));
	if (invited && !invited.ok) {
		const { kind } = invited.refusal;
		throw new Undone(kind === 'name-missing' ? { kind: 'administrator-name-missing' } : { kind, given: named.email });
	}
	return { city, created: order.city !== undefined, partnership, administrator: invited?.value };
}

function taken<Value>(result: Result<Value, Refusal>): Value {
	if (!result.ok) throw new Undone(result.refusal);
	return result.value;
}

function report({ city, created, partnership, administrator }: Outcome, asJson: boolean, terminal: Terminal): void {
	if (asJson) {
		const invitation = administrator && { ...administrator, expiresAt: toIso(administrator.expiresAt) };
		const answer = { city, created, partnership: partnership ?? null, administrator: invitation ?? null };
		terminal.out(JSON.stringify(answer, null, '\t'));
		return;
	}
	const { language } = terminal;
	const say = speak(setUpMessages, language);
	const name = readableText(city.names, language).text;
	if (created) terminal.out(say('city-created', { city: name }));
	if (partnership) {
		const bound = readableText(partnership.names, language).text;
		terminal.out(say(partnership.created ? 'partnership-created' : 'partnership-there', { partnership: bound }));
	}
	if (!administrator) return;
	const { email, url, expiresAt } = administrator;
	terminal.out(say(administrator.created ? 'administrator-created' : 'administrator-again', { email, city: name }));
	terminal.out(say('link-good-until', { until: formatInstant(expiresAt, language) }));
	terminal.out(`  ${url}`);
}

function refuse(refusals: Refusals, asJson: boolean, terminal: Terminal): ExitCode {
	const errors = refusals.map((refusal) => ({ kind: refusal.kind, message: explain(refusal, terminal.language) }));
	if (asJson) {
		terminal.out(JSON.stringify({ errors }, null, '\t'));
		return 1;
	}
	terminal.err(speak(setUpMessages, terminal.language)('nothing-changed'));
	for (const { message } of errors) terminal.err(`  ${message}`);
	return 1;
}

function explain(refusal: Refusal, language: Language): string {
	const say = speak(setUpMessages, language);
	switch (refusal.kind) {
		case 'name-missing':
		case 'administrator-missing':
		case 'administrator-name-missing':
			return say(`refused-${refusal.kind}`);
		case 'option-missing':
			return say('refused-option-missing', { option: refusal.option });
		case 'option-malformed': {
			const { option, given, example } = refusal;
			return say('refused-option-malformed', { option, given, example });
		}
		case 'email-malformed':
		case 'email-taken':
		case 'has-passkey':
			return say(`refused-${refusal.kind}`, { given: refusal.given });
		default:
			return say(`refused-${refusal.kind}`, { slug: refusal.slug });
	}
}
