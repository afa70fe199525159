import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTellingPhrases, type TellingKind } from './telling-phrases.ts';

const telling: Readonly<Record<TellingKind, readonly string[]>> = {
	movement: [
		'Morgen Abend sollen die Generatoren in Schytomyr sein.',
		'Heute werden am Hafen zwei Transporter verladen.',
		'Unsere Kollegen fahren am Freitag in die Ukraine.',
		'Diese Woche gehen weitere 20 Generatoren nach Schytomyr.',
		'Наші колеги сьогодні повертаються з Польщі.',
		'Our colleagues are driving to Ukraine this weekend.',
		'Завтра розвантажуємо три вантажівки.',
		'Tonight the trucks will be unloaded.',
		'Drei Sattelzüge sind seit heute Morgen auf der Autobahn.',
		'Der Tross hat Dortmund am Montag verlassen, zwei Transporter sind dabei.',
		'Mit vier Bussen geht es morgen früh nach Schytomyr.',
		'Die Kolonne fuhr am Donnerstag durch Polen.',
		'Unser Team steht gerade mit den Lkw vor der Grenze.',
		'Ankunft der Hilfsgüter ist für Samstag geplant.',
		'Die Feuerwehrleute fahren übermorgen mit drei Fahrzeugen nach Schytomyr los.',
		'Автобуси з обладнанням вирушають у суботу.',
		'Вантажівки вже перетнули кордон сьогодні.',
		'Гуманітарна допомога приїде завтра.',
		'Наша колона зараз стоїть у черзі на кордоні.',
		'Учора з Дортмунда відправилися дві машини.',
		'Три генератори вже їдуть до нас, прибуття очікується у вівторок.',
		'Our lorries are on the road right now.',
		'The ambulances will reach Zhytomyr on Sunday.',
		'Two vehicles left for Ukraine last night.',
		'The trucks are queueing at the Polish border today.',
		'We expect the pallets to arrive next week.',
		'Gestern Abend ist der Konvoi mit zwölf Generatoren losgefahren.',
		'Heute früh sind die Lastwagen in Richtung Ukraine aufgebrochen.',
		'Die Hilfsgüter sind derzeit unterwegs nach Schytomyr.',
		'Am Freitag kommen die Feuerwehrautos in Schytomyr an und werden übergeben, die Fahrzeuge treffen am Abend ein.',
		'Morgen macht sich der nächste Transport auf den Weg.',
		'Der Bürgermeister ist gestern nach Schytomyr abgereist.',
		'Der Hilfstransport wird nächste Woche in Schytomyr erwartet.',
		'Um 6 Uhr verließen drei LKW den Hof der Feuerwache.',
		'Vor zwei Tagen überquerten die Fahrzeuge die Grenze.',
		'In den kommenden Tagen rollen weitere Lieferungen nach Osten.',
		'Die Ladung wird am Dienstag in Schytomyr ankommen.',
		'Учора ввечері колона виїхала з Дортмунда.',
		'Вантаж зараз у дорозі до Житомира.',
		'Сьогодні вранці вирушили три вантажівки з генераторами.',
		'Гуманітарний конвой прибуде до Житомира в четвер.',
		'Завтра автобуси перетнуть кордон, машини їдуть уночі.',
		'Вантажівки виїхали дві години тому.',
		'Найближчими днями фури прибудуть до громади, колона прямує на схід.',
		'Наступного тижня очікуємо поставку котлів.',
		'The convoy left Dortmund this morning.',
		'Two trucks set off yesterday with beds for the hospital.',
		'The shipment is currently on its way to Zhytomyr.',
		'The generators are expected in Zhytomyr on Friday.',
		'Our vehicles crossed into Ukraine last night.',
		'The delivery arrives tomorrow at 10 am.',
		'A delegation departed yesterday for Zhytomyr.',
	],
	route: [
		'Sie fuhren über Lwiw und Riwne.',
		'Die Fahrt geht über die A4 bis zur Grenze.',
		'Der Konvoi fährt über Krakau nach Lwiw.',
		'Die Route führt durch Polen und dann nach Osten.',
		'Колона їде через Краків.',
		'Далі вантаж везуть по трасі М-06.',
		'Маршрут пролягає через Львів і Рівне.',
		'The trucks travelled via Krakow.',
		'The route runs through southern Poland.',
		'They follow the motorway E40 and later the M06, on the A4 first.',
	],
	crossing: [
		'Am Grenzübergang dauerte es neun Stunden.',
		'In Medyka wartete die Kolonne auf den Zoll.',
		'На пункті пропуску «Краковець» чекали дев’ять годин.',
		'Вантаж пройшов через Ягодин.',
		'The papers were checked at the border crossing.',
		'There were two checkpoints before the city.',
	],
	place: [
		'Die Generatoren lagern in der Halle Hafenstraße 22.',
		'Обладнання зберігається за адресою вул. Хлібна, 19.',
		'Die Paletten liegen im Lager in der Musterstraße 5.',
		'Der Schutzraum der Schule, Am Markt und Kyjiwer Straße 12, ist fertig.',
		'Генератори стоять на складі, вул. Київська, 77.',
		'Пункт незламності відкрито на вулиці Перемоги, 10.',
		'The warehouse at 12 Harbour Street is full.',
		'The shelter is in Kyivska Street 20.',
	],
	plate: [
		'Der Wagen DO-FW 112 blieb in der Werkstatt.',
		'Das Kennzeichen wurde vor Ort gewechselt.',
		'Автомобіль АМ 1234 ВК передано лікарні.',
		'The ambulance AM 1234 BK was handed over.',
		'Its licence plate was changed.',
	],
	driver: [
		'Fahrerin Maria Muster berichtet von der Fahrt.',
		'Der Fahrer Peter Beispiel war vierzig Stunden wach.',
		'Am Steuer saß Jana Muster.',
		'Водій Андрій Приклад не спав добу.',
		'За кермом був Олег Зразок.',
		'The driver Jan Example did not sleep.',
	],
	minor: [
		'Fourteen-year-old Olena thanked the city.',
		'Die zwölfjährige Anna schrieb einen Brief.',
		'Дванадцятирічна Оля написала листа.',
		'Die 12-jährige Anna schrieb einen Brief.',
		'Der 9-jährige Schüler Max Muster malte ein Bild.',
		'12-річна Оля написала листа.',
		'15-річний учень Іван Зразок подякував.',
		'The 11-year-old Maria wrote a letter.',
		'Marko (9 Jahre) malte ein Bild.',
	],
};

