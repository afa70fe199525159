import { error } from '@sveltejs/kit';
import { findPartnershipPage } from '#lib/accountability/public-site/partnership-page.server.ts';
import { inPublic } from '#lib/platform/database/transaction.server.ts';
import { services } from '#lib/platform/services.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const view = await inPublic(services().databases.public, (trx) => findPartnershipPage(trx, params.slug, params.lang));
	if (!view) error(404);
	return { view };
};
