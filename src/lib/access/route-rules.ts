import { type Capability, may } from './permissions.ts';
import type { Session } from './session.ts';

/**
 * Who may use a route. `public`: everybody. `own-account`: whoever is signed in, also while still setting up a passkey.
 * `capability`: whoever has `to`; forms and other changes need `toChange` as well, where it is given.
 */
export type RouteRule =
	| { readonly who: 'public' }
	| { readonly who: 'own-account' }
	| { readonly who: 'capability'; readonly to: Capability; readonly toChange?: Capability };

const everybody: RouteRule = { who: 'public' };
const ownAccount: RouteRule = { who: 'own-account' };
const those = (to: Capability, toChange?: Capability): RouteRule =>
	toChange ? { who: 'capability', to, toChange } : { who: 'capability', to };

/**
 * A rule for every route with a page or an endpoint, by its id, in alphabetical order. A route without a rule is closed to
 * everybody, and `test/route-rules.test.ts` fails.
 */
export const routeRules: Readonly<Record<string, RouteRule>> = {
	'/': everybody,
	'/[lang=language]/(account)/account': ownAccount,
	'/[lang=language]/(account)/account/passkeys': ownAccount,
	'/[lang=language]/(account)/account/passkeys/ceremony': ownAccount,
	'/[lang=language]/(account)/account/passphrase': ownAccount,
	'/[lang=language]/(account)/refused': everybody,
	'/[lang=language]/(account)/sign-in': everybody,
	'/[lang=language]/(account)/sign-in/link/[token]': everybody,
	'/[lang=language]/(account)/sign-in/passkey': everybody,
	'/[lang=language]/(account)/sign-out': everybody,
	'/[lang=language]/(internal)/styleguide': everybody,
	'/[lang=language]/(office)/office': those('office.enter'),
	'/[lang=language]/(office)/office/accounts': those('accounts.manage'),
	'/[lang=language]/(office)/office/accounts/[id]': those('accounts.manage'),
	'/[lang=language]/(office)/office/agreements/[id]': those('partnership.read', 'partnership.keep'),
	'/[lang=language]/(office)/office/agreements/[id]/correct': those('partnership.keep'),
	'/[lang=language]/(office)/office/agreements/new': those('partnership.keep'),
	'/[lang=language]/(office)/office/allocations': those('allocation.read', 'allocation.decide'),
	'/[lang=language]/(office)/office/allocations/[id]': those('allocation.read', 'allocation.decide'),
	'/[lang=language]/(office)/office/audit': those('audit.read'),
	'/[lang=language]/(office)/office/catalogue': those('need-lists.read', 'need-lists.write'),
	'/[lang=language]/(office)/office/catalogue/search': those('office.enter'),
	'/[lang=language]/(office)/office/choose-record': those('office.enter'),
	'/[lang=language]/(office)/office/council': those('council.read'),
	'/[lang=language]/(office)/office/council/[id]': those('council.read', 'council.keep'),
	'/[lang=language]/(office)/office/council/[id]/consultations/[consultation]': those('council.keep'),
	'/[lang=language]/(office)/office/council/[id]/edit': those('council.keep'),
	'/[lang=language]/(office)/office/council/[id]/mandates/new': those('council.keep'),
	'/[lang=language]/(office)/office/council/mandates': those('council.read'),
	'/[lang=language]/(office)/office/council/mandates/[id]': those('council.read', 'council.keep'),
	'/[lang=language]/(office)/office/council/new': those('council.keep'),
	'/[lang=language]/(office)/office/council/sources': those('council.keep'),
	'/[lang=language]/(office)/office/council/sources/[id]': those('council.keep'),
	'/[lang=language]/(office)/office/deadlines': those('partnership.read', 'partnership.keep'),
	'/[lang=language]/(office)/office/directory': those('directory.read'),
	'/[lang=language]/(office)/office/directory/city': those('directory.keep'),
	'/[lang=language]/(office)/office/directory/operations': those('directory.read'),
	'/[lang=language]/(office)/office/directory/operations/[id]': those('directory.read', 'directory.keep'),
	'/[lang=language]/(office)/office/directory/operations/new': those('directory.keep'),
	'/[lang=language]/(office)/office/directory/organisations': those('directory.keep'),
	'/[lang=language]/(office)/office/directory/organisations/[id]': those('directory.keep'),
	'/[lang=language]/(office)/office/directory/organisations/new': those('directory.keep'),
	'/[lang=language]/(office)/office/directory/places': those('directory.read'),
	'/[lang=language]/(office)/office/directory/places/[id]': those('directory.read', 'places.keep'),
	'/[lang=language]/(office)/office/directory/places/[id]/address': those('places.read-address', 'places.keep'),
	'/[lang=language]/(office)/office/directory/places/new': those('places.keep'),
	'/[lang=language]/(office)/office/discrepancies': those('discrepancies.read'),
	'/[lang=language]/(office)/office/discrepancies/[id]': those('discrepancies.read', 'discrepancies.settle'),
	'/[lang=language]/(office)/office/documents/[id]': those('partnership.read', 'partnership.keep'),
	'/[lang=language]/(office)/office/documents/[id]/file': those('partnership.read'),
	'/[lang=language]/(office)/office/documents/new': those('partnership.keep'),
	'/[lang=language]/(office)/office/events': those('cooperation.read'),
	'/[lang=language]/(office)/office/events/[id]': those('cooperation.read', 'cooperation.keep'),
	'/[lang=language]/(office)/office/events/[id]/correct': those('cooperation.keep'),
	'/[lang=language]/(office)/office/events/[id]/entry.ics': those('cooperation.read'),
	'/[lang=language]/(office)/office/events/[id]/guests': those('cooperation.keep'),
	'/[lang=language]/(office)/office/events/new': those('cooperation.keep'),
	'/[lang=language]/(office)/office/exchanges': those('cooperation.read'),
	'/[lang=language]/(office)/office/exchanges/[id]': those('cooperation.read', 'cooperation.keep'),
	'/[lang=language]/(office)/office/exchanges/[id]/correct': those('cooperation.keep'),
	'/[lang=language]/(office)/office/exchanges/[id]/people': those('exchanges.read-participants'),
	'/[lang=language]/(office)/office/exchanges/new': those('cooperation.keep'),
	'/[lang=language]/(office)/office/feedback': those('feedback.settle'),
	'/[lang=language]/(office)/office/funding': those('funding.read'),
	'/[lang=language]/(office)/office/funding/[id]': those('funding.read', 'funding.keep'),
	'/[lang=language]/(office)/office/funding/[id]/correct': those('funding.keep'),
	'/[lang=language]/(office)/office/funding/[id]/plan': those('funding.keep'),
	'/[lang=language]/(office)/office/funding/[id]/vouchers': those('funding.keep'),
	'/[lang=language]/(office)/office/funding/[id]/vouchers/[voucher]': those('funding.keep'),
	'/[lang=language]/(office)/office/funding/[id]/vouchers/table': those('funding.keep'),
	'/[lang=language]/(office)/office/funding/new': those('funding.keep'),
	'/[lang=language]/(office)/office/images': those('images.keep'),
	'/[lang=language]/(office)/office/images/[id]': those('images.keep'),
	'/[lang=language]/(office)/office/images/[id]/file/[name]': those('images.keep'),
	'/[lang=language]/(office)/office/images/new': those('images.keep'),
	'/[lang=language]/(office)/office/need-lists': those('need-lists.read'),
	'/[lang=language]/(office)/office/need-lists/[id]/original': those('need-lists.read'),
	'/[lang=language]/(office)/office/need-lists/[id]/questions': those('need-lists.read', 'need-lists.write'),
	'/[lang=language]/(office)/office/need-lists/[id]/questions/text': those('need-lists.read'),
	'/[lang=language]/(office)/office/need-lists/[id]/review': those('need-lists.read', 'need-lists.write'),
	'/[lang=language]/(office)/office/need-lists/new': those('need-lists.write'),
	'/[lang=language]/(office)/office/needs': those('needs.read', 'needs.review'),
	'/[lang=language]/(office)/office/needs/[id]': those('needs.read', 'needs.review'),
	'/[lang=language]/(office)/office/needs/[id]/correct': those('needs.review'),
	'/[lang=language]/(office)/office/needs/new': those('needs.review'),
	'/[lang=language]/(office)/office/newsroom': those('articles.read'),
	'/[lang=language]/(office)/office/newsroom/[id]': those('articles.read', 'articles.write'),
	'/[lang=language]/(office)/office/newsroom/[id]/[edition]': those('articles.read'),
	'/[lang=language]/(office)/office/newsroom/[id]/[edition]/edit': those('articles.write'),
	'/[lang=language]/(office)/office/newsroom/[id]/[edition]/edit/kept': those('articles.write'),
	'/[lang=language]/(office)/office/newsroom/[id]/[edition]/revisions': those('articles.read'),
	'/[lang=language]/(office)/office/newsroom/[id]/facts': those('articles.write'),
	'/[lang=language]/(office)/office/newsroom/[id]/hide': those('publication.decide'),
	'/[lang=language]/(office)/office/newsroom/choices/[kind]': those('articles.write'),
	'/[lang=language]/(office)/office/newsroom/figures': those('articles.write'),
	'/[lang=language]/(office)/office/newsroom/lists': those('articles.publish'),
	'/[lang=language]/(office)/office/newsroom/lists/[id]': those('articles.publish'),
	'/[lang=language]/(office)/office/newsroom/new': those('articles.write'),
	'/[lang=language]/(office)/office/newsroom/readers': those('articles.publish'),
	'/[lang=language]/(office)/office/newsroom/topics': those('articles.read', 'articles.publish'),
	'/[lang=language]/(office)/office/offers': those('offers.read'),
	'/[lang=language]/(office)/office/offers/[id]': those('offers.read', 'offers.decide'),
	'/[lang=language]/(office)/office/offers/[id]/correct': those('offers.decide'),
	'/[lang=language]/(office)/office/offers/new': those('offers.decide'),
	'/[lang=language]/(office)/office/outbox': those('outbox.read'),
	'/[lang=language]/(office)/office/partnerships': those('partnership.read'),
	'/[lang=language]/(office)/office/partnerships/[slug]': those('partnership.read'),
	'/[lang=language]/(office)/office/partnerships/[slug]/side': those('partnership.keep'),
	'/[lang=language]/(office)/office/partnerships/[slug]/standing': those('partnership.keep'),
	'/[lang=language]/(office)/office/people': those('partnership.read'),
	'/[lang=language]/(office)/office/people/[id]': those('partnership.read', 'partnership.keep'),
	'/[lang=language]/(office)/office/people/[id]/contact': those('people.read-contact', 'partnership.keep'),
	'/[lang=language]/(office)/office/people/[id]/correct': those('partnership.keep'),
	'/[lang=language]/(office)/office/people/[id]/tenures/[tenure]': those('partnership.keep'),
	'/[lang=language]/(office)/office/people/[id]/tenures/new': those('partnership.keep'),
	'/[lang=language]/(office)/office/people/new': those('partnership.keep'),
	'/[lang=language]/(office)/office/people/posts': those('partnership.read'),
	'/[lang=language]/(office)/office/people/posts/[id]': those('partnership.read', 'partnership.keep'),
	'/[lang=language]/(office)/office/people/posts/new': those('partnership.keep'),
	'/[lang=language]/(office)/office/projects': those('cooperation.read'),
	'/[lang=language]/(office)/office/projects/[id]': those('cooperation.read', 'cooperation.keep'),
	'/[lang=language]/(office)/office/projects/[id]/correct': those('cooperation.keep'),
	'/[lang=language]/(office)/office/projects/[id]/parts/[part]': those('cooperation.keep'),
	'/[lang=language]/(office)/office/projects/new': those('cooperation.keep'),
	'/[lang=language]/(office)/office/promises': those('cooperation.read'),
	'/[lang=language]/(office)/office/promises/[id]': those('cooperation.read', 'promises.keep'),
	'/[lang=language]/(office)/office/promises/[id]/correct': those('promises.keep'),
	'/[lang=language]/(office)/office/promises/new': those('promises.keep'),
	'/[lang=language]/(office)/office/promises/several': those('promises.keep'),
	'/[lang=language]/(office)/office/publication': those('publication.decide'),
	'/[lang=language]/(office)/office/reports': those('reports.read'),
	'/[lang=language]/(office)/office/reports/[id]': those('reports.read', 'reports.write'),
	'/[lang=language]/(office)/office/reports/[id]/edit': those('reports.write'),
	'/[lang=language]/(office)/office/reports/[id]/figures/[figure]': those('reports.read'),
	'/[lang=language]/(office)/office/reports/[id]/file/[name]': those('reports.read'),
	'/[lang=language]/(office)/office/reports/new': those('reports.write'),
	'/[lang=language]/(office)/office/search': those('office.enter'),
	'/[lang=language]/(office)/office/shipments': those('shipments.read'),
	'/[lang=language]/(office)/office/shipments/[id]': those('shipments.read', 'receipts.write'),
	'/[lang=language]/(office)/office/shipments/[id]/load': those('shipments.load'),
	'/[lang=language]/(office)/office/shipments/[id]/plan': those('shipments.plan'),
	'/[lang=language]/(office)/office/shipments/[id]/receipt': those('receipts.write'),
	'/[lang=language]/(office)/office/shipments/[id]/use': those('receipts.write'),
	'/[lang=language]/(office)/office/shipments/new': those('shipments.plan'),
	'/[lang=language]/(office)/office/site-texts': those('site-texts.keep'),
	'/[lang=language]/(office)/office/site-texts/[page]/[text=language]': those('site-texts.keep'),
	'/[lang=language]/(office)/office/stock': those('stock.read'),
	'/[lang=language]/(office)/office/stock/[lot]': those('stock.read', 'stock.correct'),
	'/[lang=language]/(office)/office/story-line': those('partnership.read'),
	'/[lang=language]/(office)/office/themes': those('cooperation.read'),
	'/[lang=language]/(office)/office/themes/[id]': those('cooperation.read', 'cooperation.keep'),
	'/[lang=language]/(office)/office/themes/new': those('cooperation.keep'),
	'/[lang=language]/(public)': everybody,
	'/[lang=language]/(public)/accessibility': everybody,
	'/[lang=language]/(public)/easy-language': everybody,
	'/[lang=language]/(public)/figures': everybody,
	'/[lang=language]/(public)/imprint': everybody,
	'/[lang=language]/(public)/news': everybody,
	'/[lang=language]/(public)/news/[feed=feed]': everybody,
	'/[lang=language]/(public)/news/[slug]': everybody,
	'/[lang=language]/(public)/news/[slug]/press-kit.zip': everybody,
	'/[lang=language]/(public)/news/archive/[month]': everybody,
	'/[lang=language]/(public)/news/archive/[month]/[feed=feed]': everybody,
	'/[lang=language]/(public)/news/category/[term]': everybody,
	'/[lang=language]/(public)/news/category/[term]/[feed=feed]': everybody,
	'/[lang=language]/(public)/news/partnership/[slug]': everybody,
	'/[lang=language]/(public)/news/partnership/[slug]/[feed=feed]': everybody,
	'/[lang=language]/(public)/news/topic/[term]': everybody,
	'/[lang=language]/(public)/news/topic/[term]/[feed=feed]': everybody,
	'/[lang=language]/(public)/offer': everybody,
	'/[lang=language]/(public)/offer/[token]': everybody,
	'/[lang=language]/(public)/operations/[slug]': everybody,
	'/[lang=language]/(public)/partnerships/[slug]': everybody,
	'/[lang=language]/(public)/partnerships/[slug]/cooperation': everybody,
	'/[lang=language]/(public)/partnerships/[slug]/council': everybody,
	'/[lang=language]/(public)/partnerships/[slug]/promises': everybody,
	'/[lang=language]/(public)/partnerships/[slug]/story': everybody,
	// The address is the key; it ends after a week.
	'/[lang=language]/(public)/press': everybody,
	'/[lang=language]/(public)/press/[feed=feed]': everybody,
	'/[lang=language]/(public)/press/[year]': everybody,
	'/[lang=language]/(public)/press/partnerships/[slug]': everybody,
	'/[lang=language]/(public)/press/partnerships/[slug]/[file=press]': everybody,
	'/[lang=language]/(public)/preview/[token]': everybody,
	'/[lang=language]/(public)/privacy': everybody,
	'/[lang=language]/(public)/subscribe': everybody,
	// The addresses are the keys: one is mailed to each reader, and whoever has none learns nothing.
	'/[lang=language]/(public)/subscribe/[token]': everybody,
	'/[lang=language]/(public)/subscribe/[token]/unsubscribe': everybody,
	'/[lang=language]/(public)/subscribe/confirm/[token]': everybody,
	'/[lang=language]/(public)/subscribe/press/[token]': everybody,
	'/[lang=language]/(public)/subscribe/press/[token]/unsubscribe': everybody,
	'/[lang=language]/appearance': everybody,
	// A secret address for the calendars of people who are not signed in there; whoever has none gets a 404.
	'/[lang=language]/calendar/[token]': everybody,
	'/[lang=language]/calendars/[token].ics': everybody,
	'/[lang=language]/events/[id].ics': everybody,
	'/[lang=language]/partnerships/[slug]/events.ics': everybody,
	'/cards/[publicId]/[file]': everybody,
	'/documents/[publicId]/[file]': everybody,
	'/images/[publicId]/[file]': everybody,
	'/robots.txt': everybody,
	'/sitemap-news.xml': everybody,
	'/sitemap.xml': everybody,
};

/** What becomes of a request, decided before anything of the page runs. */
export type Admission =
	| { readonly kind: 'admitted' }
	| { readonly kind: 'sign-in-needed' }
	| { readonly kind: 'passkey-needed' }
	| { readonly kind: 'not-permitted' };

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Decides on a request by its route, its method and who is signed in. `routeId` null is an address nobody built: it is
 * admitted so that it gets its "not found". A route that was built and given no rule is refused.
 */
export function admit(routeId: string | null, method: string, session: Session | null): Admission {
	if (routeId === null) return { kind: 'admitted' };
	const rule = Object.hasOwn(routeRules, routeId) ? routeRules[routeId] : undefined;
	if (!rule) return { kind: 'not-permitted' };
	if (rule.who === 'public') return { kind: 'admitted' };
	if (!session) return { kind: 'sign-in-needed' };
	if (rule.who === 'own-account') return { kind: 'admitted' };
	if (session.strength === 'enrolment') return { kind: 'passkey-needed' };
	const enough = may(session, rule.to) && (reading.has(method) || !rule.toChange || may(session, rule.toChange));
	return enough ? { kind: 'admitted' } : { kind: 'not-permitted' };
}
