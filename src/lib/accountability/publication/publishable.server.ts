import { sql } from 'kysely';
import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import { listAgreementsOfPartnership } from '#lib/partnerships/agreements/agreement-queries.server.ts';
import { listPapersOfPartnership } from '#lib/partnerships/council/paper-queries.server.ts';
import { listEventsOfPartnership } from '#lib/partnerships/events/event-queries.server.ts';
import { listExchangesOfPartnership } from '#lib/partnerships/exchanges/exchange-queries.server.ts';
import { listFundingOfPartnership } from '#lib/partnerships/funding/funding-queries.server.ts';
import type { PartnershipId } from '#lib/partnerships/partnership.ts';
import { listProjectsOfPartnership } from '#lib/partnerships/projects/project-queries.server.ts';
import type { PromiseEvent } from '#lib/partnerships/promises/promise.ts';
import { listStandingOfPartnership } from '#lib/partnerships/standing/standing-queries.server.ts';
import { listThemesOfPartnership } from '#lib/partnerships/themes/theme-queries.server.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import {
	type NameOf,
	type ProjectSource,
	publicEventOf,
	publicExchangeOf,
	publicFundingOf,
	publicProjectOf,
	publicSideOf,
	type SideSource,
} from '../disclosure/public-cooperation.ts';
import {
	publicAgreementOf,
	publicPaperOf,
	publicPromiseOf,
	publicStandingOf,
	publicThemeOf,
} from '../disclosure/public-partnership.ts';
import type { PublicRecordKind, PublicRefOf } from '../disclosure/public-ref.ts';

/** A record the public may read, before it has its public id. */
export interface Publishable {
	readonly kind: PublicRecordKind;
	/** Where the id alone is not unique, as with the statements of one partnership, this tells them apart. */
	readonly part?: number;
	readonly id: string;
	/** The city that keeps it; null for what both hold. */
	readonly keeper: string | null;
	readonly date: FuzzyDate | null;
	/** Undefined where disclosure lets nothing through. */
	content(refOf: PublicRefOf): object | undefined;
}

/** When a publication speaks, and whom it may name. */
export interface PublicationScope {
	readonly tick: Instant;
	/** The moment up to which goods may be known. */
	readonly horizon: Instant;
	readonly nameOf: NameOf;
}

/** Everything of a partnership that disclosure may let through, kind by kind. */
export async function listPublishable(
	trx: Trx,
	id: PartnershipId,
	scope: PublicationScope,
): Promise<readonly Publishable[]> {
	return [
		...(await whatItIs(trx, id, scope)),
		...(await whatWasDecided(trx, id)),
		...(await whatWasPromised(trx, id, scope)),
		...(await projects(trx, id, scope)),
		...(await whatTookPlace(trx, id)),
		...(await money(trx, id, scope)),
	];
}

async function whatItIs(trx: Trx, id: PartnershipId, { nameOf }: PublicationScope): Promise<Publishable[]> {
	const standings = await listStandingOfPartnership(trx, id);
	const themes = await listThemesOfPartnership(trx, id);
	const sides = await sql<SideSource & { readonly cityId: string }>`
		select c.id as city_id, c.names as city, s.coordinating_unit_id, s.why_chosen
		from partnership_side s join city c on c.id = s.city_id where s.partnership_id = ${id}`.execute(trx);
	return [
		...standings.map((standing): Publishable => {
			const content = (refOf: PublicRefOf) => publicStandingOf(standing, refOf);
			return { kind: 'standing', id, keeper: null, part: standing.position, date: standing.since, content };
		}),
		...sides.rows.map(({ cityId, ...side }): Publishable => {
			return { kind: 'side', id: cityId, keeper: cityId, date: null, content: () => publicSideOf(side, nameOf) };
		}),
		...themes.map((theme): Publishable => {
			const content = () => publicThemeOf(theme);
			return { kind: 'theme', id: theme.id, keeper: theme.cityId, date: theme.since, content };
		}),
	];
}

async function whatWasDecided(trx: Trx, id: PartnershipId): Promise<Publishable[]> {
	const agreements = await listAgreementsOfPartnership(trx, id);
	const papers = await listPapersOfPartnership(trx, id);
	return [
		...agreements.map((agreement): Publishable => {
			const content = (refOf: PublicRefOf) => publicAgreementOf(agreement, refOf);
			return { kind: 'agreement', id: agreement.id, keeper: agreement.cityId, date: agreement.signedOn, content };
		}),
		...papers.map((paper): Publishable => {
			const date = paper.decision?.met ?? paper.dated;
			return { kind: 'paper', id: paper.id, keeper: paper.cityId, date, content: () => publicPaperOf(paper) };
		}),
	];
}

