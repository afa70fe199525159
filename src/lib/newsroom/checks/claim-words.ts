import type { FigureMeasure } from './claim.ts';

// What sentences of the three languages say around numbers, days and names. Cues look for words in whatever form.

const start = String.raw`(?<![\p{L}\d])`;
const end = String.raw`(?![\p{L}\d])`;
const words = (...patterns: readonly string[]) => new RegExp(`${start}(?:${patterns.join('|')})${end}`, 'iu');

const monthStems: readonly (readonly string[])[] = [
	['januar', 'jänner', 'jan', 'january', 'січн\\p{L}{1,2}', 'січень'],
	['februar', 'feber', 'feb', 'february', 'лют(?:ий|ого|ому|им)'],
	['märz', 'maerz', 'mär', 'march', 'mar', 'берез(?:ень|ня|ні|нем)'],
	['april', 'apr', 'квіт(?:ень|ня|ні|нем)'],
	['mai', 'may', 'трав(?:ень|ня|ні|нем)'],
	['juni', 'jun', 'june', 'черв(?:ень|ня|ні|нем)'],
	['juli', 'jul', 'july', 'лип(?:ень|ня|ні|нем)'],
	['august', 'aug', 'серп(?:ень|ня|ні|нем)'],
	['september', 'sept', 'sep', 'верес(?:ень|ня|ні|нем)'],
	['oktober', 'okt', 'october', 'oct', 'жовт(?:ень|ня|ні|нем)'],
	['november', 'nov', 'листопад[аіу]?', 'листопадом'],
	['dezember', 'dez', 'december', 'dec', 'груд(?:ень|ня|ні|нем)'],
];
/** What says that a number is a year: behind it, and before it. */
export const yearWords = { after: 'році|року|рік|р\\.', before: 'seit|im Jahr|Jahre|since|in|from|з|у|в|від' };
/** Any month, to be put into a pattern. */
export const anyMonth = `(?:${monthStems.flat().join('|')})`;
const months = monthStems.map((stems) => new RegExp(`^(?:${stems.join('|')})$`, 'iu'));

/** The month a word names, from 1; undefined where it names none. */
export function monthNamed(word: string): number | undefined {
	const at = months.findIndex((month) => month.test(word));
	return at < 0 ? undefined : at + 1;
}

const weekdayStems: readonly string[] = [
	'montag(?:s|es)?|monday|понеділ(?:ок|ка|ку|ком)',
	'dienstag(?:s|es)?|tuesday|вівтор(?:ок|ка|ку|ком)',
	'mittwoch(?:s|es)?|wednesday|серед(?:а|и|у|ою)',
	'donnerstag(?:s|es)?|thursday|четвер(?:га|гом)?',
	"freitag(?:s|es)?|friday|п['’ʼ]ятниц(?:я|і|ю|ею)",
	'samstag(?:s|es)?|sonnabend(?:s|es)?|saturday|субот(?:а|и|у|ою)',
	'sonntag(?:s|es)?|sunday|неділ(?:я|і|ю|ею)',
];
/** Any weekday, to be put into a pattern. */
export const anyWeekday = `(?:${weekdayStems.join('|')})`;
const weekdays = weekdayStems.map((stems) => new RegExp(`^(?:${stems})$`, 'iu'));

/** The weekday a word names, 0 for Monday; undefined where it names none. */
export function weekdayNamed(word: string): number | undefined {
	const at = weekdays.findIndex((weekday) => weekday.test(word));
	return at < 0 ? undefined : at;
}

/** What a full stop may stand behind without ending a sentence. */
export const abbreviation = {
	word: /^(?:nr|no|dr|prof|bzw|ca|etc|str|art|abs|vgl|evtl|inkl|mio|mrd|tsd|st|hl|usw|ggf|mind|max|вул|просп|буд|р|рр|м|см|тис|млн|млрд|ім|обл|грн|о|п|ст|mr|mrs|ms|vs|approx|jan|feb|mär|apr|jun|jul|aug|sep|sept|okt|oct|nov|dez|dec)$/iu,
	month: new RegExp(`^${anyMonth}(?!\\p{L})`, 'iu'),
};

