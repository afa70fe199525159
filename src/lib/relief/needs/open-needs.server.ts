import { recordAudit } from '#lib/access/audit.server.ts';
import type { Session } from '#lib/access/session.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { commandKeyOf } from '#lib/platform/database/command-key.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { openNeeds } from './need-commands.server.ts';
import { mayMove } from './need-decisions.ts';
import { lockNeeds } from './need-store.server.ts';
import { explainNeedRefusal, itemName } from './need-texts.ts';
import type { OpenedNeeds } from './opened-needs.ts';

/** As many as a page shows. */
const mostAtOnce = 50;

/** Verifies and opens the needs marked on the list: `need` fields of the form, "<id> <version shown>". */
export async function openMarkedNeeds(
	services: Services,
	session: Session,
	language: Language,
	form: FormData,
): Promise<OpenedNeeds> {
	const sending = {
		key: commandKeyOf(form.get('idempotencyKey')),
		at: services.clock.now(),
		account: session.accountId,
	};
	const marked = mayMove(session.roles, 'verify') ? form.getAll('need').slice(0, mostAtOnce).flatMap(markedNeed) : [];
	const actor = { city: session.cityId, account: session.accountId };
	return inCity(services.databases.app, actor, async (trx) => {
		const result = await openNeeds(trx, currentCatalogue(), marked, sending);
		if (!result.ok) {
			const reason = explainNeedRefusal(result.refusal, language);
			return { opened: 0, left: marked.map(({ needId }) => ({ id: needId, item: '–', reason })) };
		}
		const { moved, left } = result.value;
		for (const { needId } of result.repeated ? [] : moved) {
			await recordAudit(trx, { action: 'need.verify-and-open', subjectKind: 'need', subjectId: needId });
		}
		const kept = await lockNeeds(
			trx,
			left.map(({ needId }) => needId),
		);
		return {
			opened: moved.length,
			left: left.map(({ needId, refusal }) => ({
				id: needId,
				item: itemName(currentCatalogue(), kept.get(needId)?.need.facts.itemCode ?? '–', language),
				reason: explainNeedRefusal(refusal, language),
			})),
		};
	});
}

function markedNeed(value: FormDataEntryValue): readonly { needId: Id<'need'>; shown: number }[] {
	const [id = '', shown = ''] = String(value).split(' ');
	const needId = parseId<'need'>(id);
	return needId && /^\d{1,9}$/.test(shown) ? [{ needId, shown: Number(shown) }] : [];
}
