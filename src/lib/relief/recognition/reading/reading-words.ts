/**
 * The words by which tables are read, in German, Ukrainian, English and Polish (Russian where offices still write it);
 * those of letters stand in letter-words.ts. All patterns expect lower case unless they say `i`.
 */

/** Matches where a word begins with one of the pieces; a piece ending in "!" must be the whole word. */
export function wordsStarting(...pieces: readonly string[]): RegExp {
	const alternatives = pieces
		.flatMap((piece) => piece.split('|'))
		.map((piece) => (piece.endsWith('!') ? `${piece.slice(0, -1)}(?!\\p{L})` : piece));
	return new RegExp(`(?<!\\p{L})(?:${alternatives.join('|')})`, 'iu');
}

/** Matches a text that is one of the pieces and nothing else. */
export function exactly(...pieces: readonly string[]): RegExp {
	return new RegExp(`^(?:${pieces.join('|')})$`, 'iu');
}

/** Matches a text that begins with one of the pieces. */
export function beginningWith(...pieces: readonly string[]): RegExp {
	return new RegExp(`^\\s*(?:${pieces.join('|')})`, 'iu');
}

/** What a heading can call a column. `need` is «Потреба» or "Bedarf": the thing or its number, the cells decide. */
export type HeadingMeaning =
	| 'unused'
	| 'remaining'
	| 'available'
	| 'needed'
	| 'unit'
	| 'ordinal'
	| 'recipient'
	| 'translation'
	| 'category'
	| 'phrase'
	| 'note'
	| 'need'
	| 'total';