/** What became of goods a sentence counts. Of several, any may be meant. */
export const measureCues: Readonly<Record<FigureMeasure, RegExp>> = {
	needed: words(
		'(?:ge)?brauch\\p{L}*|benötig\\p{L}*|bedarf\\p{L}*|fehl(?:en|t|ten)|angefragt\\p{L}*|erbeten\\p{L}*|bat um|bittet um|bitten um',
		'gebeten|wünsch\\p{L}*',
		'потріб\\p{L}+|потреб\\p{L}*|бракує|бракувало|не вистачає|прос(?:ить|ять|ила|или)|попроси\\p{L}+|запит\\p{L}*|необхідн\\p{L}+',
		'needs?|needed|requires?|required|requests?|requested|asks? for|asked for|lacks?|short of|in need',
	),
	promised: words(
		'zugesag\\p{L}*|zusag\\p{L}*|sag(?:t|en|te|ten) (?:[^!?]{0,80} )?zu|versprochen\\p{L}*|verspr\\p{L}+|in aussicht gestellt|angekündigt\\p{L}*',
		'stell(?:t|en|te|ten) (?:[^!?]{0,80} )?bereit|bereitgestell\\p{L}*|steuer(?:t|n|te|ten) (?:[^!?]{0,80} )?bei',
		'обіця\\p{L}+|пообіця\\p{L}+|зобов.яза\\p{L}+|виділ(?:ив|ила|или|ить|ять|ено)|надасть|нададуть',
		'promis\\p{L}+|pledg\\p{L}+|committed|will (?:give|provide|donate)|earmarked',
	),
	received: words(
		'angekommen\\p{L}*|ankamen|kam(?:en)?|komm(?:t|en) [^!?]{0,80} an|eingetroffen\\p{L}*|tr(?:af|afen|ifft|effen) (?:[^!?]{0,80} )?ein|übergeben\\p{L}*|übergab\\p{L}*|geliefert\\p{L}*|lieferten?',
		'erhalten\\p{L}*|erhielt\\p{L}*|bekommen|bekam\\p{L}*|empfangen\\p{L}*|gebracht|brachten?|überreich\\p{L}*|gespendet\\p{L}*|erreicht\\p{L}*',
		'entgegengenommen|geschickt\\p{L}*|schickten?|gingen|lieferung\\p{L}*',
		'отрима\\p{L}+|одержа\\p{L}+|прибул\\p{L}+|прибув|доставлен\\p{L}*|доставил\\p{L}*|передан\\p{L}*|передав|передал\\p{L}*|надійш\\p{L}+|надал\\p{L}+',
		'надано|привез\\p{L}+|приїхал\\p{L}*|вручи\\p{L}+|надіслал\\p{L}*|надіслано',
		'received?|arriv(?:ed|es)|delivered|handed over|brought|came|reached|donated|got|sent|gave|given',
	),
	'in-use': words(
		'in betrieb|im einsatz|im betrieb|eingesetzt|genutzt|nutzen|laufen|läuft|angeschlossen|installiert|aufgestellt|in gebrauch',
		'versorg(?:en|t)|arbeiten',
		'працю(?:ють|є)|використову\\p{L}+|встановлен\\p{L}*|підключен\\p{L}*|в роботі|у роботі|запущен\\p{L}*|експлуат\\p{L}+',
		'in use|in service|in operation|running|installed|connected|operating|set up|being used|put to use',
	),
};

