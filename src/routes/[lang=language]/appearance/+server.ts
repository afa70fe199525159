import { redirect } from '@sveltejs/kit';
import { parseReturnPath } from '#lib/access/return-path.ts';
import { parseTheme, themeCookie } from '#lib/ui/theme.ts';
import type { RequestHandler } from './$types';

const aYear = 365 * 24 * 60 * 60;

/** Keeps the chosen appearance in a cookie and leads back to where the reader was. */
export const POST: RequestHandler = async ({ request, cookies, params, url }) => {
	const form = await request.formData();
	const theme = parseTheme(form.get('theme'));
	const options = { path: '/', sameSite: 'lax', httpOnly: true, secure: url.protocol === 'https:' } as const;
	if (theme === 'system') cookies.delete(themeCookie, options);
	else cookies.set(themeCookie, theme, { ...options, maxAge: aYear });
	const back = form.get('back');
	redirect(303, (typeof back === 'string' && parseReturnPath(back)) || `/${params.lang}`);
};
