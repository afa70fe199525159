import { type Capability, may } from '#lib/access/permissions.ts';
import { sessionOf } from '#lib/access/request.server.ts';
import { hasTasks, tasksFor } from '#lib/accountability/office-home/office-task.ts';
import { countOfficeTasks } from '#lib/accountability/office-home/office-task-queries.server.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoadEvent } from './$types.js';

export async function load({ locals }: PageServerLoadEvent) {
	const session = sessionOf(locals);
	const { databases, clock } = services();
	const actor = { city: session.cityId, account: session.accountId };
	const counts = await inCity(databases.app, actor, (trx) => countOfficeTasks(trx, clock.now()));
	const mayUse = (capability: Capability) => may(session, capability);
	const tasks = tasksFor(counts, mayUse, `/${locals.language}/office`);
	return { name: session.name, tasks, readsOnly: !hasTasks(mayUse) };
}