/** Words before a number that leave room above it, below it, or both. */
export const leeway = {
	above:
		/(?:^|[\s(„“"«])(?:mehr als|über|mindestens|wenigstens|gut|nicht weniger als|понад|більше(?: ніж| за)?|більш(?: ніж| як)?|щонайменше|не менше(?: ніж)?|мінімум|more than|over|at least|upwards of)\s?$/iu,
	below:
		/(?:^|[\s(„“"«])(?:knapp|fast|beinahe|bis zu|höchstens|maximal|weniger als|майже|до|не більше(?: ніж)?|менше(?: ніж)?|nearly|almost|up to|at most|less than|fewer than)\s?$/iu,
	around:
		/(?:^|[\s(„“"«])(?:rund|etwa|ca\.?|circa|zirka|ungefähr|an die|близько|приблизно|орієнтовно|десь|about|around|some|roughly|approximately|approx\.?)\s?$/iu,
};

/** What numbers count that is no relief: money, time, people, places, shares. */
export const notGoods = new RegExp(
	`^[-–]?\\s?(?:%|‰|€|\\$|°|₴|${[
		'prozent\\p{L}*|euro|cent|dollar|hrywn\\p{L}+|millionen euro|mio\\.? euro|uhr|jahr\\p{L}*|monat\\p{L}*|woche\\p{L}*|tage?n?|stunde\\p{L}*',
		'minute\\p{L}*|sekunde\\p{L}*|kilometer\\p{L}*|km|grad|mal|personen|menschen|kinder\\p{L}*|jugendliche\\p{L}*|frauen|männer\\p{L}*|leute\\p{L}*',
		'einwohner\\p{L}*|stimmen|städte\\p{L}*|kommunen|länder\\p{L}*|schulen|kliniken|krankenhäuser\\p{L}*|familien|gäste\\p{L}*|delegation\\p{L}*|feuerwehrleute\\p{L}*',
		'kollegin\\p{L}*|kollegen|fachleute\\p{L}*|mitglieder\\p{L}*|vertreter\\p{L}*|teilnehme\\p{L}*|studierende\\p{L}*|schüler\\p{L}*|lehr(?:er|kräfte)\\p{L}*|ärzt\\p{L}+|themen|projekte\\p{L}*|partnerstädte\\p{L}*',
		'transporte\\p{L}*|hilfstransporte\\p{L}*|lieferungen|hilfslieferungen|fahrten|drittel|viertel|jährig\\p{L}*|seiten|mitarbeite\\p{L}+|beschäftigte\\p{L}*',
		'відсот\\p{L}+|євро|грив\\p{L}+|долар\\p{L}*|годин\\p{L}*|хвилин\\p{L}*|р(?:ік|оки|оків|оку|оці)|рр?\\.?|місяц\\p{L}+|тижн\\p{L}+|тиждень|дн(?:і|ів|ями)|день|доб\\p{L}+',
		'кілометр\\p{L}*|км|градус\\p{L}*|раз(?:и|ів)?|осіб|особ\\p{L}*|людей|люди|людин\\p{L}*|діт\\p{L}+|дит\\p{L}+|підлітк\\p{L}+|жін\\p{L}+|чолов\\p{L}+|мешкан\\p{L}+|жител\\p{L}+|голос\\p{L}*',
		'міст(?:а|ами|ах)?|громад\\p{L}*|країн\\p{L}*|шк(?:іл|оли|олах)|лікар(?:ень|ні|нях|ів|і)|родин\\p{L}*|сім.\\p{L}+|гост\\p{L}+|делегац\\p{L}+|учасни\\p{L}+|представник\\p{L}*|фахівц\\p{L}+|колег\\p{L}*',
		'студент\\p{L}*|учн\\p{L}+|вчител\\p{L}+|тем|теми|проєкт\\p{L}*|транспорт(?:и|ів)|поїзд\\p{L}+|сторін\\p{L}+|працівник\\p{L}*|рятувальник\\p{L}*|відділен\\p{L}+|пункт(?:и|ів)',
		'percent|per cent|euros?|dollars?|hryvnias?|years?|months?|weeks?|days?|hours?|minutes?|kilomet(?:re|er)s?|degrees?|times|people|persons?|children|young|women|men|residents',
		'inhabitants|votes?|cities|municipalities|countries|schools|hospitals|families|guests|delegates|members|experts|colleagues|students|pupils|teachers|doctors|themes|topics',
		'projects?|partners?|transports?|deliveries|trips|convoys?|thirds?|quarters?|pages|employees|staff|firefighters|places',
	].join('|')})(?![\\p{L}\\d])`,
	'iu',
);

/** Where a phrase that a number opens ends: words that name no goods. */
export const phraseEnd = words(
	'und|oder|sowie|für|aus|an|nach|in|im|am|zum|zur|von|vom|der|die|das|den|dem|des|zu|auf|bei|wurden?|werden|wird|hat|haben|hatte|sind|ist|waren|war|kamen|gingen|gehen',
	'stehen|steht|laufen|läuft|fehlen|dort|hier|bereits|schon|noch|heute|gestern|jetzt|dringend|auch|soll|sollen|kann|können|braucht|brauchen|benötigt|erhielt|bekam|übergab|lieferte|schickte|spendete',
	'і|й|та|або|для|від|із|зі|з|до|на|у|в|під|за|по|що|які|який|яка|було|були|був|буде|будуть|має|мають|вже|уже|ще|сьогодні|вчора|учора|прибул\\p{L}+|отрима\\p{L}+|передан\\p{L}*|працю\\p{L}+',
	'and|or|for|from|to|at|in|on|of|with|by|the|that|which|were|was|are|is|have|has|had|will|already|today|yesterday|now|still|also|arrived|came|went|run|reached|stand',
);

/** What a day in a sentence is the day of. */
export const dayCues = {
	agreement: words(
		'partner\\p{L}*(?:abkommen|vertr[aä]g|vereinbarung|urkunde)\\p{L}*|unterzeich\\p{L}+|unterschr\\p{L}+',
		'(?:угод\\p{L}*|договор\\p{L}*|договір|меморандум\\p{L}*) про (?:\\p{L}+ )?партнер\\p{L}+|підпис\\p{L}+',
		'partnership (?:agreements?|treaty)|sign(?:ed|s|ing)|signature',
	),
	decision: words(
		'(?:stadt)?rat(?:es|s)?(?: der stadt)? [^!?]{0,80}(?:beschl[oi]\\p{L}+|stimmt\\p{L}* [^!?]{0,60}zu|votiert\\p{L}*|entschied\\p{L}*|verabschiedet\\p{L}*)',
		'(?:beschl[oi]\\p{L}+|verabschiedet\\p{L}*|entschied\\p{L}*|stimmte) [^!?]{0,80}(?:stadt)?rat(?:es|s)?|ratsbeschl\\p{L}+|beschluss des (?:stadt)?rat(?:es|s)',
		'рад(?:а|и|ою|і) [^!?]{0,80}(?:ухвал\\p{L}+|виріш\\p{L}+|проголос\\p{L}+|затверд\\p{L}+|підтрим\\p{L}+|погод\\p{L}+|схвал\\p{L}+)',
		'(?:ухвал\\p{L}+|виріш\\p{L}+|проголос\\p{L}+|затверд\\p{L}+|схвал\\p{L}+) [^!?]{0,80}(?:рад(?:а|и|ою|і)|депутат\\p{L}+)|рішення\\p{L}* (?:\\p{L}+ )?(?:рад(?:и|а)|сесії)|депутат\\p{L}+ [^!?]{0,80}(?:ухвал\\p{L}+|проголос\\p{L}+|підтрим\\p{L}+|схвал\\p{L}+)',
		'council [^!?]{0,80}(?:decided|decides|resolved|approved|voted|adopted|agreed|passed)|(?:decided|resolved|approved|adopted|passed) by (?:the )?(?:city )?council|council(?:.s)? (?:decision|resolution|vote)',
	),
	standing: words(
		'(?:seit|besteht|bestand|begründet\\p{L}*|gegründet\\p{L}*|begann) [^!?]{0,80}(?:partnerschaft\\p{L}*|partnerst\\p{L}+)|\\p{L}*(?:partnerschaft|partnerst\\p{L}+) [^!?]{0,80}(?:seit|besteht|begann|begründet)',
		'(?:з|із|від) [^!?]{0,60}(?:партнер\\p{L}*|побратим\\p{L}*)|(?:партнер\\p{L}*|побратим\\p{L}*) [^!?]{0,60}(?:з|із|від|триває|засновано)',
		'partner\\p{L}* [^!?]{0,80}since|since [^!?]{0,80}partner\\p{L}*|twinned (?:[^!?]{0,60} )?since|partnership (?:began|was founded)',
	),
};

/** Which kind of partnership a word claims; that of all of them is said loosely and claims nothing. */
export const standingCues = {
	solidarity: words(
		'solidaritätspartner\\p{L}*|партнерств\\p{L}+ солідарності|солідарн\\p{L}+ партнерств\\p{L}+|solidarity partnerships?',
	),
	project: words('projektpartnerschaft\\p{L}*|проєктн\\p{L}+ партнерств\\p{L}+|project partnerships?'),
	friendship: words(
		'städtefreundschaft\\p{L}*|freundschaftsabkommen\\p{L}*|дружн\\p{L}+ партнерств\\p{L}+|friendship (?:partnerships?|agreements?)',
	),
	full: words('städtepartnerschaft|партнерств\\p{L}+ міст|міст\\p{L}*-побратим\\p{L}*|full (?:city )?partnerships?'),
};

/** What says that somebody held a post and does so no more, or will. */
export const notNow = words(
	'ehemalig\\p{L}*|frühere\\p{L}*|damalig\\p{L}*|einstig\\p{L}*|vormalig\\p{L}*|künftig\\p{L}*|designiert\\p{L}*|altoberbürgermeister\\p{L}*|alt-?bürgermeister\\p{L}*|a\\. ?d',
	'колишн\\p{L}+|тодішн\\p{L}+|екс-?\\p{L}*|майбутн\\p{L}+|former|then|ex|outgoing|incoming|late',
);

/** Where somebody is from, behind their name. */
export const namedFrom = /^\s+(?:of|von|aus|in|міста|з|із)\s+\p{Lu}/u;

/** A city or place a sentence names as somebody's: what follows tells whose. */
export const placeOf =
	/(?<![\p{L}])(?:[Rr]at der Stadt|[Ss]tadtrat von|[Ss]tadt|[Bb]ürgermeister(?:in)? von|[Cc]ity of|[Mm]ayor of|[Cc]ouncil of|[Мм]іст(?:а|о|і|у)|[Рр]ад(?:а|и|і|ою))\s+(\p{Lu}[\p{L}'’-]{2,})/gu;

/** How papers are cited, with the reference in the group named so. */
export const paperCitations: readonly RegExp[] = [
	/(?<![\p{L}\d])(?:drucksachen?|ratsvorlagen?|vorlagen?|drs\.?|ds\.?|antrag|anfrage|beschluss)(?:[ -]?n(?:umme)?r\.?)?:?\s+(?:n(?:umme)?r\.?\s*)?(?<reference>[A-ZÄÖÜ]{0,6}[-/ ]?\d[\w./-]*\w)/giu,
	/(?<![\p{L}\d])(?:рішення\p{L}*|проєкт\p{L}* рішення|документ\p{L}*|подання\p{L}*)[^.!?\n№]{0,40}№\s*(?<reference>\d[\p{L}\d./-]*)/giu,
	/(?<![\p{L}\d])(?:resolution|paper|motion|document|proposal)\s+(?:no\.?|number|nr\.?)\s*(?<reference>[A-Z]{0,6}[-/]?\d[\w./-]*\w)/giu,
];
