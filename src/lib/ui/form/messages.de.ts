import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	'fault-field-missing': 'Bitte füllen Sie dieses Feld aus.',
	'fault-field-too-long': 'Das ist zu lang. Bitte verwenden Sie höchstens {longest} Zeichen.',
	'fault-choice-missing': 'Bitte wählen Sie einen Eintrag aus der Liste.',
	'fault-not-a-day':
		'„{typed}“ ist kein Tag. Bitte schreiben Sie ihn wie 14.03.2023; wo das Feld es zulässt, genügt 03.2023 oder 2023.',
	'fault-not-an-address':
		'„{typed}“ ist keine Internetadresse. Bitte kopieren Sie sie vollständig, beginnend mit https://.',
	'fault-changed-meanwhile':
		'Jemand anderes hat diesen Eintrag geändert, während Sie geschrieben haben. Davon ist nichts überschrieben worden. Bitte öffnen Sie die Seite in einem neuen Tab, vergleichen Sie und speichern Sie erneut.',
	'fault-not-yours': 'Ihre Stadt führt diesen Eintrag nicht und kann ihn nicht ändern.',
	'fault-not-permitted': 'Ihre Rollen umfassen das nicht. Bitte wenden Sie sich an Ihre Administration.',
	'fault-key-reused':
		'Dieses Formular wurde schon einmal mit anderem Inhalt gesendet. Bitte laden Sie die Seite neu und geben Sie es erneut ein.',
	fuzzyDayHint: 'So genau, wie es bekannt ist: 14.03.2023, 03.2023 oder 2023.',
	localizedHint: 'Mindestens eine Sprache. Wo eine fehlt, lesen andere eine der übrigen.',
};