/** In order: the first that matches decides, so «Ціна за од.» is a price before it is a unit. */
export const headingWords: readonly (readonly [HeadingMeaning, RegExp])[] = [
	[
		'unused',
		wordsStarting(
			'цін|варт|сума|телефон|контакт|відповідальн|адрес|електронна пошта|едрпоу|єдрпоу',
			'[\\p{L}]*preis|kosten|gesamtwert|wert!|summe in|kontakt|telefon|ansprechpartner|adresse|e-?mail',
			'price|cost|amount in (?:eur|usd|uah)|contact|phone|responsible|address',
			'cena|koszt|wartość|odpowiedzialn',
		),
	],
	[
		'remaining',
		wordsStarting(
			'ще (?:потрібн|необхідн)|залиш\\p{L}* потреб|дефіцит|недостач|не вистача|бракує|незакрит|непокрит',
			'noch (?:benötigt|offen|nötig|fehlend)|restbedarf|offener bedarf|fehlt|fehlen|fehlmenge|offen!|ungedeckt',
			'still (?:need|required)|remaining|gap!|shortfall|shortage|deficit|outstanding|unmet|brakuj|pozosta',
		),
	],
	[
		'available',
		wordsStarting(
			'наяв|в наявності|є!|отриман|передан|надійшл|надан|забезпечен|закуплен|залишок|на складі|маємо',
			'vorhanden|bestand|erhalten|geliefert|zugesagt|auf lager|lagerbestand|verfügbar|bereits|gedeckt|haben wir',
			'available|in stock|stock|received|delivered|on hand|covered|pledged|have!|dostępn|otrzyman|posiadan',
		),
	],
	[
		'needed',
		wordsStarting(
			'кількіст|скільки|к-?сть|кіл-?ть|кільк|к-?ть|кол-?во|количеств|обсяг|чисельн',
			'menge(?!n?einheit)|wie ?viele?|anzahl|stück(?:zahl)?!|stk|benötigte (?:menge|anzahl)|bedarfsmenge',
			'quantit|how m(?:any|uch)|ile!|qty|q-?ty|number of|count(?!r)|amount|pcs|ilość|liczba|szt|zapotrzebowanie',
		),
	],
	[
		'unit',
		wordsStarting(
			'одини|од\\.? ?(?:вим|изм)?\\.?!|ед\\.? ?изм|вимір|mengeneinheit|maßeinheit|einheit|me!|ve!',
			'unit|uom|u/m|measure(?!ment)|jednostk|j\\.? ?m\\.?!',
		),
	],
	[
		'ordinal',
		exactly(
			'№\\s*(?:з/п|п/п|п\\.п\\.|n/n)?\\.?|#|n°|nr\\.?|no\\.?|lfd\\.?\\s*(?:nr\\.?|no\\.?)?|laufende nummer|pos\\.?',
			'lp\\.?|l\\.p\\.|з/п|п/п|поз\\.?|порядковий номер|номер(?: з/п)?|nummer|number|id|s/?n|ser\\.? ?no\\.?|item no\\.?|ziffer',
		),
	],
	[
		'recipient',
		wordsStarting(
			'(?:назва )?(?:заклад|громад|установ|організац|лікарн|отримувач|населен\\p{L}* пункт|школ|район|місто!)',
			'einrichtung|organisation|krankenhaus|empfänger|gemeinde|standort|institution|organi[sz]ation|hospital|facility',
			'recipient|beneficiar|communit|settlement|location|odbiorca|placówka|szpital',
		),
	],
	[
		'translation',
		wordsStarting(
			'переклад|англійськ|німецьк|українськ\\p{L}* назв|übersetzung|auf (?:deutsch|englisch|ukrainisch)',
			'deutsch|englisch|translation|in (?:english|german|ukrainian)|english|german|ukrainian',
			'[\\p{L} ]{2,14}\\((?:en|de|ua|uk)\\)|tłumaczeni|angielsk|niemieck',
		),
	],
	[
		'category',
		wordsStarting(
			'категорі|розділ|груп|напрям|сфера|kategorie|[\\p{L}]*gruppe|bereich|rubrik|sparte',
			'categor|group|section|sector|cluster|area|kategori|grup|dział',
		),
	],
	[
		'phrase',
		wordsStarting(
			'назв|найменуван|наименован|товар|предмет|перелік|майно|номенклатур|що (?:потрібно|необхідно)|вид (?:допомоги|майна)',
			'bezeichn|artikel|gegenst|produkt|ware(?!n?gruppe)|hilfsg|was (?:wird|fehlt|benötigt)|sache|position',
			'item|product|goods|article|commodit|equipment|suppl|what (?:is|do)|material|nazwa|towar|przedmiot|artykuł|produkt',
		),
	],
	[
		'note',
		wordsStarting(
			'приміт|опис|характеристик|специфік|вимог|техн|комент|признач|для чого|обґрунт|обгрунт|марк|модел|розмір',
			'technisch|парам|пріоритет|терміновість|bemerk|anmerk|hinweis|beschreib|spezifi|kommentar|zweck|verwend|größe|typ!|modell',
			'dringlich|note|remark|comment|specif|spec!|descr|purpose|detail|size|model|charact|priorit|urgen|type',
			'uwag|opis|przeznacz|rozmiar',
		),
	],
	[
		'need',
		wordsStarting('потреб|потріб|необхідн|запит|[\\p{L}]*bedarf|benötigt|brauch|gesucht|need|request|required|potrzeb'),
	],
	['total', exactly('разом|всього|усього|загалом|gesamt|insgesamt|summe|total|razem|ogółem|suma')],
	['phrase', exactly('name|was|what|thing')],
	['unused', wordsStarting('дата|термін|строк|статус|datum|frist|termin|status|date!|deadline|stand!')],
];

const totalWords =
	'разом|всього|усього|загалом|підсумок|итого|всего|(?:zwischen|gesamt|end)?summe|gesamt|insgesamt' +
	'|total|grand total|sub-?total|sum|razem|ogółem|suma';
const totalTails =
	'за|по|у|для|позиц|кільк|сум|розділ|груп|катег|einträge|positionen|menge|anzahl|der|für|in|items?|of|for|quantity|w';

