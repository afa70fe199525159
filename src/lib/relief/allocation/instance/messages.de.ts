import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	'at-top': 'die Datei',
	'not-json': 'Die Datei ist kein gültiges JSON: {detail}. Bitte dort korrigieren und erneut senden.',
	'not-an-object': '{path}: Erwartet wird ein Objekt in geschweiften Klammern { }.',
	'not-a-list': '{path}: Erwartet wird eine Liste in eckigen Klammern [ ].',
	'not-text': '{path}: Erwartet wird ein nicht leerer Text in Anführungszeichen.',
	'not-a-switch': '{path}: Erwartet wird true oder false, ohne Anführungszeichen.',
	'not-a-day': '{path}: Erwartet wird ein vorhandener Tag, geschrieben wie "2023-03-14".',
	'not-a-factor': '{path}: Erwartet wird eine positive ganze Zahl wie 2 oder ein Bruch wie "1/2".',
	'not-a-value': '{path}: Erwartet wird ein vergleichbarer Text, eine Zahl oder true/false.',
	'not-whole': '{path}: Erwartet wird eine ganze Zahl von {least} bis {most}.',
	'not-one-of': '{path}: Erwartet wird eines von {allowed}.',
	missing: '{path}: Die Angabe fehlt und ist erforderlich.',
	'unknown-field': '{path}: Dieses Feld gibt es nicht. Bekannt sind hier {known}.',
	'one-comparison': '{path}: Geben Sie genau eines von equals, oneOf, atLeast und atMost an.',
	duplicate:
		'{path}: „{id}“ steht bereits bei {first}. Geben Sie jedem Eintrag einen eigenen Namen oder entfernen Sie einen.',
	'unknown-reference':
		'{path}: „{id}“ steht nicht in der Liste {list}. Ergänzen Sie den Eintrag dort oder korrigieren Sie den Namen.',
	'circular-item':
		'{path}: „{id}“ wäre eine Unterart von sich selbst. Entfernen Sie parent an einer Stelle des Kreises.',
	'class-beyond-policy':
		'{path}: Die Regeln kennen nur {classes} Stufen. Wählen Sie 1 bis {classes} oder erhöhen Sie policy.classes.',
	'minimum-above-quantity':
		'{path}: Darf nicht größer sein als die Menge {quantity}. Senken Sie den Wert oder erhöhen Sie die Menge.',
	'lot-overdrawn':
		'{path}: Bestätigte Zusagen und festgelegte Mengen beanspruchen {settled}, die Charge hat aber nur {quantity}. Bitte eines davon korrigieren.',
	'need-overfilled':
		'{path}: Bestätigte Zusagen und festgelegte Mengen decken {settled}, benötigt werden aber nur {quantity}. Bitte eines davon korrigieren.',
	'pin-impossible':
		'{path}: Diese Charge passt nicht zu diesem Bedarf ({obstacle}). Heben Sie die Festlegung auf oder beseitigen Sie das Hindernis.',
	'pin-breaks-pack':
		'{path}: Diese Charge wird nur in Gebinden zu {pack} abgegeben. Legen Sie ein Vielfaches von {pack} fest.',
	'too-much-in-all': '{path}: Die Mengen ergeben zusammen mehr als {largest}. Bitte auf Tippfehler prüfen.',
	'obstacle-wrong-item': 'andere Art',
	'obstacle-banned': 'das Paar ist von Hand ausgeschlossen',
	'obstacle-substitute-not-accepted': 'der Bedarf akzeptiert keinen Ersatz',
	'obstacle-earmarked-elsewhere': 'anderweitig zweckgebunden',
	'obstacle-attribute-unknown': 'eine geforderte Eigenschaft ist unbekannt',
	'obstacle-attribute-differs': 'eine geforderte Eigenschaft fehlt',
	'obstacle-too-late': 'kommt zu spät',
	'obstacle-expires-too-early': 'läuft zu früh ab',
	'obstacle-pack-too-large': 'die Gebinde sind zu groß',
};