/** The promises their keepers made public, each with its events; one query. */
async function whatWasPromised(trx: Trx, partnershipId: PartnershipId, scope: PublicationScope) {
	type Row = {
		readonly id: string;
		readonly keeper: string;
		readonly made: FuzzyDate;
		readonly owner: string | null;
		readonly events: readonly PromiseEvent[];
	};
	const { rows } = await sql<Row>`
		select p.promise_id as id, p.city_id as keeper, jsonb_build_object('date', p.made_on, 'precision', p.made_precision) as made,
			p.owner_organisation_id as owner,
			(select jsonb_agg(e.data || jsonb_build_object('kind', e.kind,
					'at', floor(extract(epoch from e.at) * 1000)::bigint, 'account', null) order by e.sequence)
				from promise_event e where e.promise_id = p.promise_id) as events
		from promise_current p
		where p.partnership_id = ${partnershipId} and p.public order by p.promise_id`.execute(trx);
	return rows.map(({ id, keeper, made, owner, events }): Publishable => {
		const { tick, horizon, nameOf } = scope;
		const content = (refOf: PublicRefOf) => publicPromiseOf(events, { tick, horizon, refOf, doneBy: nameOf(owner) });
		return { kind: 'promise', id, keeper, date: made, content };
	});
}

async function projects(trx: Trx, partnershipId: PartnershipId, scope: PublicationScope): Promise<Publishable[]> {
	const records = await listProjectsOfPartnership(trx, partnershipId);
	const { rows } = await sql<{ projectId: string; indicatorId: string; value: number; asOf: PlainDate }>`
		select i.project_id, v.indicator_id, v.value, v.as_of
		from indicator_value v join indicator i on i.id = v.indicator_id join project p on p.id = i.project_id
		where p.partnership_id = ${partnershipId} order by v.as_of desc, v.sequence desc`.execute(trx);
	return records.map((record): Publishable => {
		const source: ProjectSource = { ...record, measured: rows.filter(({ projectId }) => projectId === record.id) };
		const content = (refOf: PublicRefOf) => publicProjectOf(source, { ...scope, refOf });
		return { kind: 'project', id: record.id, keeper: record.cityId, date: record.begins ?? record.since, content };
	});
}

async function whatTookPlace(trx: Trx, id: PartnershipId): Promise<Publishable[]> {
	const events = await listEventsOfPartnership(trx, id);
	const exchanges = await listExchangesOfPartnership(trx, id);
	const confirmed = await sql<{ id: string }>`
		select distinct s.event_id as id from event_step s join event e on e.id = s.event_id
		where e.partnership_id = ${id} and s.deed = 'confirm'`.execute(trx);
	const everConfirmed = new Set(confirmed.rows.map((row) => row.id));
	return [
		...events.map((event): Publishable => {
			const content = () => publicEventOf({ ...event, wasConfirmed: everConfirmed.has(event.id) });
			return { kind: 'event', id: event.id, keeper: event.cityId, date: event.began, content };
		}),
		...exchanges.map((exchange): Publishable => {
			const date: FuzzyDate | null = exchange.startsOn && {
				date: `${exchange.startsOn.slice(0, 4)}-01-01` as PlainDate,
				precision: 'year',
			};
			return {
				kind: 'exchange',
				id: exchange.id,
				keeper: exchange.cityId,
				date,
				content: () => publicExchangeOf(exchange),
			};
		}),
	];
}

async function money(trx: Trx, id: PartnershipId, { nameOf }: PublicationScope): Promise<Publishable[]> {
	const fundings = await listFundingOfPartnership(trx, id);
	const { rows } = await sql<{ fundingId: string; on: PlainDate }>`
		select funding_id, max((data ->> 'on')::date) as on from funding_event
		where kind = 'fundingMoved' and data ->> 'to' = 'granted' and funding_id in (
			select funding_id from funding_current where partnership_id = ${id}) group by 1`.execute(trx);
	const grantedOn = new Map(rows.map(({ fundingId, on }) => [fundingId, on]));
	return fundings.map((funding): Publishable => {
		const granted = grantedOn.get(funding.id) ?? null;
		const begins = granted ?? funding.eligibleFrom;
		const date: FuzzyDate | null = begins && { date: begins, precision: 'day' };
		const content = () => publicFundingOf({ ...funding, grantedOn: granted }, nameOf);
		return { kind: 'funding', id: funding.id, keeper: funding.cityId, date, content };
	});
}
