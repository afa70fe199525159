import { officeFrame } from '#lib/access/office-frame.ts';
import { sessionOf } from '#lib/access/request.server.ts';
import { parseTheme, themeCookie } from '#lib/ui/theme.ts';
import type { LayoutServerLoadEvent } from './$types.js';

/** One's own account stands in the office's frame: the way back, and the way out, are always there. */
export function load({ cookies, locals }: LayoutServerLoadEvent) {
	return {
		theme: parseTheme(cookies.get(themeCookie)),
		office: officeFrame(sessionOf(locals), locals.language),
	};
}
