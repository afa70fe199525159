import { error, redirect } from '@sveltejs/kit';
import { noteOf } from '#lib/access/page-notes.ts';
import { actOnPlace, changePlace, loadPlace, type PlaceDeed } from '#lib/directory/place-pages.server.ts';
import { typedFields } from '#lib/directory/typed-fields.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { useOfPlace } from '#lib/relief/stock/place-use.server.ts';
import { deskOf, refuse } from '../../desk.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types.js';

export async function load({ locals, params, url }: PageServerLoadEvent) {
	const place = (await loadPlace(deskOf(locals), params.id)) ?? error(404);
	return { ...place, done: noteOf(url.searchParams, ['added', 'corrected', 'retired', 'revived']) };
}

async function correct({ locals, params, request }: RequestEvent) {
	const typed = typedFields(await request.formData());
	const changed = await changePlace(deskOf(locals), params.id, typed);
	if (!changed.ok) return refuse(changed.refusal, typed, locals.language);
	redirect(303, `/${locals.language}/office/directory/places/${params.id}?done=${changed.value}`);
}

function act(deed: PlaceDeed) {
	return async ({ locals, params, request }: RequestEvent) => {
		const typed = typedFields(await request.formData());
		const use = (trx: Trx, id: string) => useOfPlace(trx, id, locals.language);
		const done = await actOnPlace(deskOf(locals), params.id, deed, typed, use);
		if (!done.ok) return refuse(done.refusal, typed, locals.language);
		redirect(303, `/${locals.language}/office/directory/places/${params.id}?done=${done.value}`);
	};
}

export const actions = { correct, retire: act('retire'), revive: act('revive') };
