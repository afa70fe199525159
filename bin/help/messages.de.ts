import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
	'allocate-summary': 'Angebote aus einer Instanzdatei auf Bedarfe verteilen',
	'allocate-usage': `Aufruf: tandem allocate INSTANCE.json [--format json|text] [--lang de|uk|en]

Verteilt die Chargen einer Instanz gerecht auf ihre Bedarfe, mit einem Grund für jede Zeile, jede Lücke und jeden Rest, und
prüft das Ergebnis unabhängig, bevor es ausgegeben wird. „-“ liest die Standardeingabe. Braucht keine Datenbank.

  --format json   das Ergebnis als JSON (Vorgabe; docs/reference/allocation.md)
  --format text   das Ergebnis in Sätzen

Endet mit 0; mit 1, wo die Instanz abgelehnt wird: jeder Fehler und der Ausweg stehen in der Fehlerausgabe.`,

	'bounce-summary': 'eine E-Mail vermerken, die nicht ankam',
	'bounce-usage': `Aufruf: tandem bounce < NACHRICHT

Liest eine E-Mail von der Standardeingabe: was ein Mailserver zurückschickt, wenn eine E-Mail an Leserinnen und Leser nicht
ankam (Zustellbericht, RFC 3464). Erkannt wird sie an der Message-ID der E-Mail, die sie zurückgibt. Eine Adresse, die es nicht
gibt, beendet das Abonnement und wird gelöscht; ein volles Postfach wird gezählt und beendet es, wenn es sich häuft. Alles
andere bleibt unberührt. Gedacht für das Postfach von MAIL_FROM, etwa in /etc/aliases:   tandem: "|tandem bounce"

Endet immer mit 0, damit kein Mailserver einen Zustellbericht mit einem Zustellbericht beantwortet.
Einstellungen: DATABASE_URL, TANDEM_DATA.`,

	'demo-summary': 'Tandem auf diesem Rechner mit der Geschichte von Dortmund und Schytomyr zeigen',
	'demo-usage': `Aufruf: tandem demo

Zeigt Tandem auf diesem Rechner mit der Geschichte von Dortmund und Schytomyr: baut die Seiten, wo nötig, startet eine eigene
PostgreSQL-Datenbank, lädt die Geschichte und nennt die Adresse und einen Anmeldelink je Rolle. Mails bleiben im Postausgang.

Einstellungen (Umgebung): PORT (3000), HOST (127.0.0.1), TANDEM_DATA (./.tandem), DATABASE_URL (keine), LOG_LEVEL (warn).
Um neu zu beginnen, löschen Sie den Datenordner.`,

	'migrate-summary': 'die Datenbank auf den neuesten Stand bringen',
	'migrate-usage': `Aufruf: tandem migrate

Bringt die Datenbank auf den neuesten Stand: Rollen, Tabellen, Auftragsliste. Kann wiederholt werden; mehrere zugleich warten
aufeinander. „tandem serve“ tut beim Start dasselbe. Einstellungen: DATABASE_URL, TANDEM_DATA, LOG_LEVEL (siehe
tandem serve --help).`,

	'recognise-summary': 'eine Bedarfsliste lesen und sagen, worum jede Zeile bittet',
	'recognise-usage': `Aufruf: tandem recognise FILE [--format json|text] [--sheet NAME] [--lang de|uk|en]

Liest eine Bedarfsliste und sagt, worum jede Zeile bittet. FILE ist xlsx, xls, ods, csv, docx, html, eine gespeicherte Mail
oder Text; „-“ liest die Standardeingabe. Braucht keine Datenbank.

  --format json   die Zeilen als JSON-Liste (Vorgabe; docs/reference/reading.md)
  --format text   die Zeilen als Tabelle, darunter, wie viele Zeilen keine Güter nennen
  --sheet NAME    nur dieses Blatt, auch ein ausgeblendetes

Endet mit 0; mit 1, wo die Datei abgelehnt wird: der Grund steht in der Fehlerausgabe.`,

	'serve-summary': 'Tandem betreiben: Seiten und Hintergrundarbeit',
	'serve-usage': `Aufruf: tandem serve [--without-work]

Betreibt Tandem für eine Stadt: bringt die Datenbank auf den neuesten Stand, beantwortet Anfragen, erledigt die
Hintergrundarbeit. Hält auf Strg+C oder SIGTERM geordnet an: laufende Anfragen haben zehn Sekunden Zeit.

  --without-work   die Hintergrundarbeit „tandem work“ überlassen

Einstellungen (Umgebung)
  ORIGIN           öffentliche Adresse, https://tandem.example.org; nötig, wo andere Rechner Tandem nutzen
  HOST             Adresse, an der Tandem lauscht (127.0.0.1)
  PORT             Port, an dem Tandem lauscht (3000)
  TRUSTED_PROXIES  wie viele Proxys vor Tandem stehen (0)
  MOST_REQUESTS    wie viele Anfragen zugleich beantwortet werden; weitere werden auf später gebeten (512)
  DATABASE_URL     PostgreSQL 15 oder neuer, postgres://user:password@host:5432/database (keine: eigene PostgreSQL)
  TANDEM_DATA      Ordner für das, was Tandem aufbewahrt (./.tandem)
  SMTP_URL         Mailserver, smtps://user:password@mail.example.org:465 (keiner: Mails warten im Postausgang)
  MAIL_FROM        Absender, Tandem <tandem@example.org>; nötig mit SMTP_URL
  LOG_LEVEL        debug, info, warn, error oder silent (info); das Protokoll geht an die Standardausgabe
  TANDEM_DEMO      1 zeigt allen Anmeldelinks (0); nie mit echten Daten

GET /health antwortet, solange der Prozess lebt, GET /ready, solange die Datenbank antwortet.`,

	'set-up-summary': 'eine Stadt, ihre erste Administration und ihre Partnerschaften anlegen',
	'set-up-usage': `Aufruf: tandem set-up SLUG [Optionen]

Richtet eine Stadt ein: legt sie mit ihrer ersten Administratorin oder ihrem ersten Administrator an und gibt den
Einladungslink zum Überreichen aus. Alles oder nichts.

  tandem set-up dortmund --name-de Dortmund --name-en Dortmund --country DE \\
    --latitude 51.51 --longitude 7.47 --population 600000 --time-zone Europe/Berlin \\
    --administrator ada@dortmund.example --administrator-name "Ada Amt" --administrator-language de
  tandem set-up zhytomyr --name-en Zhytomyr --country UA … --administrator … --partner dortmund
  tandem set-up dortmund --administrator ben@dortmund.example --administrator-name "Ben Büro"

Die Stadt (SLUG: Kleinbuchstaben, Ziffern, Bindestriche; ändert sich nie)
  --name-de, --name-uk, --name-en   ihr Name; mindestens einer, besser alle drei
  --country CODE                    ISO 3166-1 alpha-2: DE, UA
  --latitude, --longitude           ihre Mitte in Grad; negative schreiben Sie als --longitude=-3.7
  --time-zone ZONE                  IANA-Name: Europe/Berlin
  --population NUMBER               kann entfallen
Administration; für eine bestehende Stadt eine weitere Person oder ein neuer Link für jemanden ohne Passkey
  --administrator EMAIL   --administrator-name NAME   --administrator-language de|uk|en
Eine Partnerschaft mit einer anderen Stadt dieser Installation
  --partner SLUG   --partnership contact|project|friendship|solidarity|full (solidarity)   --since JJJJ-MM-TT (heute)
  --join SLUG      fügt die Stadt einer bestehenden Partnerschaft hinzu (deren Adresse: dortmund-zhytomyr)

  --format json   ein JSON-Objekt statt Sätzen

Endet mit 0, wo es getan ist, mit 1, wo es abgelehnt und nichts geändert wurde. Einstellungen: ORIGIN (die Adresse im Link),
DATABASE_URL, TANDEM_DATA (siehe tandem serve --help). Bringt zuerst die Datenbank auf den neuesten Stand. Tandem darf laufen.`,

	'verify-ledger-summary': 'das Hauptbuch nachrechnen und jeden Widerspruch nennen',
	'verify-ledger-usage': `Aufruf: tandem verify-ledger [--format text|json]

Rechnet das Buch aus seinen Buchungen und Tatsachen nach: Prüfketten, Salden, Stand der Chargen, Zusagen, Abfahrten, Empfänge
und Abweichungen, in einem einzigen Stand der Datenbank, während Tandem weiterarbeiten darf. Nennt jeden Widerspruch mit dem,
was zu erwarten war, und dem, was dasteht.

  --format json   ein JSON-Objekt mit „books“ und „drifts“ statt Sätzen

Endet mit 0, wo die Bücher stimmen, mit 1, wo sich etwas widerspricht. Einstellungen: DATABASE_URL, TANDEM_DATA.`,

	'work-summary': 'nur die Hintergrundarbeit erledigen',
	'work-usage': `Aufruf: tandem work

Erledigt nur die Hintergrundarbeit (Mails, Übersichten, Zeitpläne), neben „tandem serve --without-work“.
Mehrere dürfen laufen; sie teilen sich die Arbeit. Einstellungen: siehe tandem serve --help.`,
};
