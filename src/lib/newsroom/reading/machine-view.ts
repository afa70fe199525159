import { toIso } from '#lib/kernel/instant.ts';
import type { ShownBlock } from '../articles/shown-block.ts';
import { cardAlt, cardSize, type LinkCard } from '../link-cards/link-card.ts';
import { articlePath } from './news-paths.ts';
import type { ReadArticle } from './reading-queries.server.ts';

/** What programs read of an article: Open Graph and schema.org. */
export interface MachineView {
	readonly url: string;
	/** For previews of a link to it: its card, and the first picture of the text. */
	readonly images: readonly MachineImage[];
	/** A schema.org NewsArticle as JSON that may stand inside a script element. */
	readonly jsonLd: string;
}

export interface MachineImage {
	readonly url: string;
	readonly width: number;
	readonly height: number;
	readonly alt: string;
}

/** The card of an article and where it is. */
export interface PlacedCard {
	readonly path: string;
	readonly card: LinkCard;
}

/** What programs read of a live article whose blocks are shown as given; `origin` is the address of the site. */
export function machineView(
	article: ReadArticle,
	blocks: readonly ShownBlock[],
	{ path, card }: PlacedCard,
	origin: string,
): MachineView {
	const url = origin + articlePath(article.language, article.slug);
	const pictures = blocks.flatMap((block) => (block.kind === 'images' ? block.images : []));
	const images = [
		{ url: origin + path, ...cardSize, alt: cardAlt(card) },
		...pictures
			.slice(0, 1)
			.map(({ picture: { src, width, height, alt } }) => ({ url: origin + src, width, height, alt })),
	];
	const corrections = article.content.notes
		.filter((note) => note.kind === 'correction')
		.map((note) => ({
			'@type': 'CorrectionComment',
			text: note.note,
			datePublished: toIso(note.at),
		}));
	const data = {
		'@context': 'https://schema.org',
		'@type': 'NewsArticle',
		'@id': url,
		mainEntityOfPage: url,
		headline: article.title,
		description: article.teaser || undefined,
		inLanguage: article.language,
		datePublished: toIso(article.firstPublishedAt),
		dateModified: toIso(article.publicUpdatedAt),
		dateline: article.content.dateline?.[article.language],
		image: images.map((image) => image.url),
		correction: corrections.length > 0 ? corrections : undefined,
		isAccessibleForFree: true,
		publisher: { '@type': 'GovernmentOrganization', name: 'Tandem', url: origin },
	};
	return { url, images, jsonLd: scriptSafe(JSON.stringify(data)) };
}

/** JSON in which nothing can end the script element it stands in. */
export function scriptSafe(json: string): string {
	return json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
