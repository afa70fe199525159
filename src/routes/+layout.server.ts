import { addressablePaths } from '#lib/ui/navigation.ts';
import { parseTheme, themeCookie } from '#lib/ui/theme.ts';
import { routes } from '$app/manifest';
import type { LayoutServerLoad } from './$types';

const pages = addressablePaths(routes.filter((route) => route.page).map((route) => route.id));

/** What every frame needs: which pages there are, so that none links to nowhere, and how the reader wants to see them. */
export const load: LayoutServerLoad = ({ cookies }) => ({ pages, theme: parseTheme(cookies.get(themeCookie)) });