const harmless = [
	'Heute stehen wir an der Seite unserer Partner.',
	'Die Bühne steht am Samstag auf dem Markt.',
	'Сьогодні ми стоїмо поруч.',
	'Last year the city received two buses.',
	'On Monday the exhibition moves to Zhytomyr.',
	'Gestern eröffnete die Ausstellung im Museum.',
	'Der Transport von Gütern wird teurer.',
	'Die Lieferung im April 2023 umfasste 30 Betten.',
	'Die Schule erreicht heute mehr Kinder als früher.',
	'Heute kommen beide Räte zusammen.',
	'Seit gestern ist die neue Website der Partnerschaft online.',
	'Сьогодні на нараді говорили про роботу транспорту.',
	'Сьогодні розпочалася виставка.',
	'У четвер комісія розгляне звіт про допомогу.',
	'Допомога, отримана у 2023 році, становила 48 палет.',
	'Today the committee discussed transport policy.',
	'Aid worth two million euros was delivered in 2023.',
	'The mayor left office last year.',
	'Next week the students present their work.',
	'Die Stadtbahnlinie U41 fährt heute nicht.',
	'Das Projekt läuft seit drei Jahren.',
	'Ein Lager für Jugendliche findet im Sommer statt.',
	'The bus line was extended.',
	'Die Partnerschaft zwischen Dortmund und Schytomyr besteht seit 2023.',
	'Der Rat hat gestern einstimmig beschlossen, die Partnerschaft fortzusetzen.',
	'Heute beraten beide Städte über die Energieversorgung.',
	'Im März 2023 übergab Dortmund zwölf Generatoren an Schytomyr.',
	'Die Generatoren sind seit Monaten im Krankenhaus in Betrieb.',
	'Am Freitag findet im Rathaus ein Konzert statt.',
	'Das Rathaus am Friedensplatz 1 ist am Samstag geöffnet.',
	'Wir sind auf dem Weg zu einer dauerhaften Freundschaft.',
	'Die 10-jährige Partnerschaft wird gefeiert.',
	'Jugendliche beider Städte treffen sich am Montag online.',
	'Die Feuerwehr gab drei ältere Fahrzeuge ab.',
	'Insgesamt wurden 48 Paletten mit Verbandsmaterial gespendet.',
	'Der Fahrer war freundlich.',
	'Fahrerinnen und Fahrer werden nicht genannt.',
	'Spenden werden bis morgen angenommen.',
	'Die Ausstellung „Auf dem Weg“ ist heute zu sehen.',
	'Das Lager ist gut gefüllt.',
	'Der Bericht steht auf Seite 12.',
	'Wer helfen möchte, meldet sich um 10 Uhr im Büro für Internationales.',
	'Die Schule bekam neue Fenster.',
	'Oberbürgermeister Thomas Westphal dankte den Spendern.',
	'Im Winter 2022 fehlte es vor allem an Strom.',
	'Seit dem Beschluss wurden 120.000 Euro bereitgestellt.',
	'Die Norm DIN EN 12464 gilt auch hier.',
	'Das Papier im Format A4 liegt aus.',
	'Beide Städte unterzeichneten gestern die Vereinbarung.',
	'Kinder im Alter von 6 bis 12 Jahren malten Bilder.',
	'Партнерство Дортмунда і Житомира існує з 2023 року.',
	'Сьогодні міська рада підтримала рішення.',
	'Учора обидва міста підписали угоду.',
	'У березні 2023 року Дортмунд передав дванадцять генераторів.',
	'Генератори працюють у лікарні вже кілька місяців.',
	'У п’ятницю в ратуші відбудеться концерт.',
	'Ми на шляху до міцної дружби.',
	'Діти віком від 6 до 12 років намалювали картини.',
	'Міський голова Сергій Сухомлин подякував дортмундцям.',
	'Рада розташована на майдані Корольова, 4/2.',
	'Водії отримали подяки.',
	'Завтра вчителі обговорять спільний проєкт.',
	'Загалом передано 48 палет перев’язувальних матеріалів.',
	'Звіт опубліковано вчора.',
	'Наступного тижня школярі зустрінуться онлайн.',
	'Школа отримала нові вікна.',
	'Гроші надала земля Північний Рейн — Вестфалія.',
	'The partnership was founded in 2023.',
	'Yesterday the council voted unanimously.',
	'In March 2023 Dortmund handed over twelve generators.',
	'The concert takes place on Friday in the town hall.',
	'Today both cities signed the agreement.',
	'We are on the way to a lasting friendship.',
	'Children aged 6 to 12 painted pictures.',
	'The drivers were thanked.',
	'The exhibition is open until tomorrow.',
	'A total of 48 pallets of dressings was donated.',
	'The report was published this morning.',
	'The school was given new windows last week.',
	'Mayor Thomas Westphal thanked the donors.',
	'The generators have been running since 2023.',
	'The office at 1 Peace Square is open today.',
	'Firefighters trained together at the weekend.',
];

