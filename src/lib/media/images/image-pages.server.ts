import { randomUUID } from 'node:crypto';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { readForPage } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { markOf } from '#lib/directory/directory-desk.server.ts';
import { speak } from '#lib/i18n/catalogue.ts';
import { formatFuzzyDate, formatInstant } from '#lib/i18n/format.ts';
import { parseId } from '#lib/kernel/id.ts';
import { type Language, languages } from '#lib/kernel/language.ts';
import { type LocalizedText, readableText } from '#lib/kernel/localized-text.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import type { FieldChoice } from '#lib/ui/field.ts';
import type { Typed } from '#lib/ui/form/typed-form.ts';
import { fieldOfPoint } from './focal-point.ts';
import { type ImageRecord, releaseFaults } from './image.ts';
import { imageTypes, parseFileName, publicAddress } from './image-address.ts';
import { idsOf, imageForm, wordsOf } from './image-form.ts';
import { imageMessages } from './image-messages.ts';
import {
	findImage,
	findImageFile,
	gaps,
	type ImageWithFiles,
	isReleasedByHand,
	listImages,
	listSharingChoices,
	listUses,
} from './image-queries.server.ts';
import { releaseFaultTexts } from './image-words.ts';
import { pictureOf } from './picture.ts';

const perPage = 24;

/** What an image is called in lists: its caption, else what is to be seen, else its file. */
function titleOf({ caption, alt, fileName }: ImageRecord, language: Language) {
	const said: LocalizedText | null = caption ?? alt;
	return said ? readableText(said, language) : { text: fileName, language };
}

/** The library: pictures by words and by what they lack, newest first. */
export async function loadLibrary(desk: OfficeDesk, query: URLSearchParams) {
	const page = Math.min(1000, Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1));
	const words = wordsOf(query);
	const gap = gaps.find((each) => each === query.get('missing')) ?? null;
	const only = idsOf(query);
	const search = { words, gap, only, offset: (page - 1) * perPage, limit: perPage + 1 };
	const found = await readForPage(desk, (trx) => listImages(trx, search));
	const addressOf = (to: number) => {
		const kept = new URLSearchParams([...query].filter(([key]) => ['q', 'missing', 'only'].includes(key)));
		if (to > 1) kept.set('page', String(to));
		return `/${desk.language}/office/images${kept.size > 0 ? `?${kept}` : ''}`;
	};
	return {
		text: words.join(' '),
		gap: gap ?? '',
		isNarrowed: words.length > 0 || gap !== null || only !== null,
		isJustAdded: only !== null,
		cards: found.slice(0, perPage).map((image) => cardOf(image, desk.language)),
		drawing: only !== null && found.some(({ drawn }) => !drawn),
		page,
		previous: page > 1 ? addressOf(page - 1) : undefined,
		next: found.length > perPage ? addressOf(page + 1) : undefined,
		mayKeep: may(desk.session, 'images.keep'),
	};
}

function cardOf(image: ImageWithFiles, language: Language) {
	const faults = releaseFaults(image, languages).filter(
		({ kind }) => kind !== 'image-hidden' && kind !== 'not-drawn-yet',
	);
	return {
		id: image.id,
		title: titleOf(image, language),
		credit: image.credit,
		picture: pictureOf(image, { shape: 'wide', language, place: 'office', upTo: 640 }),
		hidden: image.hiddenAt !== null,
		missing: releaseFaultTexts(faults, language),
	};
}

function choicesOf(
	partnerships: readonly { readonly id: string; readonly names: LocalizedText }[],
	language: Language,
): FieldChoice[] {
	return partnerships.map(({ id, names }) => ({ value: id, label: readableText(names, language).text }));
}

/** The form that takes new pictures. */
export async function loadUpload(desk: OfficeDesk) {
	const sharing = choicesOf(await readForPage(desk, listSharingChoices), desk.language);
	const typed: Typed = { partnership: sharing[0]?.value ?? '' };
	return { sharing, typed, idempotencyKey: randomUUID() };
}

