import { createHash } from 'node:crypto';
import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import type { Id } from '#lib/kernel/id.ts';
import { parseId } from '#lib/kernel/id.ts';
import { languages } from '#lib/kernel/language.ts';
import { ok, type Result, refused } from '#lib/kernel/result.ts';
import type { Trx } from '#lib/platform/database/connect.server.ts';
import { runForm } from '#lib/platform/database/run-form.server.ts';
import { lineOf, readLine, readOptionalId, type Typed } from '#lib/ui/form/typed-form.ts';
import { plainFileName } from '../documents/document.ts';
import {
	type ImageId,
	type ImageRecord,
	type ImageRefusal,
	largestImageBytes,
	mostImagesAtOnce,
	releaseFaults,
} from './image.ts';
import {
	correctImage,
	deleteImage,
	hideImage,
	placeFocalPoint,
	releaseImages,
	replaceContent,
	storeImage,
	type TakenPicture,
} from './image-commands.server.ts';
import { type ImageFormFault, parseFocalPoint, parseImageFacts } from './image-form.ts';
import { readImageHeader } from './image-header.ts';
import { markOfImage } from './image-pages.server.ts';
import { findImage, isReleasedByHand, listSharingChoices, listUses, lockOwnImage } from './image-queries.server.ts';
import { takePicture } from './image-studio.server.ts';

type Answer<Value> = Result<Value, readonly ImageFormFault[]>;

/** What became of the files of one form. */
export interface Uploaded {
	readonly kept: readonly ImageId[];
	readonly refusals: readonly ImageRefusal[];
}

/** A file of a form, drawn anew, or why it is not taken. */
async function take(file: File): Promise<Result<TakenPicture, ImageRefusal>> {
	const fileName = plainFileName(file.name);
	if (file.size > largestImageBytes) return refused({ kind: 'image-too-large', fileName, bytes: file.size });
	const bytes = new Uint8Array(await file.arrayBuffer());
	const header = readImageHeader(bytes);
	if (!header.ok) return refused({ ...header.refusal, fileName });
	const master = await takePicture(bytes);
	if (!master.ok) return refused({ ...master.refusal, fileName });
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return ok({ fileName, kind: header.value.kind, sha256, master: master.value });
}

function filesOf(form: FormData, field: string): readonly File[] {
	return form.getAll(field).filter((file) => file instanceof File && (file.size > 0 || file.name !== '')) as File[];
}

/** Takes the pictures a form sent: those that are fine are kept, each of the others is told of with its reason. */
export async function takeUploads(desk: OfficeDesk, form: FormData, typed: Typed): Promise<Answer<Uploaded>> {
	if (!may(desk.session, 'images.keep')) return refused([{ kind: 'not-permitted' }]);
	const files = filesOf(form, 'files');
	if (files.length === 0) return refused([{ kind: 'files-missing' }]);
	if (files.length > mostImagesAtOnce) return refused([{ kind: 'too-many-files', count: files.length }]);
	const partnership = readOptionalId<'partnership'>(typed, 'partnership');
	if (!partnership.ok) return partnership;
	const taken: Result<TakenPicture, ImageRefusal>[] = [];
	for (const file of files) taken.push(await take(file));
	const pictures = taken.flatMap((each) => (each.ok ? [each.value] : []));
	const refusals = taken.flatMap((each) => (each.ok ? [] : [each.refusal]));
	const sent = { ...typed, sha256: pictures.map(({ sha256 }) => sha256).join(' ') };
	const stored = await runForm<Uploaded, ImageFormFault>(
		desk,
		{ name: 'add-images', subject: null, typed: sent },
		(trx) => storeAll(trx, desk, pictures, partnership.value),
	);
	if (stored.ok) return ok({ kept: stored.value.kept, refusals: [...refusals, ...stored.value.refusals] });
	return refused([...refusals, ...stored.refusal]);
}

async function storeAll(
	trx: Trx,
	desk: OfficeDesk,
	pictures: readonly TakenPicture[],
	partnershipId: Id<'partnership'> | null,
): Promise<Answer<Uploaded>> {
	if (!(await mayShare(trx, partnershipId))) return refused([{ kind: 'not-a-member' }]);
	const kept: ImageId[] = [];
	const refusals: ImageRefusal[] = [];
	for (const picture of pictures) {
		const stored = await storeImage(trx, picture, { partnershipId, at: desk.now });
		if (stored.ok) kept.push(stored.value);
		else refusals.push({ ...stored.refusal, fileName: picture.fileName });
	}
	return kept.length === 0 ? refused(refusals) : ok({ kept, refusals });
}

