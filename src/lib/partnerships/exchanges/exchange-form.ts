import { isCountry } from '#lib/directory/countries.ts';
import { parseId } from '#lib/kernel/id.ts';
import { type EuroCents, parseEuro } from '#lib/kernel/money.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import {
	type FieldFault,
	type FormFault,
	lineOf,
	localizedForm,
	readChoice,
	readId,
	readLine,
	readLocalized,
	readOptionalDay,
	readOptionalId,
	readOptionalLine,
	readOptionalLocalized,
	type Typed,
	together,
} from '#lib/ui/form/typed-form.ts';
import { courseDeeds } from '../events/course.ts';
import { programmesFor } from '../grant-rules/grant-programmes.ts';
import {
	type ExchangeFacts,
	type ExchangeRecord,
	type ExchangeRefusal,
	type ExchangeStep,
	exchangeKinds,
	type GroupFacts,
} from './exchange.ts';
import type { LeaderFacts, ParticipantFacts, PeopleRefusal } from './exchange-people.ts';

/** Why something about an exchange is not kept. */
export type ExchangeFault =
	| FieldFault
	| FormFault
	| ExchangeRefusal
	| PeopleRefusal
	| { readonly kind: 'not-a-number'; readonly field: string; readonly typed: string; readonly most: number }
	| { readonly kind: 'not-an-amount'; readonly field: string; readonly typed: string }
	| { readonly kind: 'group-incomplete'; readonly field: string }
	| { readonly kind: 'group-has-people'; readonly field: string }
	| { readonly kind: 'unknown-partnership' }
	| { readonly kind: 'unknown-city'; readonly field: string }
	| { readonly kind: 'unknown-person' }
	| { readonly kind: 'unknown-document' };
type Parsed<Value> = Result<Value, readonly ExchangeFault[]>;

export const longestText = 4000;
/** As many groups as a form shows. */
export const mostGroups = 8;

/** A whole number from 0 to `most`, or null where nothing was typed. */
function readCount(typed: Typed, field: string, most: number): Parsed<number | null> {
	const text = lineOf(typed, field);
	if (text === '') return ok(null);
	const count = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
	return count <= most ? ok(count) : refused([{ kind: 'not-a-number', field, typed: text, most }]);
}

function readAmount(typed: Typed, field: string): Parsed<EuroCents | null> {
	const text = lineOf(typed, field);
	if (text === '') return ok(null);
	const amount = parseEuro(text);
	return amount === undefined || amount > 100_000_000_000
		? refused([{ kind: 'not-an-amount', field, typed: text }])
		: ok(amount);
}

/** Reads the form of an exchange with its groups. */
export function parseExchange(typed: Typed): Parsed<ExchangeFacts> {
	const read = together({
		kind: readChoice(typed, 'kind', exchangeKinds),
		title: readLocalized(typed, 'title'),
		aim: readOptionalLocalized(typed, 'aim', longestText),
		hostId: readId<'city'>(typed, 'host'),
		place: readOptionalLocalized(typed, 'place'),
		startsOn: readOptionalDay(typed, 'startsOn'),
		endsOn: readOptionalDay(typed, 'endsOn'),
		travelDays: readCount(typed, 'travelDays', 14),
		responsibleId: readOptionalId<'person'>(typed, 'responsible'),
		conceptId: readOptionalId<'document'>(typed, 'concept'),
		costCents: readAmount(typed, 'cost'),
		grantCents: readAmount(typed, 'grant'),
		groups: readGroups(typed),
	});
	if (!read.ok) return read;
	return ok({
		...read.value,
		travelDays: read.value.travelDays ?? 0,
		isPublic: typed['isPublic'] === 'on',
		programmes: programmesFor('exchange')
			.map(({ id }) => id)
			.filter((id) => typed[`programme-${id}`] === 'on'),
	});
}

function readGroups(typed: Typed): Parsed<readonly GroupFacts[]> {
	const groups: GroupFacts[] = [];
	const faults: ExchangeFault[] = [];
	for (let index = 0; index < mostGroups; index++) {
		const group = readGroup(typed, `group-${index}`);
		if (!group.ok) faults.push(...group.refusal);
		else if (group.value) groups.push(group.value);
	}
	return faults.length > 0 ? refused(faults) : ok(groups);
}

