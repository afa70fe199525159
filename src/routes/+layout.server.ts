import { addressablePaths } from '#lib/ui/navigation.ts';
import { parseTheme, themeCookie } from '#lib/ui/theme.ts';
import { routes } from '$app/manifest';
import type { LayoutServerLoad } from './$types';

const pages = addressablePaths(routes.filter((route) => route.page).map((route) => route.id));

/**
 * What every frame needs: which pages there are, so that none links to nowhere, how the reader wants to see them, and the
 * language of a reader whose address names none.
 */
export const load: LayoutServerLoad = ({ cookies, locals }) => ({
	pages,
	theme: parseTheme(cookies.get(themeCookie)),
	readerLanguage: locals.language,
});