const cases = Object.entries(telling).flatMap(([kind, sentences]) => sentences.map((each) => [kind, each] as const));
const kindsIn = (sentence: string) => findTellingPhrases(sentence).map(({ kind }) => kind as string);

describe('phrases that give something away', () => {
	it('are tried on more than a hundred sentences', () => {
		expect(cases.length + harmless.length).toBeGreaterThan(100);
	});

	it.each(cases)('finds a %s in: %s', (kind, sentence) => {
		expect(kindsIn(sentence)).toContain(kind);
	});

	it.each(harmless)('finds nothing in: %s', (sentence) => {
		expect(kindsIn(sentence)).toEqual([]);
	});

	it('finds them in the midst of a longer text, at their place', () => {
		const text = 'Die Partnerschaft lebt. Gestern ist der Konvoi losgefahren. Der Rat dankt.';
		const [found] = findTellingPhrases(text);
		expect(text.slice(found!.from, found!.to)).toBe('Gestern ist der Konvoi losgefahren');
	});

	it('knows turns of speech and no meaning: these it misses', () => {
		const missed = ['Seit heute früh ist auch der dritte Wagen da.', 'Допомога вже у Львові, ще два дні.'];
		expect(missed.flatMap(kindsIn)).toEqual([]);
	});

	it('points into the text and says the same twice, whatever the text', () => {
		const all = [...cases.map(([, sentence]) => sentence), ...harmless];
		const passage = fc.array(fc.oneof(fc.constantFrom(...all), fc.string({ unit: 'grapheme', maxLength: 40 })), {
			maxLength: 8,
		});
		fc.assert(
			fc.property(passage, (parts) => {
				const text = parts.join(' ');
				const found = findTellingPhrases(text);
				expect(findTellingPhrases(text)).toEqual(found);
				for (const { from, to } of found) expect(0 <= from && from < to && to <= text.length).toBe(true);
			}),
			{ seed: 42, numRuns: 100 },
		);
	});
});