/** One row of the groups; null where it was left empty. */
function readGroup(typed: Typed, row: string): Parsed<GroupFacts | null> {
	const city = lineOf(typed, `${row}-home`);
	const name = lineOf(typed, `${row}-name`);
	const numbers = together({
		participants: readCount(typed, `${row}-participants`, 500),
		leaders: readCount(typed, `${row}-leaders`, 100),
		youngest: readCount(typed, `${row}-youngest`, 120),
		oldest: readCount(typed, `${row}-oldest`, 120),
		name: readOptionalLine(typed, `${row}-name`),
	});
	if (!numbers.ok) return numbers;
	const { name: _, ...counts } = numbers.value;
	const id = parseId<'exchange-group'>(lineOf(typed, `${row}-id`)) ?? null;
	if (city !== '' && city !== 'other') {
		const cityId = parseId<'city'>(city);
		return cityId ? ok({ id, home: { cityId }, ...counts }) : refused([{ kind: 'unknown-city', field: `${row}-home` }]);
	}
	const country = lineOf(typed, `${row}-country`);
	if (name !== '' && isCountry(country)) return ok({ id, home: { name, country }, ...counts });
	const isEmpty = city === '' && name === '' && Object.values(counts).every((count) => count === null);
	return isEmpty ? ok(null) : refused([{ kind: 'group-incomplete', field: `${row}-home` }]);
}

/** An exchange as its form shows it. */
export function exchangeForm(exchange: ExchangeRecord): Typed {
	const { title, aim, place, groups, programmes } = exchange;
	return {
		partnership: exchange.partnershipId,
		kind: exchange.kind,
		...localizedForm('title', title),
		...localizedForm('aim', aim),
		...localizedForm('place', place),
		host: exchange.host.cityId,
		startsOn: exchange.startsOn ?? '',
		endsOn: exchange.endsOn ?? '',
		travelDays: String(exchange.travelDays),
		isPublic: exchange.isPublic ? 'on' : '',
		responsible: exchange.responsibleId ?? '',
		concept: exchange.conceptId ?? '',
		cost: amountText(exchange.costCents),
		grant: amountText(exchange.grantCents),
		...Object.fromEntries(programmes.map((id) => [`programme-${id}`, 'on'])),
		...Object.assign({}, ...groups.map((group, index) => groupForm(group, `group-${index}`))),
	};
}

function groupForm(group: ExchangeRecord['groups'][number], row: string): Typed {
	const text = (count: number | null) => (count === null ? '' : String(count));
	return {
		[`${row}-id`]: group.id,
		[`${row}-home`]: group.homeId ?? 'other',
		[`${row}-name`]: group.homeId ? '' : (group.names.en ?? ''),
		[`${row}-country`]: group.homeId ? '' : group.country,
		[`${row}-participants`]: text(group.participants),
		[`${row}-leaders`]: text(group.leaders),
		[`${row}-youngest`]: text(group.youngest),
		[`${row}-oldest`]: text(group.oldest),
	};
}

/** "1234.56", which every reader's form takes back. */
function amountText(cents: EuroCents | null): string {
	if (cents === null) return '';
	return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
}

/** How many rows for groups a form shows: those there are and two more. */
export function groupRows(typed: Typed): readonly number[] {
	const used = Object.keys(typed).flatMap((field) => {
		const row = /^group-(\d)-/.exec(field)?.[1];
		return row !== undefined && lineOf(typed, field) !== '' ? [Number(row)] : [];
	});
	const rows = Math.min(Math.max(-1, ...used) + 3, mostGroups);
	return Array.from({ length: rows }, (_, index) => index);
}

/** Reads the form that moves an exchange on. */
export function parseStep(typed: Typed): Parsed<ExchangeStep> {
	const read = together({
		deed: readChoice(typed, 'deed', courseDeeds),
		note: readOptionalLine(typed, 'note', 2000),
		startsOn: readOptionalDay(typed, 'newStartsOn'),
		endsOn: readOptionalDay(typed, 'newEndsOn'),
	});
	if (!read.ok) return read;
	const { deed, note, startsOn, endsOn } = read.value;
	return ok({ deed, note, period: { startsOn, endsOn } });
}

/** Reads somebody who takes part. */
export function parseParticipant(typed: Typed): Parsed<ParticipantFacts> {
	return together({
		groupId: readId<'exchange-group'>(typed, 'group'),
		givenName: readLine(typed, 'givenName', 60),
		birthYear: readBirthYear(typed),
		consentOn: readOptionalDay(typed, 'consentOn'),
		emergencyContact: readOptionalLine(typed, 'emergencyContact'),
	});
}

function readBirthYear(typed: Typed): Parsed<number> {
	const text = lineOf(typed, 'birthYear');
	if (text === '') return refused([{ kind: 'field-missing', field: 'birthYear' }]);
	return /^(19|20)\d\d$/.test(text) ? ok(Number(text)) : refused([{ kind: 'birth-year-implausible', typed: text }]);
}

/** Reads somebody who leads a group. */
export function parseLeader(typed: Typed): Parsed<LeaderFacts> {
	const read = together({
		groupId: readId<'exchange-group'>(typed, 'leaderGroup'),
		name: readLine(typed, 'name'),
		recordCheckOn: readOptionalDay(typed, 'recordCheckOn'),
	});
	return read.ok ? ok({ ...read.value, isAdult: typed['isAdult'] === 'on' }) : read;
}
