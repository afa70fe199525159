import { randomUUID } from 'node:crypto';
import { keepOrganisation } from '#lib/directory/directory-commands.server.ts';
import { keepPerson, keepPersonContact, keepPost, keepTenure } from '#lib/directory/people/people-commands.server.ts';
import type { PersonId, PostId } from '#lib/directory/people/person.ts';
import { parseFuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { Id } from '#lib/kernel/id.ts';
import { dayOf, type PlainDate } from '#lib/kernel/plain-date.ts';
import type { AgreementId } from '#lib/partnerships/agreements/agreement.ts';
import { addSignatory, keepAgreement } from '#lib/partnerships/agreements/agreement-commands.server.ts';
import { findAgreement } from '#lib/partnerships/agreements/agreement-queries.server.ts';
import type { PartnershipId } from '#lib/partnerships/partnership.ts';
import { addPartnershipContact, keepSide, stateStanding } from '#lib/partnerships/standing/standing-commands.server.ts';
import type { CityKey } from './story-directory.ts';
import {
	type ActorKey,
	actors,
	agreements,
	contactTask,
	fullBasis,
	type OfficeKey,
	offices,
	type PostKey,
	posts,
	solidarityBasis,
	whyChosen,
} from './story-partnership.ts';
import { granted, onDay, type Storyteller } from './storyteller.server.ts';
import type { CouncilPapers } from './tell-council.server.ts';

type Offices = Readonly<Record<OfficeKey, Id<'organisation'>>>;
type Actors = Readonly<Record<ActorKey, { readonly id: PersonId; readonly tenureId: Id<'tenure'> }>>;

/** The people, both agreements and what the partnership was from which day on; the agreements by the day they were signed. */
export async function tellPartnership(
	teller: Storyteller,
	papers: CouncilPapers,
): Promise<ReadonlyMap<string, AgreementId>> {
	const units = await tellOffices(teller);
	const people = await tellActors(teller, await tellPosts(teller, units));
	const partnershipId = teller.cast.partnership as PartnershipId;
	const told = new Map<string, AgreementId>();
	for (const agreement of agreements) {
		const earlier = [...told.values()].at(-1) ?? null;
		told.set(agreement.signedOn, await tellAgreement(teller, agreement, papers, people, earlier));
	}
	const state = (day: string, kind: 'solidarity' | 'full', text: typeof fullBasis) =>
		teller.as('dortmund', async (trx) => {
			const basis = { record: { kind: 'agreement' as const, id: told.get(day)! }, text };
			const standing = { kind, status: 'active' as const, since: parseFuzzyDate(day)! };
			granted(await stateStanding(trx, partnershipId, { standing, basis }, onDay(day, 15)));
		});
	await state('2023-02-23', 'solidarity', solidarityBasis);
	await state('2025-07-09', 'full', fullBasis);
	await tellSides(teller, partnershipId, units, people);
	return told;
}

async function tellOffices(teller: Storyteller): Promise<Offices> {
	const told = Object.entries(offices).map(async ([key, { city, kind, names }]) => {
		const id = randomUUID() as Id<'organisation'>;
		const cityId = teller.cast.cities[city] as Id<'city'>;
		await teller.as(city, (trx) => keepOrganisation(trx, { id, cityId, kind, names, publicNameAllowed: true }));
		return [key, id] as const;
	});
	return Object.fromEntries(await Promise.all(told)) as Offices;
}

async function tellPosts(teller: Storyteller, units: Offices): Promise<Readonly<Record<PostKey, PostId>>> {
	const told = Object.entries(posts).map(async ([key, { office, sole, names }]) => {
		const post = { names, sole, organisationId: units[office] };
		return [key, await teller.as(offices[office].city, (trx) => keepPost(trx, post))] as const;
	});
	return Object.fromEntries(await Promise.all(told)) as Record<PostKey, PostId>;
}

async function tellActors(teller: Storyteller, held: Readonly<Record<PostKey, PostId>>): Promise<Actors> {
	const told = Object.entries(actors).map(async ([key, actor]) => {
		const known = await teller.as(actor.city, async (trx) => {
			const id = await keepPerson(trx, { names: actor.names, publicNameAllowed: actor.inPublic });
			const ended = 'until' in actor ? parseFuzzyDate(actor.until)! : null;
			const acting = 'acting' in actor;
			const tenureId = await keepTenure(trx, id, { postId: held[actor.post], acting, began: null, ended });
			if ('email' in actor) await keepPersonContact(trx, id, { email: actor.email, phone: null, note: null });
			return { id, tenureId };
		});
		return [key, known] as const;
	});
	return Object.fromEntries(await Promise.all(told)) as Actors;
}

async function tellAgreement(
	teller: Storyteller,
	told: (typeof agreements)[number],
	papers: CouncilPapers,
	people: Actors,
	supersedes: AgreementId | null,
): Promise<AgreementId> {
	return teller.as('dortmund', async (trx) => {
		const { kind, mode, title } = told;
		const unknown = { languages: [], prevailing: null, place: null, validFrom: null, validUntil: null, decideBy: null };
		const facts = {
			...unknown,
			kind,
			mode,
			title,
			supersedes,
			renewal: 'none' as const,
			signedOn: parseFuzzyDate(told.signedOn)!,
			resolution: { kind: 'paper' as const, id: papers[told.paper] },
		};
		const partnershipId = teller.cast.partnership as PartnershipId;
		const id = granted(await keepAgreement(trx, partnershipId, facts, dayOf(onDay(told.signedOn, 15)) as PlainDate));
		for (const { who, as } of told.signatories) {
			const { id: personId, tenureId } = people[who];
			const sideId = teller.cast.cities[actors[who].city] as Id<'city'>;
			const agreement = (await findAgreement(trx, id))!;
			granted(await addSignatory(trx, agreement, { personId, tenureId, sideId, signedAs: as }));
		}
		return id;
	});
}

async function tellSides(
	teller: Storyteller,
	partnershipId: PartnershipId,
	units: Offices,
	people: Actors,
): Promise<void> {
	const side = { predecessor: null, networks: [], nextReportDue: null };
	const tell = (city: CityKey, coordinatingUnitId: Id<'organisation'>, who: ActorKey, why: typeof whyChosen | null) =>
		teller.as(city, async (trx) => {
			await keepSide(trx, partnershipId, { ...side, coordinatingUnitId, whyChosen: why });
			await addPartnershipContact(trx, partnershipId, { personId: people[who].id, task: contactTask });
		});
	await tell('dortmund', units.international, 'coordinator', whyChosen);
	await tell('zhytomyr', units.zhytomyr, 'officer', null);
}
