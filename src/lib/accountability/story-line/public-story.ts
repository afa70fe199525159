import type { FuzzyDate } from '#lib/kernel/fuzzy-date.ts';
import type { PlainDate } from '#lib/kernel/plain-date.ts';
import type { PublicDelivery } from '#lib/relief/figures/figure-queries.server.ts';
import type { PublicProject } from '../disclosure/public-cooperation.ts';
import type { PublicPromise } from '../disclosure/public-partnership.ts';
import type { PublicRecord, Published } from '../disclosure/public-record.ts';
import type { PublicRecordKind, PublicRef } from '../disclosure/public-ref.ts';
import { outcomeEnding, type StoryEntry, type StoryFact, type StoryGoods } from './story-line.ts';

// R22, the public story line. Everything in it was let out by the functions of disclosure before: these take public records and
// public deliveries and see nothing else.

type PublicEntry = StoryEntry<PublicRef>;

/** What the public story tells of a public record: nothing where the public reads no day, or nothing happened yet. */
export function storyOfRecord({ record, content }: PublicRecord): readonly PublicEntry[] {
	const entry = (when: FuzzyDate | null, fact: StoryFact): readonly PublicEntry[] => {
		return when === null ? [] : [entryOf(record, content.publicId, when, fact)];
	};
	switch (record) {
		case 'paper': {
			const { names: title, reference, decision, dated } = content;
			const { body = null, outcome = null } = decision ?? {};
			return entry(decision?.met ?? dated, { kind: 'paper', title, reference, body, outcome });
		}
		case 'agreement':
			return entry(content.signedOn, { kind: 'agreement', title: content.title });
		case 'standing': {
			const { kind: is, status, basisText: basis, since } = content;
			return entry(since, { kind: 'standing', is, status, basis });
		}
		case 'theme':
			return entry(content.since, { kind: 'theme', title: content.names, state: content.state });
		case 'project':
			return storyOfProject(content);
		case 'event':
			if (content.state !== 'held') return [];
			return entry(content.began, { kind: 'event', title: content.title, eventKind: content.kind });
		case 'exchange':
			if (content.state !== 'held') return [];
			return entry(wholeYear(content.year), { kind: 'exchange', title: content.host, exchangeKind: content.kind });
		case 'promise':
			return storyOfPromise(content);
		case 'funding': {
			const { names: title, programme, grantedCents: cents, granted } = content;
			return entry(granted && { date: granted, precision: 'day' }, { kind: 'funding', title, programme, cents });
		}
		case 'side':
			return [];
	}
}

function entryOf(
	of: PublicRecordKind,
	publicId: string,
	when: FuzzyDate,
	fact: StoryFact,
	moment: '' | typeof outcomeEnding | '-begun' = '',
): PublicEntry {
	return { id: `${of}-${publicId}${moment}`, when, fact, source: { kind: 'record', of, publicId } };
}

const wholeYear = (year: number): FuzzyDate => ({ date: `${year}-01-01` as PlainDate, precision: 'year' });

/** A project when it came into the state it is in; one that is past that, when it began as well. */
function storyOfProject({ publicId, names: title, state, since, begins }: Published<PublicProject>): PublicEntry[] {
	if (state === 'planned') return [];
	const now = entryOf('project', publicId, since, { kind: 'project', title, state });
	if (state === 'running' || begins === null || begins.date >= since.date) return [now];
	return [entryOf('project', publicId, begins, { kind: 'project', title, state: 'running' }, '-begun'), now];
}

/** A promise when it was made, and when it was told what became of it. */
function storyOfPromise({ publicId, text: title, state, made, since, note }: Published<PublicPromise>): PublicEntry[] {
	const begin = entryOf('promise', publicId, made, { kind: 'promise', title, state: 'made', note: null });
	if (state === 'made' || state === 'under-way') return [begin];
	return [begin, entryOf('promise', publicId, since, { kind: 'promise', title, state, note }, outcomeEnding)];
}

/** A public delivery with the operation on whose page it stands. */
export type StoryDelivery = Pick<PublicDelivery, 'publicId' | 'received'> & {
	readonly operation: string;
	readonly goods: readonly StoryGoods[];
};

/** What the public story tells of a delivery, dated as exactly as the delivery is (R3). */
export function storyOfDelivery({ publicId, operation, received, goods }: StoryDelivery): PublicEntry {
	const when =
		received.kind === 'week'
			? ({ date: received.monday, precision: 'week' } as const)
			: ({ date: received.date, precision: 'day' } as const);
	return {
		id: `shipment-${publicId}`,
		when,
		fact: { kind: 'shipment', number: null, goods },
		source: { kind: 'delivery', publicId, operation },
	};
}
