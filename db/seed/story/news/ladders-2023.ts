import type { ToldArticle, ToldEditions } from '../told-article.ts';

/** How the article reads, with the sentence on the vehicles for the earthquake area, which was wrong at first. */
const told = (others: Readonly<Record<'de' | 'uk' | 'en', string>>): ToldEditions => ({
	de: {
		kicker: 'Feuerwehr Dortmund',
		title: 'Zwei Drehleiterfahrzeuge für die Ukraine',
		teaser: 'Die Feuerwehr gibt zwei Fahrzeuge mit Drehleiter und Korb ab. Ihr Empfang ist bestätigt.',
		text: `[[image: ladder-vehicle]]

Am 13. März 2023 haben zwei Drehleiterfahrzeuge der Feuerwehr Dortmund die Stadt verlassen. Sie waren für die Ukraine bestimmt; einen Tag später hat die Stadt darüber in einer Pressekonferenz berichtet.

${others.de}

[[figure: received VEH-FIR-DLK operation/zhytomyr | Drehleiterfahrzeuge, deren Empfang bestätigt ist]]

Über die Hilfe für alle drei Länder berät der Rat in einer gemeinsamen Vorlage vom 23. März 2023.

__Beispiel: Tag der Ankunft und Einsatz der Fahrzeuge sind für die Vorführung ergänzt.__`,
	},
	uk: {
		kicker: 'Пожежна служба Дортмунда',
		title: 'Дві пожежні автодрабини для України',
		teaser: 'Пожежна служба передає два автомобілі з драбиною та кошиком. Їх отримання підтверджено.',
		text: `[[image: ladder-vehicle]]

13 березня 2023 року дві автодрабини пожежної служби Дортмунда вирушили з міста. Вони призначалися для України; наступного дня місто повідомило про це на пресконференції.

${others.uk}

[[figure: received VEH-FIR-DLK operation/zhytomyr | Автодрабини, отримання яких підтверджено]]

Допомогу всім трьом країнам рада розглядає в спільному документі від 23 березня 2023 року.

__Приклад: день прибуття й використання автомобілів додано для демонстрації.__`,
	},
	en: {
		kicker: 'Dortmund fire brigade',
		title: 'Two turntable-ladder vehicles for Ukraine',
		teaser: 'The fire brigade gives two vehicles with ladder and basket. Their receipt has been confirmed.',
		text: `[[image: ladder-vehicle]]

On 13 March 2023 two turntable-ladder vehicles of the Dortmund fire brigade left the city. They were meant for Ukraine; the city told of it at a press conference the day after.

${others.en}

[[figure: received VEH-FIR-DLK operation/zhytomyr | Turntable-ladder vehicles whose receipt is confirmed]]

Relief for all three countries is before the council in a joint paper of 23 March 2023.

__Example: the day of arrival and the use of the vehicles were added for the demo.__`,
	},
});

const corrected = told({
	de: 'Zwei weitere Fahrzeuge werden für das Erdbebengebiet in der Türkei und in Syrien vorbereitet.',
	uk: 'Ще два автомобілі готують для району землетрусу в Туреччині та Сирії.',
	en: 'Two more vehicles are being prepared for the earthquake area in Türkiye and Syria.',
});

export const ladders2023: ToldArticle = {
	kind: 'news',
	on: '2023-03-28',
	terms: ['international', 'relief', 'fire-brigade'],
	records: [{ shipment: 'ladders' }, { paper: 'relief-2023' }, { event: '2023-03-14' }],
	sources: ['themes2023'],
	editions: told({
		de: 'Zwei weitere Fahrzeuge sind in das Erdbebengebiet in der Türkei und in Syrien aufgebrochen.',
		uk: 'Ще два автомобілі вирушили до району землетрусу в Туреччині та Сирії.',
		en: 'Two more vehicles have left for the earthquake area in Türkiye and Syria.',
	}),
	update: {
		on: '2023-03-29',
		texts: corrected,
		told: {
			de: {
				kind: 'correction',
				wrong: '„Zwei weitere Fahrzeuge sind in das Erdbebengebiet aufgebrochen.“',
				note: 'Zwei weitere Fahrzeuge werden für das Erdbebengebiet vorbereitet. (Beispiel einer Berichtigung)',
			},
			uk: {
				kind: 'correction',
				wrong: '«Ще два автомобілі вирушили до району землетрусу.»',
				note: 'Ще два автомобілі готують для району землетрусу. (Приклад виправлення)',
			},
			en: {
				kind: 'correction',
				wrong: '“Two more vehicles have left for the earthquake area.”',
				note: 'Two more vehicles are being prepared for the earthquake area. (Example of a correction)',
			},
		},
	},
};