/** What a form shows of an image changes with this mark. */
export function markOfImage(image: ImageRecord): string {
	const { alt, decorative, caption, credit, rightsHolder, licence, licenceUrl, licenceNote } = image;
	const { pressUse, consent, consentNote, taken, partnershipId } = image;
	const rights = { credit, rightsHolder, licence, licenceUrl, licenceNote, pressUse, consent, consentNote };
	return markOf({ alt, decorative, caption, taken, partnershipId, ...rights });
}

interface ImagePageRecords {
	readonly image: ImageWithFiles | undefined;
	readonly uses: Awaited<ReturnType<typeof listUses>>;
	readonly byHand: boolean;
	readonly partnerships: Awaited<ReturnType<typeof listSharingChoices>>;
}

/** An image with all its forms; undefined where the city may not see it. */
export async function loadImage(desk: OfficeDesk, idText: string) {
	const id = parseId<'image'>(idText);
	const found =
		id &&
		(await readForPage(
			desk,
			async (trx: Trx): Promise<ImagePageRecords> => ({
				image: await findImage(trx, id),
				uses: await listUses(trx, id),
				byHand: await isReleasedByHand(trx, id),
				partnerships: await listSharingChoices(trx),
			}),
		));
	if (!found?.image) return undefined;
	const { image, uses, byHand, partnerships } = found;
	const { language } = desk;
	const view = (shape: 'whole' | 'wide' | 'square') => pictureOf(image, { shape, language, place: 'office' });
	const faults = releaseFaults(image, languages);
	const isPublic = faults.every(({ kind }) => kind === 'alt-missing' || kind === 'not-drawn-yet');
	return {
		id: image.id,
		title: titleOf(image, language),
		pictures: { whole: view('whole'), wide: view('wide'), square: view('square') },
		focal: image.focal,
		drawn: image.drawn,
		uses: uses.map(({ subjectKind, released }) => ({ kind: subjectKind, released })),
		byHand,
		isPublic: isPublic && (byHand || uses.some(({ released }) => released)),
		faults: releaseFaultTexts(faults, language),
		pressAddress: image.pressUse ? publicAddress(image.publicId, image.master) : null,
		said: saidOf(image, language),
		hiddenAt: image.hiddenAt === null ? null : formatInstant(image.hiddenAt, language),
		fileName: image.fileName,
		width: image.width,
		height: image.height,
		storedAt: formatInstant(image.storedAt, language),
		keeper: readableText(image.cityNames, language).text,
		isOwn: image.cityId === desk.actor.city,
		mayKeep: image.cityId === desk.actor.city && may(desk.session, 'images.keep'),
		mayHide: may(desk.session, 'images.keep'),
		hasSuggestions: image.suggested !== null,
		sharing: choicesOf(partnerships, language),
		typed: { ...imageForm(image, language), focal: fieldOfPoint(image.focal), mark: markOfImage(image) } as Typed,
		idempotencyKey: randomUUID(),
		// The two ways to say it are two forms: each has a key of its own.
		keys: { click: randomUUID(), field: randomUUID() },
	};
}

/** What is said of an image, for those who may use it and not change it. */
function saidOf(image: ImageWithFiles, language: Language) {
	const say = speak(imageMessages, language);
	const { alt, caption, credit, rightsHolder, licence, licenceNote, consent, taken } = image;
	const localized = (term: string, text: LocalizedText | null) => {
		const said = text && readableText(text, language);
		return { term, text: said?.text, lang: said?.language };
	};
	return [
		localized(say('alt'), alt),
		localized(say('caption'), caption),
		{ term: say('taken'), text: taken ? formatFuzzyDate(taken, language) : undefined },
		{ term: say('credit'), text: credit ?? undefined },
		{ term: say('rights-holder'), text: rightsHolder ?? undefined },
		{ term: say('licence'), text: say(`licence-${licence}`) },
		{ term: say('licence-note'), text: licenceNote ?? undefined },
		{ term: say('consent'), text: say(`consent-${consent}`) },
	];
}

/** A file of an image for the office; undefined where the city may not see it. */
export async function loadOfficeFile(desk: OfficeDesk, idText: string, fileText: string) {
	const id = parseId<'image'>(idText);
	const asked = parseFileName(fileText);
	if (!id || !asked) return undefined;
	const file = await readForPage(desk, (trx) => findImageFile(trx, id, asked.name, asked.format));
	return file && { bytes: file.bytes, mediaType: imageTypes[asked.format] };
}
