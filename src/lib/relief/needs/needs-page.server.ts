import { randomUUID } from 'node:crypto';
import { may } from '#lib/access/permissions.ts';
import type { Session } from '#lib/access/session.ts';
import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { type Id, parseId } from '#lib/kernel/id.ts';
import type { Language } from '#lib/kernel/language.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { parsePlainDate } from '#lib/kernel/plain-date.ts';
import { inCity } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { currentCatalogue } from '../catalogue/current-catalogue.server.ts';
import { coverageOfNeeds } from '../reservations/coverage-queries.server.ts';
import { isUrgency, urgencies } from './freshness.ts';
import { type NeedState, needStates } from './need.ts';
import { mayMove } from './need-decisions.ts';
import { shownCoverage } from './need-page.server.ts';
import { listNeeds, type NeedCursor, type NeedFilter, type NeedRow } from './need-queries.server.ts';
import { itemName, quantityText, urgencyName } from './need-texts.ts';
import { operationChoices } from './operation-choices.server.ts';

export const pageSize = 50;

/** The list of needs as the address asks for it; anything that makes no sense in the address is left out. */
export async function loadNeedsPage(services: Services, session: Session, language: Language, query: URLSearchParams) {
	const catalogue = currentCatalogue();
	const filter = readFilter(query);
	const after = readCursor(query.get('after'));
	const actor = { city: session.cityId, account: session.accountId };
	const found = await inCity(services.databases.app, actor, async (trx) => {
		const operations = await operationChoices(trx);
		const chosen = operations.filter(({ id }) => filter.operation === null || id === filter.operation);
		const asked: NeedFilter = { ...filter, operationIds: chosen.map(({ id }) => id) };
		const rows = await listNeeds(trx, asked, { after, limit: pageSize + 1 });
		const shown = rows.slice(0, pageSize);
		return {
			operations,
			rows,
			coverage: await coverageOfNeeds(
				trx,
				shown.map(({ needId }) => needId),
			),
		};
	});
	const shown = found.rows.slice(0, pageSize);
	const names = new Map(found.operations.map(({ id, names: text }) => [id, readableText(text, language).text]));
	const mayOpen = mayMove(session.roles, 'verify') && mayMove(session.roles, 'open');
	return {
		key: randomUUID(),
		rows: shown.map((row) => ({
			id: row.needId,
			mark:
				mayOpen && row.facts.quantity.kind !== 'unknown' && (row.state === 'submitted' || row.state === 'verified')
					? `${row.needId} ${row.version}`
					: '',
			item: itemName(catalogue, row.facts.itemCode, language),
			operation: names.size > 1 ? (names.get(row.operationId) ?? '') : '',
			quantity: quantityText(row.facts.quantity, row.facts.baseUnit, language),
			urgency: urgencyName(row.urgency, language),
			urgent: row.urgency === 1,
			deadline: row.facts.deadline ? formatDate(row.facts.deadline, language) : '',
			confirmed: row.confirmedAt === null ? '' : formatInstant(row.confirmedAt, language),
			state: row.state,
			coverage: coverageOfRow(found.coverage.get(row.needId), row, language),
		})),
		next: found.rows.length > pageSize ? cursorText(shown.at(-1)) : null,
		filters: Object.fromEntries(
			['operation', 'state', 'urgency', 'category', 'q', 'list'].map((name) => [name, query.get(name) ?? '']),
		),
		paged: after !== null,
		operations: [...names].map(([value, label]) => ({ value: value as string, label })),
		categories: catalogue.items
			.filter(({ isCategory }) => isCategory)
			.map(({ code, names: text }) => ({ value: code, label: text[language] })),
		urgencies: urgencies.map((value) => ({ value: String(value), label: urgencyName(value, language) })),
		allMarked: query.get('marked') === 'all',
		mayWrite: may(session, 'needs.review'),
	};
}

function coverageOfRow(coverage: Parameters<typeof shownCoverage>[0] | undefined, row: NeedRow, language: Language) {
	return coverage && shownCoverage(coverage, row.facts.baseUnit, language);
}

function readFilter(
	query: URLSearchParams,
): Omit<NeedFilter, 'operationIds'> & { readonly operation: Id<'operation'> | null } {
	const state = query.get('state') ?? '';
	const urgency = Number(query.get('urgency'));
	const category = query.get('category') ?? '';
	return {
		operation: parseId<'operation'>(query.get('operation') ?? '') ?? null,
		state:
			state === 'all' || (needStates as readonly string[]).includes(state) ? (state as NeedState | 'all') : 'alive',
		urgency: isUrgency(urgency) ? urgency : null,
		category: currentCatalogue().byCode.has(category) ? category : null,
		needListId: parseId<'need-list'>(query.get('list') ?? '') ?? null,
		search: (query.get('q') ?? '').slice(0, 200),
	};
}

function readCursor(text: string | null): NeedCursor | null {
	const [urgency = '', due = '', id = ''] = (text ?? '').split('_');
	const day = parsePlainDate(due);
	const needId = parseId<'need'>(id);
	const level = Number(urgency);
	return day && needId && isUrgency(level) ? { urgency: level, due: day, needId } : null;
}

function cursorText(row: NeedRow | undefined): string | null {
	return row ? `${row.urgency}_${row.due}_${row.needId}` : null;
}
