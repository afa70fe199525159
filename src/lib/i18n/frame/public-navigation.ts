import type { Language } from '#lib/kernel/language.ts';
import { speak } from '../catalogue.ts';
import { frameMessages } from './frame-messages.ts';

interface Section {
	readonly key: 'publicSite' | 'home' | 'needs' | 'figures' | 'partnership' | 'news' | 'offer' | FooterKey;
	/** Below the language: "/de" + "/needs". */
	readonly path: string;
}
type FooterKey =
	| 'press'
	| 'subscribe'
	| 'imprint'
	| 'privacy'
	| 'accessibility'
	| 'easyLanguage'
	| 'openData'
	| 'signIn';

const sections: readonly Section[] = [
	{ key: 'home', path: '' },
	{ key: 'needs', path: '/needs' },
	{ key: 'figures', path: '/figures' },
	{ key: 'partnership', path: '/partnership' },
	{ key: 'news', path: '/news' },
	{ key: 'offer', path: '/offer' },
];

const footer: readonly Section[] = [
	{ key: 'press', path: '/press' },
	{ key: 'subscribe', path: '/subscribe' },
	{ key: 'imprint', path: '/imprint' },
	{ key: 'privacy', path: '/privacy' },
	{ key: 'accessibility', path: '/accessibility' },
	{ key: 'easyLanguage', path: '/easy-language' },
	{ key: 'openData', path: '/open-data' },
	{ key: 'signIn', path: '/sign-in' },
];

function inWords(of: readonly Section[], language: Language) {
	const say = speak(frameMessages, language);
	return of.map(({ key, path }) => ({ href: `/${language}${path}`, label: say(key) }));
}

/** The ways into the public site, in the order of what people come for. */
export function publicSections(language: Language) {
	return inWords(sections, language);
}

/** What the law and the public expect at the foot of every page, and the way in for staff. */
export function footerLinks(language: Language) {
	return inWords(footer, language);
}

/** The same for people who are in already: the way out to what the public reads instead. */
export function officeFooterLinks(language: Language) {
	return inWords([{ key: 'publicSite', path: '' }, ...footer.filter(({ key }) => key !== 'signIn')], language);
}
