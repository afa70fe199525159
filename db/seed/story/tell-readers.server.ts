import type { Id } from '#lib/kernel/id.ts';
import { day, type Instant, later } from '#lib/kernel/instant.ts';
import type { Deed } from '#lib/newsroom/articles/article.ts';
import { addRecipient, createPressList } from '#lib/newsroom/press-lists/press-list-commands.server.ts';
import type { Wish } from '#lib/newsroom/subscriptions/subscription.ts';
import { askSubscription, confirmSubscription } from '#lib/newsroom/subscriptions/subscription-commands.server.ts';
import { addressHash } from '#lib/newsroom/subscriptions/subscription-links.server.ts';
import type { Databases } from '#lib/platform/database/connect.server.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import { granted, type Storyteller } from './storyteller.server.ts';

const readers: Readonly<Record<string, Wish>> = {
	'leserin@dortmund.example': { language: 'de', rhythm: 'at-once', terms: [], partnerships: [] },
	'chytachka@zhytomyr.example': { language: 'uk', rhythm: 'at-once', terms: [], partnerships: [] },
	'reader@city.example': { language: 'en', rhythm: 'weekly', terms: ['topic/energy'], partnerships: [] },
};

const journalists = [
	['Karla Kantig', 'Ruhr-Anzeiger', 'lokales@anzeiger.example', 'asked', 'E-Mail vom 4. März 2026'],
	['Redaktion', 'Radio Westfalenpark', 'news@radio.example', 'published', 'Impressum des Senders'],
] as const;

/** Readers who get news by mail from now on, and the press list of Dortmund. */
export async function tellReaders(teller: Storyteller, { worker }: Databases, now: Instant): Promise<void> {
	for (const [email, wish] of Object.entries(readers)) {
		const hash = await addressHash(worker, email);
		await inWorker(worker, async (trx) => {
			const asked = await askSubscription(trx, { email, addressHash: hash, wish, at: now });
			if (asked.kind === 'to-confirm') await confirmSubscription(trx, asked.id, { addressHash: hash, at: now });
		});
	}
	const deed: Deed = {
		at: later(now, -30 * day),
		account: teller.cast.people['editor'] as Id<'account'>,
		city: teller.cast.cities.dortmund as Id<'city'>,
	};
	await teller.as('dortmund', async (trx) => {
		const list = granted(await createPressList(trx, { name: 'Lokale Medien', language: 'de' }, deed));
		for (const [name, outlet, email, basis, proof] of journalists) {
			granted(await addRecipient(trx, list, { name, outlet, email, basis, proof }, deed));
		}
	});
}
