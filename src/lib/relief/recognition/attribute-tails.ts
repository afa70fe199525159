import { specificationAtStart } from './specification-units.ts';
import { foldWord, patternOf } from './text.ts';
import { unitNamed } from './written-units.ts';

/** Words that only say what a thing is like: its state, make, drive, for whom. Folded, in whatever form lists write. */
const describing = new Set(
	`neu neue neuer neues neuwertig gebraucht gebrauchte guterhalten funktionsfahig einphasig dreiphasig fahrbar
	stationar mobil tragbar transportabel elektrisch manuell mechanisch automatisch halbautomatisch hydraulisch
	steril unsteril einzeln verpackt wasserdicht wasserfest faltbar klappbar aufblasbar winterfest winterlich
	beheizt schallgedammt schallgeschutzt leise gross klein mittel lang kurz weiss schwarz blau rot grun grau
	gelb bunt verzinkt digital analog wiederaufladbar aufladbar komplett original herren damen kinder erwachsene
	manner frauen mannlich weiblich unisex einweg mehrweg latexfrei puderfrei ungeoffnet originalverpackt
	notstromfahig allrad lange breite hohe durchmesser gewicht new used refurbished electric electrical manual
	mechanical automatic portable mobile stationary sterile nonsterile disposable reusable assorted various
	mixed heavy duty light large small medium big long short adult adults pediatric paediatric child children
	kids infant men mens women womens male female unisex waterproof foldable folding collapsible inflatable
	rechargeable silent silenced soundproof soundproofed canopy containerised containerized three single phase
	wireless cordless digital analogue vacuum packed start e-start elektrostart estart start 2nd hand working
	tested right left hand drive second boxed cased mounted seater cover lid canopy covered with without charger
	chargers white black blue red green grey gray steel wooden plastic metal warm winter thermal industrial
	standard type model function functions length width height diameter weight all sizes colours colors powder
	latex free individually packed wrapped довжина довжиною ширина шириною висота висотою діаметр діаметром вага
	вагою б б/у б/в бу бв н/с нс чол жін жен дит дитячі дорослі дорослий чоловічі жіночі мед стер нестер од
	новий нова нове нові нестерильні стерильні одноразові багаторазові переносний переносні з без у в на для
	бажано терміново функції функціональний nowy nowa nowe uzywany uzywane elektryczny elektryczne przenosny
	przenosne przenosna jednorazowe jalowe niejalowe meskie damskie dzieciece dla dzieci doroslych kobiet
	voll funktionsfahig funktionstuchtig betriebsbereit einsatzbereit uberholt generaluberholt rosa gelbe basic advanced woven
	roof floor wall ceiling gauge absorbable nitril latex vinyl nitrile cotton baumwolle wolle polyester edelstahl нітрил латекс вініл
	бавовна метал пластик дерево xs s m l xl xxl xxxl xxxxl 2xl 3xl 4xl 5xl mezczyzn jednofazowy trojfazowy
	wodoodporny skladany zimowe zimowy`
		.split(/\s+/u)
		.map(foldWord),
);
const fillers = patternOf(
	'iu',
	String.raw`^(x|х|circa|etwa|rund|mind|min|max|близько|приблизно|понад|about|approx|size|sizes|gr|größe|größen|розмір\p{L}*|qty|`,
	'quantity|anzahl|menge|кількість|к-сть|кол-во|количество|ilość|усього|всього|total|insgesamt|pro|per|по|je|ca|mit|à|',
	'of|або|bis|місяць|місяця|monat|month|рік|року|день|тиждень|week|woche|загалом|разом|приблизно|орієнтовно)$',
);
const packing = patternOf(
	'iu',
	String.raw`^(box|boxes|pack|packs|pkt|case|carton|packung\p{L}*|karton|vpe|уп\p{L}*|пач\p{L}*|коробк\p{L}*|opak\p{L}*)`,
	String.raw`\.?\s?(of|à|a|по|z|mit|zu|je)?\s?\d+(\s?\p{L}+\.?)?$`,
);
const fuels = patternOf(
	'iu',
	'^(diesel|diesel(?:betrieb(?:en)?|antrieb|motor)|benzin(?:betrieb(?:en)?|antrieb|motor)|benzin|benziner|petrol|gasoline|gas|',
	String.raw`дизель|дизельн\p{L}*|бензин|бензинов\p{L}*|газ|газов\p{L}*|на дизел\p{L}*|на бензин\p{L}*|на газ\p{L}*|`,
	String.raw`benzynow\p{L}*|diesl\p{L}*)$`,
);
const openedByPreposition = /^\p{Ll}{4,}\s(auf|für|mit|zum|zur|in|aus|bei|ohne|per|via|von|nach)\s/u;

/**
 * Whether a piece cut off at a comma only describes the thing before it: its state, drive, packing or a measure
 * («дизель», "heavy duty", "box of 100", "fahrbar auf Anhänger"). A fuel by itself does where
 * that thing has figures or further description follows.
 */
export function isAttributeTail(piece: string, before: string, after?: string): boolean {
	const outside = piece.replace(/\([^)]*\)/gu, ' ').trim();
	const bare = /\p{L}{3}/u.test(outside) ? outside : piece.replace(/[()[\]]/gu, ' ').trim();
	if (packing.test(bare)) return true;
	if (fuels.test(bare)) {
		return /\d/u.test(before) || (after !== undefined && (/^\d/u.test(after) || isAttributeTail(after, before)));
	}
	if (openedByPreposition.test(bare) && /\p{Lu}/u.test(before)) return true;
	if (treated.test(bare)) return true;
	const words = bare.match(/\p{L}[\p{L}'/-]*/gu) ?? [];
	const telling = words.filter((word) => !isMeasure(word));
	return telling.length > 0 && telling.every((word) => describing.has(foldWord(word)) || participle.test(word));
}

/** An English word that says what was done to a thing or can be done with it: unlocked, canopied, washable. */
const participle = /^(?!\p{L}*(?:bed|shed|seed|feed|weed|sled|table|cable|proof)$)\p{Ll}{3,}(ed|able|ible|proof)$/u;

/** What was done to a thing and where, in two words: ceiling mounted, battery operated, plastic coated. */
const treated =
	/^\p{Ll}{3,}[\s-](mounted|operated|powered|coated|driven|lined|fitted|based|filled|padded|heated|sealed)(?!\p{L})/u;

/** The word for a unit, an amount or a specification: what stands beside a figure without naming a thing. */
export function isMeasure(word: string): boolean {
	return fillers.test(word) || unitNamed(word) !== undefined || specificationAtStart(word)?.length === word.length;
}
