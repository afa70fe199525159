import type { Translation } from '#lib/i18n/catalogue.ts';
import type { english } from './messages.en.ts';

export const german: Translation<typeof english> = {
	title: 'Was die Öffentlichkeit sieht',
	lead: 'Transporte erscheinen öffentlich erst einige Zeit nach dem Empfang. Hier legen Sie fest, nach wie langer Zeit, und verbergen, was nicht gesehen werden darf.',
	lagTitle: 'Frist',
	lagNow: 'Es gilt: {hours} Stunden nach dem Empfang.',
	lagWishes: 'Federführende Stadt: {lead}. Partnerstadt: {partner}.',
	lagWishesAlone: 'Keine Partnerstadt arbeitet hier in Tandem mit; deshalb lässt sich die Frist nicht verkürzen.',
	lagUnsaid: 'kein eigener Wunsch ({hours} Stunden)',
	lagHours: '{hours} Stunden',
	lagLabel: 'Stunden, die Ihre Stadt mindestens möchte',
	lagHint:
		'Es gilt der längere der beiden Wünsche. Verlängern können Sie allein; unter {hours} Stunden müssen beide Städte einverstanden sein.',
	lagSave: 'Wunsch Ihrer Stadt speichern',
	hideOperation: 'Ganze Hilfsmaßnahme verbergen',
	showOperation: 'Hilfsmaßnahme wieder zeigen',
	operationHidden: 'Diese Hilfsmaßnahme ist vor der Öffentlichkeit verborgen.',
	shipmentsTitle: 'Empfangene Transporte',
	shipmentsNone: 'Von dieser Hilfsmaßnahme wurde noch kein Transport empfangen.',
	shipmentLine: 'Transport {number}, empfangen am {date}',
	hiddenByOthers: 'von der anderen Stadt verborgen',
	hidden: 'verborgen',
	hide: 'Verbergen',
	show: 'Wieder zeigen',
	reasonLabel: 'Grund (für die Akten, nicht öffentlich)',
	reasonDefault: 'Sicherheit der Beteiligten',
	done: 'Gespeichert. Die öffentlichen Seiten folgen binnen einer Minute.',
	errorReason: 'Sagen Sie in wenigen Worten, warum.',
	errorLag: 'Geben Sie ganze Stunden von 1 bis {longest} ein.',
	errorOperation: 'Diese Hilfsmaßnahme gibt es nicht, oder Ihre Stadt ist nicht beteiligt.',
	errorKey:
		'Dieses Formular wurde schon für etwas anderes verwendet. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
};
