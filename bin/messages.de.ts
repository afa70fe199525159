import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	usage: 'Aufruf: tandem <Befehl> [Optionen]',
	commands: 'Befehle',
	everywhere: 'Überall: --help erklärt, --lang de|uk|en wählt die Sprache, --version nennt die Version.',
	unknownCommand: 'Den Befehl „{name}“ gibt es nicht.',
	unknownOption: 'Der Befehl {command} kennt die Option „{option}“ nicht.',
	optionNeedsValue: 'Die Option „{option}“ braucht einen Wert.',
	unexpectedArgument: 'Der Befehl {command} kann mit „{argument}“ nichts anfangen.',
	unknownLanguage: 'Die Sprache „{language}“ ist keine von de, uk, en.',
	didYouMean: 'Meinten Sie „{name}“?',
	seeHelp: 'Siehe: tandem --help',
	failed: 'Das ist fehlgeschlagen, und zwar durch einen Fehler in Tandem:',
	buildingSite: 'Die Website wird gebaut (etwa eine halbe Minute, nur nach Änderungen) …',
	siteBuilt: {
		one: 'Die Website ist gebaut ({count} Sekunde).',
		other: 'Die Website ist gebaut ({count} Sekunden).',
	},
	siteNotBuilt: 'Die Website konnte nicht gebaut werden:',
	startingDatabase: 'Die Datenbank wird gestartet …',
	loadingStory: 'Die Geschichte von Dortmund und Schytomyr wird geladen …',
	demoReady: 'Tandem ist bereit: {address}',
	demoData: 'Die Daten liegen in {folder}. Beenden mit Strg+C; beim nächsten Start ist alles noch da.',
	demoSignIn: 'Anmelden als',
	serveReady: 'Tandem antwortet unter {address}',
	stopping: 'Wird beendet; laufende Anfragen werden zuerst abgeschlossen. Nochmals Strg+C beendet sofort.',
	stopped: 'Beendet.',
	migrated: {
		one: '{count} Migration wurde angewandt.',
		other: '{count} Migrationen wurden angewandt.',
	},
	upToDate: 'Die Datenbank ist auf dem neuesten Stand.',
	workReady: 'Der Hintergrunddienst läuft.',
	bounceTaken: 'Vermerkt, dass die E-Mail nicht ankam.',
	bounceLeft: 'Nichts zu vermerken: Das ist kein Bericht über eine E-Mail an Leserinnen und Leser.',
};
