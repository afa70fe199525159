import { speak } from '#lib/i18n/catalogue.ts';
import { officeSections } from '#lib/i18n/frame/office-navigation.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { OfficeFrame } from '#lib/ui/frame.ts';
import { accessMessages } from './access-messages.ts';
import { type Capability, may, permissions } from './permissions.ts';
import type { Session } from './session.ts';

const isCapability = (text: string): text is Capability => Object.hasOwn(permissions, text);

/** Who is signed in and where they may go, for the frame around pages. Whoever has still to set up a passkey goes nowhere. */
export function officeFrame(session: Session, language: Language): OfficeFrame {
	const say = speak(accessMessages, language);
	const mayUse = (capability: string): boolean => isCapability(capability) && may(session, capability);
	return {
		name: session.name,
		note: session.roles.map((role) => say(`role-${role}`)).join(', '),
		groups: session.strength === 'full' ? officeSections(language, mayUse) : [],
	};
}
