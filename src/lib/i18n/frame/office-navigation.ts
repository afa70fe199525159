import type { Language } from '#lib/kernel/language.ts';
import { speak } from '../catalogue.ts';
import { type FrameWord, frameMessages } from './frame-messages.ts';

/** A word without gaps. */
type PlainWord = Exclude<FrameWord, 'errorReference'>;

/** A section of the office and the capability without which nobody sees it. */
export interface OfficeSection {
	readonly word: PlainWord;
	/** Below "/de/office". */
	readonly path: string;
	readonly capability: string;
	/** Pages elsewhere below "/de/office" that belong to the section. */
	readonly alsoAt?: readonly string[];
}

const groups: readonly { readonly word?: PlainWord; readonly sections: readonly OfficeSection[] }[] = [
	{ sections: [{ word: 'overview', path: '', capability: 'office.enter' }] },
	{
		word: 'groupHelp',
		sections: [
			{ word: 'officeNeedLists', path: '/need-lists', capability: 'need-lists.read' },
			{ word: 'officeNeeds', path: '/needs', capability: 'needs.read' },
			{ word: 'officeOffers', path: '/offers', capability: 'offers.read' },
			{ word: 'officeAllocation', path: '/allocations', capability: 'allocation.read' },
			{ word: 'officeCatalogue', path: '/catalogue', capability: 'need-lists.read' },
		],
	},
	{
		word: 'groupGoods',
		sections: [
			{ word: 'officeStock', path: '/stock', capability: 'stock.read' },
			{ word: 'officeShipments', path: '/shipments', capability: 'shipments.read' },
			{ word: 'officeDiscrepancies', path: '/discrepancies', capability: 'discrepancies.read' },
		],
	},
	{
		word: 'groupPartnership',
		sections: [
			{
				word: 'officePartnerships',
				path: '/partnerships',
				capability: 'partnership.read',
				alsoAt: ['/agreements', '/documents'],
			},
			{ word: 'officeStoryLine', path: '/story-line', capability: 'partnership.read' },
			{ word: 'officeCouncil', path: '/council', capability: 'council.read' },
			{ word: 'officeThemes', path: '/themes', capability: 'cooperation.read' },
			{ word: 'officeDeadlines', path: '/deadlines', capability: 'partnership.read' },
			{ word: 'officeProjects', path: '/projects', capability: 'cooperation.read' },
			{ word: 'officePromises', path: '/promises', capability: 'cooperation.read' },
			{ word: 'officeFunding', path: '/funding', capability: 'funding.read' },
			{ word: 'officeEvents', path: '/events', capability: 'cooperation.read' },
			{ word: 'officeExchanges', path: '/exchanges', capability: 'cooperation.read' },
			{ word: 'officePeople', path: '/people', capability: 'partnership.read' },
		],
	},
	{
		word: 'groupPublic',
		sections: [
			{ word: 'officeArticles', path: '/newsroom', capability: 'articles.read' },
			{
				word: 'officeMailings',
				path: '/newsroom/readers',
				capability: 'articles.publish',
				alsoAt: ['/newsroom/lists'],
			},
			{ word: 'officeImages', path: '/images', capability: 'images.keep' },
			{ word: 'officePublication', path: '/publication', capability: 'publication.decide' },
			{ word: 'officeReports', path: '/reports', capability: 'reports.read' },
			{ word: 'officeFeedback', path: '/feedback', capability: 'feedback.settle' },
			{ word: 'officeSiteTexts', path: '/site-texts', capability: 'site-texts.keep' },
		],
	},
	{
		word: 'groupSystem',
		sections: [
			{ word: 'officeDirectory', path: '/directory', capability: 'directory.read' },
			{ word: 'officeOutbox', path: '/outbox', capability: 'outbox.read' },
			{ word: 'officeAccounts', path: '/accounts', capability: 'accounts.manage' },
			{ word: 'officeAudit', path: '/audit', capability: 'audit.read' },
		],
	},
];

/** The office's sections in words, without those the reader may not enter; empty groups disappear. */
export function officeSections(language: Language, mayUse: (capability: string) => boolean) {
	const say = speak(frameMessages, language);
	return groups
		.map(({ word, sections }) => ({
			label: word && say(word),
			items: sections
				.filter(({ capability }) => mayUse(capability))
				.map(({ word: name, path, alsoAt = [] }) => ({
					href: `/${language}/office${path}`,
					label: say(name),
					alsoAt: alsoAt.map((each) => `/${language}/office${each}`),
				})),
		}))
		.filter(({ items }) => items.length > 0);
}
