import { publish } from '#lib/accountability/publication/publication.server.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import { inWorker } from '#lib/platform/database/transaction.server.ts';
import type { Services } from '#lib/platform/services.server.ts';
import { layOutDirectory } from './story/lay-out-directory.server.ts';
import { onDay, Storyteller } from './story/storyteller.server.ts';
import { tellProject, tellPromises, tellThemes } from './story/tell-cooperation.server.ts';
import { tellCouncil, tellMandates } from './story/tell-council.server.ts';
import { tellDeadlines } from './story/tell-deadlines.server.ts';
import { tellDisclosure } from './story/tell-disclosure.server.ts';
import { tellEvents } from './story/tell-events.server.ts';
import { tellFunding } from './story/tell-funding.server.ts';
import { tellHistory } from './story/tell-history.server.ts';
import { tellNewsroom } from './story/tell-newsroom.server.ts';
import { tellPartnership } from './story/tell-partnership.server.ts';
import { tellPictures } from './story/tell-pictures.server.ts';
import { tellReaders } from './story/tell-readers.server.ts';
import { tellReports } from './story/tell-reports.server.ts';
import { tellSiteTexts } from './story/tell-site-texts.server.ts';
import { tellToday } from './story/tell-today.server.ts';

/** Sharp on a screen of twice the dots. */
const usualWidthPixels = 1440;

/**
 * Loads the story of Dortmund and Zhytomyr into an empty instance; where the cities are there already it changes nothing. Most
 * of the work is drawing its pictures; nobody looks at those of a test.
 */
export async function loadStory(services: Services, pictureWidthPixels = usualWidthPixels): Promise<void> {
	const { databases, clock } = services;
	const now = clock.now();
	const cast = await layOutDirectory(databases.owner, onDay('2022-03-01'));
	if (!cast) return;
	const teller = new Storyteller(databases, cast);
	// The pictures are drawn in a process of their own meanwhile.
	const [pictures, told] = await Promise.all([
		tellPictures(teller, databases, pictureWidthPixels),
		tellRecords(teller, now),
	]);
	const publishAsOf = (at: Instant) => inWorker(databases.worker, (trx) => publish(trx, at));
	await tellNewsroom(teller, { ...told, pictures, publishAsOf }, now);
	await tellReaders(teller, databases, now);
}

/** Everything but the newsroom, which tells of it. */
async function tellRecords(teller: Storyteller, now: Instant) {
	const papers = await tellCouncil(teller);
	const agreements = await tellPartnership(teller, papers);
	await tellMandates(teller, papers, agreements);
	await tellThemes(teller);
	const shipments = await tellHistory(teller);
	await tellPromises(teller, { agreements, shipment: shipments.generatorsAndBeds }, now);
	await tellProject(teller, now);
	await tellFunding(teller, now);
	await tellDeadlines(teller, now);
	await tellEvents(teller, agreements, now);
	await tellToday(teller, now);
	await tellReports(teller, now);
	await tellDisclosure(teller, now);
	await tellSiteTexts(teller, now);
	return { papers, agreements, shipments };
}
