import { accessMessages } from '#lib/access/access-messages.ts';
import { type Capability, may } from '#lib/access/permissions.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { officeSections } from '#lib/i18n/frame/office-navigation.ts';
import { parseTheme, themeCookie } from '#lib/ui/theme.ts';
import type { LayoutServerLoadEvent } from './$types.js';

/** Who is signed in and where they may go: what the office's frame shows around each page. */
export function load({ cookies, locals }: LayoutServerLoadEvent) {
	const { language, session } = locals;
	const say = speak(accessMessages, language);
	return {
		theme: parseTheme(cookies.get(themeCookie)),
		office: session
			? {
					name: session.name,
					note: session.roles.map((role) => say(`role-${role}`)).join(', '),
					groups: officeSections(language, (capability) => may(session, capability as Capability)),
				}
			: undefined,
	};
}
