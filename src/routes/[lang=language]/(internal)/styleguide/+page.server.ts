import { speak } from '#lib/i18n/catalogue.ts';
import { officeSections } from '#lib/i18n/frame/office-navigation.ts';
import { drawMap } from '#lib/ui/map.server.ts';
import { sampleMessages } from '#lib/ui/styleguide/sample-messages.ts';
import type { PageServerLoad } from './$types';

/** The style guide needs nothing but the words and the map. `?frame=office` shows it among the office's sections,
 * `?confirm` the page that asks before something that can't be undone. */
export const load: PageServerLoad = async ({ params, url }) => {
	const say = speak(sampleMessages, params.lang);
	const places = [
		{ name: say('dortmund'), longitude: 7.4653, latitude: 51.5136 },
		{ name: say('zhytomyr'), longitude: 28.6587, latitude: 50.2547 },
	];
	const office = { name: 'Olena Kovalchuk', groups: officeSections(params.lang, () => true) };
	return {
		map: await drawMap(places, [{ from: say('dortmund'), to: say('zhytomyr') }]),
		confirm: url.searchParams.has('confirm'),
		frame: url.searchParams.get('frame') === 'office' ? ('office' as const) : ('public' as const),
		office,
		partnership: `${say('dortmund')} – ${say('zhytomyr')}`,
		crumbs: [{ label: say('home'), href: `/${params.lang}` }, { label: say('title') }],
	};
};