async function mayShare(trx: Trx, partnershipId: Id<'partnership'> | null): Promise<boolean> {
	if (partnershipId === null) return true;
	return (await listSharingChoices(trx)).some(({ id }) => id === partnershipId);
}

/** What can be done with an image on its page. */
export const imageDeeds = ['correct', 'focal', 'replace', 'hide', 'show', 'release', 'withdraw', 'delete'] as const;
export type ImageDeed = (typeof imageDeeds)[number];

/** Does with an image what one of its forms says. */
export async function changeImage(
	desk: OfficeDesk,
	idText: string,
	deed: ImageDeed,
	{ form, typed }: { readonly form: FormData; readonly typed: Typed },
): Promise<Answer<null>> {
	const id = parseId<'image'>(idText);
	if (!id) return refused([{ kind: 'not-yours' }]);
	if (!may(desk.session, 'images.keep')) return refused([{ kind: 'not-permitted' }]);
	if (deed === 'replace') return replace(desk, id, form, typed);
	const prepared = prepare(desk, deed, typed);
	if (!prepared.ok) return prepared;
	return runForm<null, ImageFormFault>(desk, { name: `${deed}-image`, subject: id, typed }, async (trx) => {
		// Who sees an image may hide it; everything else is for the city that keeps it.
		const image = deed === 'hide' || deed === 'show' ? await findImage(trx, id) : await lockOwnImage(trx, id);
		return image ? prepared.value(trx, image) : refused([{ kind: 'not-yours' }]);
	});
}

type Command = (trx: Trx, image: ImageRecord) => Promise<Answer<null>>;

/** Reads a form before anything is locked, and says what is to be done then. */
function prepare(desk: OfficeDesk, deed: Exclude<ImageDeed, 'replace'>, typed: Typed): Answer<Command> {
	switch (deed) {
		case 'correct': {
			const facts = parseImageFacts(typed);
			if (!facts.ok) return facts;
			return ok(async (trx, image) => {
				if (typed['mark'] !== markOfImage(image)) return refused([{ kind: 'changed-meanwhile' }]);
				if (!(await mayShare(trx, facts.value.partnershipId))) return refused([{ kind: 'not-a-member' }]);
				await correctImage(trx, image.id, facts.value);
				return ok(null);
			});
		}
		case 'focal':
			return ok(async (trx, image) => {
				const focal = parseFocalPoint(typed, image);
				if (!focal.ok) return focal;
				await placeFocalPoint(trx, image.id, focal.value);
				return ok(null);
			});
		case 'hide':
		case 'show': {
			const hidden = deed === 'hide';
			const reason = hidden ? readLine(typed, 'reason', 500) : ok(lineOf(typed, 'reason') || '–');
			if (!reason.ok) return reason;
			return ok(async (trx, image) => {
				await hideImage(trx, image.id, { hidden, reason: reason.value, at: desk.now });
				return ok(null);
			});
		}
		case 'release':
			return ok(async (trx, image) => {
				const faults = releaseFaults(image, languages);
				if (faults.length > 0) return refused([{ kind: 'not-releasable', faults }]);
				await releaseImages(trx, { kind: 'image', id: image.id }, [image.id], desk.now);
				return ok(null);
			});
		case 'withdraw':
			return ok(async (trx, image) => {
				await releaseImages(trx, { kind: 'image', id: image.id }, [], desk.now);
				return ok(null);
			});
		case 'delete':
			if (typed['confirm'] !== 'on') return refused([{ kind: 'delete-unconfirmed' }]);
			return ok(removeUnused(desk));
	}
}

function removeUnused(desk: OfficeDesk): Command {
	return async (trx, image) => {
		const uses = await listUses(trx, image.id);
		if (uses.length > 0) return refused([{ kind: 'image-used', count: uses.length }]);
		if (await isReleasedByHand(trx, image.id)) {
			await releaseImages(trx, { kind: 'image', id: image.id }, [], desk.now);
		}
		await deleteImage(trx, image.id);
		return ok(null);
	};
}

async function replace(desk: OfficeDesk, id: ImageId, form: FormData, typed: Typed): Promise<Answer<null>> {
	const [file] = filesOf(form, 'file');
	if (!file) return refused([{ kind: 'files-missing' }]);
	const picture = await take(file);
	if (!picture.ok) return refused([picture.refusal]);
	const { sha256, fileName } = picture.value;
	const sent = { name: 'replace-image', subject: id, typed: { ...typed, sha256 } };
	return runForm<null, ImageFormFault>(desk, sent, async (trx) => {
		if (!(await lockOwnImage(trx, id))) return refused([{ kind: 'not-yours' }]);
		const replaced = await replaceContent(trx, id, picture.value, desk.now);
		return replaced.ok ? replaced : refused([{ ...replaced.refusal, fileName }]);
	});
}
