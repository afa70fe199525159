import type { Language } from '#lib/kernel/language.ts';
import type { SitePage } from '#lib/newsroom/site-texts/site-text.ts';

/** What the demo says on the pages a site must have, in the written form of texts. A city replaces it by its own words. */
export const siteTexts: Readonly<Record<SitePage, Readonly<Record<Language, string>>>> = {
	imprint: {
		de: `**Dies ist eine Vorführung von Tandem.** Sie zeigt die Partnerschaft von Dortmund und Schytomyr nach öffentlichen Quellen. Keine der beiden Städte betreibt diese Seiten. Namen in Zeichnungen, Kontakten und Bestellungen sind erfunden, wo keine Quelle sie nennt.

## Verantwortlich
Wer Tandem betreibt, nennt hier nach § 5 des Digitale-Dienste-Gesetzes: die Stadt und ihre Anschrift, wen sie zur Vertretung berechtigt, Telefon und E-Mail, die zuständige Aufsicht und die Umsatzsteuer-Identifikationsnummer.

## Inhalte
Verantwortlich für journalistische Beiträge ist nach § 18 Absatz 2 des Medienstaatsvertrags eine Person mit Anschrift; auch sie steht hier.

## Rechte an Bildern und Texten
Zu jedem Bild stehen Urheberin oder Urheber und die Lizenz. Zahlen dieser Seiten stammen aus dem Hauptbuch; wie sie entstehen, erklärt die Seite [So entstehen die Zahlen](/de/figures).`,
		uk: `**Це демонстрація Tandem.** Вона показує партнерство Дортмунда й Житомира за відкритими джерелами. Жодне з міст не веде цих сторінок. Імена в контактах і заявках вигадані там, де їх не називає джерело.

## Хто відповідає
Хто веде Tandem, називає тут місто та його адресу, хто його представляє, телефон і електронну пошту, а також орган нагляду.

## Зміст
За журналістські матеріали відповідає особа, ім’я та адреса якої теж стоять тут.

## Права на зображення й тексти
Біля кожного зображення вказано автора та ліцензію. Числа на цих сторінках походять із книги обліку; як вони виникають, пояснює сторінка [Звідки показники](/uk/figures).`,
		en: `**This is a demonstration of Tandem.** It shows the partnership of Dortmund and Zhytomyr from public sources. Neither city runs these pages. Names in contacts and orders are invented where no source gives them.

## Who is responsible
Whoever runs Tandem names here the city and its address, who represents it, telephone and e-mail, and the supervising authority.

## Contents
The person responsible for journalistic contributions is named here with an address.

## Rights in images and texts
Author and licence stand beside every image. The figures on these pages come from the ledger; [How figures are made](/en/figures) explains how.`,
	},
	privacy: {
		de: `Diese Seiten kommen ohne Werbung, ohne Zählung von Besuchen und ohne Inhalte fremder Dienste aus. Schriften, Karten und Bilder liegen auf demselben Rechner.

## Wenn Sie lesen
Der Rechner erfährt Ihre Netzadresse, solange er Ihnen antwortet. Im Protokoll stehen Zeitpunkt, Seite und Ergebnis, aber keine Netzadresse. Ein Cookie entsteht erst, wenn Sie eine Darstellung wählen: Es merkt sich hell oder dunkel.

## Wenn Sie uns schreiben
- **Hilfsangebote:** Wir speichern, was Sie anbieten und wie wir Sie erreichen, bis das Angebot abgeschlossen und die Frist für Belege abgelaufen ist. Ihr Name erscheint öffentlich nur, wenn Sie eine Organisation sind und zugestimmt haben.
- **Gemeldete Barrieren:** Wir speichern Ihre Nachricht und, wenn Sie sie angeben, Ihre Adresse. 90 Tage nach unserer Antwort wird beides gelöscht.
- Damit niemand Formulare massenhaft absendet, merken wir uns einen Tag lang einen Prüfwert Ihrer Netzadresse, aus dem sich die Adresse nicht zurückrechnen lässt.

## Wenn Sie hier arbeiten
Wer ein Konto hat, erhält bei der Anmeldung ein Cookie, das mit der Sitzung endet. Was im Büro geschieht, wird protokolliert, damit es nachvollziehbar bleibt.

## Ihre Rechte
Sie können Auskunft, Berichtigung, Löschung und Einschränkung verlangen, der Verarbeitung widersprechen und sich bei der Landesbeauftragten für Datenschutz und Informationsfreiheit Nordrhein-Westfalen beschweren. Die Stadt nennt hier ihre Datenschutzbeauftragte oder ihren Datenschutzbeauftragten.`,
		uk: `Ці сторінки обходяться без реклами, без підрахунку відвідувань і без вмісту сторонніх служб. Шрифти, карти й зображення лежать на тому самому сервері.

## Коли ви читаєте
Сервер знає вашу мережеву адресу, доки відповідає вам. У журналі записано час, сторінку й результат, але не адресу. Файл cookie з’являється лише тоді, коли ви обираєте вигляд: він пам’ятає, світлий чи темний.

## Коли ви нам пишете
- **Пропозиції допомоги:** ми зберігаємо, що ви пропонуєте та як із вами зв’язатися, доки пропозицію не завершено й не минув строк зберігання документів. Ваше ім’я стає публічним лише тоді, коли ви – організація, яка погодилася.
- **Повідомлення про перешкоди:** ми зберігаємо повідомлення і, якщо ви її вказали, адресу. Через 90 днів після відповіді все це видаляється.
- Щоб ніхто не надсилав форми масово, ми добу пам’ятаємо перевірне значення вашої мережевої адреси, з якого саму адресу не відновити.

## Коли ви тут працюєте
Хто має обліковий запис, під час входу отримує cookie, що зникає разом із сеансом. Дії в робочому кабінеті записуються, щоб їх можна було простежити.

## Ваші права
Ви можете вимагати доступу до даних, їх виправлення, видалення чи обмеження, заперечити проти обробки та поскаржитися органу нагляду. Місто називає тут відповідальну за захист даних особу.`,
		en: `These pages do without advertising, without counting visits and without anything from other services. Fonts, maps and images lie on the same server.

## When you read
The server knows your network address while it answers you. Its log holds the moment, the page and the result, but no address. A cookie is set only when you choose an appearance: it remembers light or dark.

## When you write to us
- **Offers of help:** we keep what you offer and how to reach you until the offer is completed and the time for keeping vouchers has passed. Your name becomes public only if you are an organisation and agreed.
- **Reported barriers:** we keep your message and, if you give one, your address. Both are deleted 90 days after our answer.
- To keep forms from being sent in masses, we remember for a day a check value of your network address from which the address cannot be found again.

## When you work here
Whoever has an account gets a cookie at sign-in that ends with the session. What happens in the office is recorded so that it can be traced.

## Your rights
You may ask for access, correction, erasure and restriction, object to the processing, and complain to the supervisory authority. The city names its data protection officer here.`,
	},
	accessibility: {
		de: `Wir wollen, dass alle diese Seiten benutzen können. Maßstab sind die Barrierefreie-Informationstechnik-Verordnung Nordrhein-Westfalen und die Web Content Accessibility Guidelines 2.2, Stufe AA.

## Stand der Vereinbarkeit
Die öffentlichen Seiten werden bei jeder Änderung mit einem Prüfprogramm in einem echten Browser geprüft, hell und dunkel, auf breiten und auf schmalen Bildschirmen. Es meldet keine Verstöße. Eine Prüfung durch Menschen mit Behinderungen steht noch aus; deshalb erklären wir die Seiten für **teilweise vereinbar**.

## Was noch nicht zugänglich ist
- Karten sind gezeichnet; was sie zeigen, steht daneben als Text oder Tabelle.
- Dateien, die Räte und andere Stellen veröffentlicht haben, haben wir nicht verändert. Manche sind gescannt und lassen sich nicht vorlesen. Schreiben Sie uns, dann erhalten Sie den Inhalt auf anderem Weg.
- Nicht jeden Beitrag gibt es in Leichter Sprache.

## Rückmeldung
Mit dem Formular am Ende dieser Seite melden Sie Barrieren. Wir antworten binnen eines Monats.

## Durchsetzung
Wenn unsere Antwort Ihnen nicht hilft, wenden Sie sich an die Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen in Düsseldorf. Sie prüft kostenlos und hilft, sich zu einigen.`,
		uk: `Ми хочемо, щоб цими сторінками могли користуватися всі. Мірило – настанови WCAG 2.2, рівень AA.

## Стан відповідності
Публічні сторінки після кожної зміни перевіряє програма у справжньому браузері: у світлому й темному вигляді, на широких і вузьких екранах. Порушень вона не знаходить. Перевірки людьми з інвалідністю ще не було, тому ми вважаємо сторінки **частково відповідними**.

## Що ще недоступне
- Карти намальовані; те, що вони показують, стоїть поруч текстом або таблицею.
- Файлів, які оприлюднили ради та інші установи, ми не змінювали. Деякі з них відскановано, і прочитати їх уголос неможливо. Напишіть нам, і ви отримаєте зміст іншим шляхом.
- Не кожна новина є простою мовою.

## Зворотний зв’язок
Формою внизу цієї сторінки ви можете повідомити про перешкоду. Ми відповідаємо протягом місяця.

## Куди звернутися далі
Якщо наша відповідь не допомогла, зверніться до омбудсмена з питань доступних інформаційних технологій землі Північний Рейн-Вестфалія в Дюссельдорфі. Перевірка безкоштовна.`,
		en: `We want everybody to be able to use these pages. The measure is the Web Content Accessibility Guidelines 2.2, level AA, and the ordinance on accessible information technology of North Rhine-Westphalia.

## State of conformance
With every change the public pages are checked by a program in a real browser, light and dark, on wide and narrow screens. It reports no violations. A check by people with disabilities is still to come; therefore we declare the pages **partly conformant**.

## What is not accessible yet
- Maps are drawn; what they show stands beside them as text or table.
- We did not change files published by councils and others. Some are scanned and cannot be read out. Write to us and you will get the content another way.
- Not every article exists in easy language.

## Feedback
Report barriers with the form at the end of this page. We answer within a month.

## Enforcement
If our answer does not help you, turn to the ombuds office for accessible information technology of the state of North Rhine-Westphalia in Düsseldorf. It examines your case free of charge and helps to settle it.`,
	},
	'easy-language': {
		de: `## Worum geht es hier?
Dortmund ist eine Stadt in Deutschland.
Schytomyr ist eine Stadt in der Ukraine.
In der Ukraine ist Krieg.

Dortmund hilft Schytomyr.
Die beiden Städte sind Partner.

## Was steht auf diesen Seiten?
- Was die Menschen in Schytomyr brauchen. Zum Beispiel: Betten oder Strom-Erzeuger.
- Was Dortmund schon geschickt hat.
- Was angekommen ist.

## Kann ich helfen?
Ja. Sie können Sachen anbieten.
Dafür gibt es ein Formular: [Hilfe anbieten](/de/offer).

## Wie finde ich etwas?
Oben auf jeder Seite stehen Wörter.
Klicken Sie auf ein Wort.
Dann kommen Sie zu einer anderen Seite.

Oben können Sie auch die Sprache ändern: Deutsch, Ukrainisch oder Englisch.

## Etwas klappt nicht?
Schreiben Sie uns: [Barriere melden](/de/accessibility).
Wir antworten Ihnen.`,
		uk: `## Про що ці сторінки?
Дортмунд – місто в Німеччині.
Житомир – місто в Україні.
В Україні йде війна.

Дортмунд допомагає Житомиру.
Ці два міста – партнери.

## Що тут написано?
- Що потрібно людям у Житомирі. Наприклад: ліжка або генератори.
- Що Дортмунд уже надіслав.
- Що вже приїхало.

## Чи можу я допомогти?
Так. Ви можете запропонувати речі.
Для цього є форма: [Запропонувати допомогу](/uk/offer).

## Як щось знайти?
Угорі кожної сторінки є слова.
Натисніть на слово.
Відкриється інша сторінка.

Угорі можна також змінити мову: німецька, українська або англійська.

## Щось не виходить?
Напишіть нам: [Повідомити про перешкоду](/uk/accessibility).
Ми вам відповімо.`,
		en: `## What is this about?
Dortmund is a city in Germany.
Zhytomyr is a city in Ukraine.
There is war in Ukraine.

Dortmund helps Zhytomyr.
The two cities are partners.

## What is on these pages?
- What people in Zhytomyr need. For example: beds or generators.
- What Dortmund has sent.
- What has arrived.

## Can I help?
Yes. You can offer things.
There is a form for this: [Offer help](/en/offer).

## How do I find things?
There are words at the top of each page.
Click on a word.
Then you get to another page.

At the top you can also change the language: German, Ukrainian or English.

## Something does not work?
Write to us: [Report a barrier](/en/accessibility).
We will answer you.`,
	},
};
