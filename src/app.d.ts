import type { Session } from '#lib/access/session.ts';
import type { Language } from '#lib/kernel/language.ts';

declare global {
	namespace App {
		/** What the request hook knows of each request before a page sees it. */
		interface Locals {
			/** Who is signed in; null for everybody else. */
			session: Session | null;
			/** The language of the address; for addresses without one, the browser's choice. */
			language: Language;
			/** Stands in the log, in audit entries and on error pages. */
			requestId: string;
		}
		interface Error {
			/** The status goes with it, so that the page of an error can say the right thing. */
			status: number;
			message: string;
			/** The request's id, where reporting it helps. */
			id?: string;
			/** Why a page that was public once is gone, on which day, and where to go instead. */
			gone?: { readonly reason: string; readonly date: string; readonly leadsTo: string | null };
		}
	}
}