/** A row that sums up others. What may follow only words the sum, never a thing («Total station» is one). */
export const totalRow = new RegExp(
	`^(?:[\\d.]+\\s*)?(?:${totalWords})(?:\\s*(?:${totalTails})(?=[\\s:.]|$|\\p{L}{0,6}).{0,60})?[\\s:.,=–—-]*[\\d\\s.,]*` +
		'(?:шт\\.?|stk\\.?|pcs\\.?|од\\.?|грн\\.?|eur|€)?$',
	'u',
);

/** "The same as above": ditto marks and their words. A lone dash is none, it says "nothing". */
export const dittoMark = exactly(
	'[-–—]{0,2}\\s*(?:["“”„»«\'’`ˮ〃]{1,3}|,,|//)\\s*[-–—]{0,2}',
	'те ?(?:ж|саме)|те ж саме|то же|dito|ditto|do\\.|idem|wie oben|same(?: as above)?|jw\\.?|j\\.w\\.',
);

/** Sheets that explain the form or feed its drop-down lists. */
export const instructionSheet = wordsStarting(
	'інструкц|довідник|зразок|приклад|пояснен|anleitung|hinweise|legende|beispiel|ausfüllhilfe|auswahlliste',
	'instruction|read ?me|guidance|example|lookup|drop-?down|dictionary|instrukcja|przykład',
);

/** Rows below a table that belong to whoever signed it. */
export const signatureRow = beginningWith(
	'начальник|директор|керівник|виконав|голова|заступник|головний лікар|м\\.\\s?п\\.|підпис|дата[: ]|погоджено',
	'затверджую|контактна особа|unterschrift|ansprechpartner|kontakt|gez\\.|datum[: ]|stand[: ]|erstellt',
	'signature|signed|contact|prepared by|approved by|date[: ]|sporządził|podpis',
);

const unitWords = exactly(
	'шт|штук\\p{L}*|од|одиниц\\p{L}*|пар\\p{L}*|компл|комплект\\p{L}*|к-т|наб|набор\\p{L}*|набір|уп|упак|упаков\\p{L}*',
	'пач|пачк\\p{L}*|короб\\p{L}*|ящик\\p{L}*|пал|палет\\p{L}*|рул|рулон\\p{L}*|бух|кг|г|гр|т|тонн?\\p{L}*|л|літр\\p{L}*|мл|м',
	'пог\\.? ?м|м\\.? ?п|кв\\.? ?м|м2|м²|м3|м³|куб\\.? ?м|фл|флакон\\p{L}*|амп|ампул\\p{L}*|таб|табл|банк\\p{L}*|пляш\\p{L}*',
	'міш\\p{L}*|каніст\\p{L}*|лист\\p{L}*|доз\\p{L}*|тис\\.? ?шт',
	'stück|stk|st|paar|packung(?:en)?|pack|pkg|pck|pkt|paket(?:e)?|karton(?:s)?|kiste(?:n)?|palette(?:n)?|rolle(?:n)?|set(?:s)?',
	'satz|dose(?:n)?|flasche(?:n)?|kanister|sack|säcke|beutel|eimer|ampulle(?:n)?|tube(?:n)?|liter|lfm|qm|cbm|kg|g|t|l|ml|m',
	'tonne(?:n)?|pcs?|pieces?|ea|each|units?|pairs?|box(?:es)?|packs?|packets?|cartons?|pallets?|rolls?|kits?|bottles?|vials?',
	'ampoules?|tablets?|bags?|cans?|tins?|litres?|liters?|tons?|tonnes?',
	'szt|sztuk\\p{L}*|opak\\p{L}*|op|zestaw\\p{L}*|paczk\\p{L}*|kpl|par|tabl',
);

/** True for a cell that is nothing but a unit, with or without its full stop. */
export function isUnit(text: string): boolean {
	return unitWords.test(text.replace(/[.,]+$/, '').trim());
}
