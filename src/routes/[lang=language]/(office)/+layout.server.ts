import { officeFrame } from '#lib/access/office-frame.ts';
import { parseTheme, themeCookie } from '#lib/ui/theme.ts';
import type { LayoutServerLoadEvent } from './$types.js';

/** Who is signed in and where they may go: what the office's frame shows around each page. */
export function load({ cookies, locals }: LayoutServerLoadEvent) {
	return {
		theme: parseTheme(cookies.get(themeCookie)),
		office: locals.session ? officeFrame(locals.session, locals.language) : undefined,
	};
}
