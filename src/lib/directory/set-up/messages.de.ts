import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de = {
	'city-created': 'Die Stadt {city} wurde angelegt.',
	'partnership-created': 'Die Partnerschaft {partnership} wurde eingetragen.',
	'partnership-there': 'Die Partnerschaft {partnership} gab es bereits; sie bleibt, wie sie ist.',
	'administrator-created': '{email} hat nun die Administration von {city}.',
	'administrator-again': '{email} hatte die Administration von {city} bereits und erhält einen neuen Link.',
	'link-good-until': 'Die Einladung gilt bis {until} und nur ein Mal. Übergeben Sie sie persönlich:',
	'origin-unset':
		'ORIGIN ist nicht gesetzt, daher führt der Link auf diesen Rechner. Ein Passkey gilt nur unter der Adresse, unter der er eingerichtet wurde: Setzen Sie zuerst ORIGIN und rufen Sie den Befehl erneut auf.',
	'nothing-changed': 'Es wurde nichts geändert:',
	'refused-one-city': 'Bitte nennen Sie eine Stadt: tandem set-up KURZNAME …',
	'refused-format': 'Das Format „{format}“ ist keines von text, json.',
	'refused-slug-malformed':
		'„{slug}“ kann keine Stadt benennen. Bitte verwenden Sie 2 bis 40 Kleinbuchstaben, Ziffern und Bindestriche, etwa dortmund.',
	'refused-option-missing': 'Die Option {option} fehlt.',
	'refused-name-missing': 'Die Stadt braucht einen Namen: --name-de, --name-uk, --name-en, mindestens einen davon.',
	'refused-option-malformed': '{option} ist „{given}“, muss aber so aussehen: {example}',
	'refused-city-exists':
		'Die Stadt {slug} gibt es bereits. Um eine Administration hinzuzufügen: tandem set-up {slug} --administrator E-MAIL --administrator-name NAME',
	'refused-city-unknown':
		'Die Stadt {slug} gibt es in dieser Installation nicht. Legen Sie sie zuerst an: tandem set-up {slug} --help',
	'refused-partner-is-itself': 'Die Stadt {slug} kann nicht ihre eigene Partnerin sein.',
	'refused-partnership-unknown':
		'Eine Partnerschaft {slug} gibt es in dieser Instanz nicht. Ihre Adresse ist der letzte Teil ihrer Seite: …/partnerships/dortmund-zhytomyr',
	'refused-partnership-over': 'Die Partnerschaft {slug} ist beendet und nimmt niemanden mehr auf.',
	'refused-partner-or-join':
		'Bitte wählen Sie für {slug}: --partner trägt eine neue Partnerschaft ein, --join fügt die Stadt einer bestehenden hinzu.',
	'refused-nothing-to-do':
		'Bitte sagen Sie, was für {slug} geschehen soll: --name-de … um sie anzulegen, --administrator, --partner oder --join.',
	'refused-administrator-missing':
		'Eine neue Stadt braucht jemanden, der sich zuerst anmeldet: --administrator E-MAIL --administrator-name NAME',
	'refused-administrator-name-missing': 'Für die Administration wird ein Name gebraucht: --administrator-name NAME',
	'refused-email-malformed':
		'--administrator ist „{given}“, muss aber eine E-Mail-Adresse sein, etwa name@stadt.example.',
	'refused-email-taken':
		'{given} gehört zu einem geschlossenen Konto, zu einer Person ohne Administration oder zu einer anderen Stadt. Die Administration jener Stadt kann helfen; oder wählen Sie eine andere Adresse.',
	'refused-has-passkey':
		'{given} hat bereits einen Passkey eingerichtet. Ist er verloren, setzt ihn eine andere Administration der Stadt zurück; gibt es keine, fügen Sie eine mit anderer Adresse hinzu.',
} as const satisfies Translation<typeof en>;
