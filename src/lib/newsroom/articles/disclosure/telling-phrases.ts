/** What a passage gives away that readers must not know while goods and people are under way, or ever (rules R6 and R8). */
export const tellingKinds = ['movement', 'route', 'crossing', 'place', 'plate', 'driver', 'minor'] as const;
export type TellingKind = (typeof tellingKinds)[number];

/** A stretch of a passage, from its first UTF-16 unit to the one behind its last. */
export interface Telling {
	readonly kind: TellingKind;
	readonly from: number;
	readonly to: number;
}

/** Where a word begins and ends, in whatever script: \b knows Latin letters only. */
const start = String.raw`(?<![\p{L}\d])`;
const end = String.raw`(?![\p{L}\d])`;
const words = (...patterns: readonly string[]) => new RegExp(`${start}(?:${patterns.join('|')})${end}`, 'iu');
/** One pattern, in as many parts as lines need. */
const exactly = (...parts: readonly string[]) => new RegExp(`${start}(?:${parts.join('')})`, 'gu');

const soon = words(
	'gestern|vorgestern|heute|morgen|übermorgen|soeben|gerade|derzeit|momentan|jetzt|nachts',
	'(?:vor|in) (?:wenigen|einigen|ein paar|zwei|drei|\\d+) (?:Stunden|Tagen)',
	'in (?:dieser|der kommenden) (?:Nacht|Woche)',
	'in den (?:nächsten|kommenden) Tagen|diese Woche|nächste Woche|kommende Woche|am Wochenende',
	'um \\d{1,2}(?:[:.]\\d\\d)? Uhr',
	'(?:(?:am|für|bis|ab|seit) )?(?:kommenden |nächsten )?(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)\\p{L}*',
	'учора|вчора|позавчора|сьогодні|завтра|післязавтра|щойно|зараз|нині|уночі|вночі|вранці|уранці',
	'ввечері|увечері',
	'цього тижня|наступного тижня|цієї ночі|(?:кілька|дві|три|\\d+) (?:годин|години|дні|днів) тому',
	'найближчими днями',
	'за (?:кілька|дві|три|\\d+) (?:годин|години|дні|днів)|о \\d{1,2}(?:[:.]\\d\\d)?(?: годині)?',
	'[ув] (?:понеділок|вівторок|середу|четвер|п.ятницю|суботу|неділю)',
	'yesterday|today|tonight|tomorrow|just now|right now|currently|at the moment',
	'(?:this|last|next) (?:morning|afternoon|evening|night|week|weekend)',
	'(?:a few|two|three|\\d+) (?:hours|days) ago|in (?:a few|two|three|\\d+) (?:hours|days)',
	'in the coming days|at \\d{1,2}(?:[:.]\\d\\d)? ?(?:am|pm|o.clock)',
	'(?:on|this|next) (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)',
);

/** What drives through a country at war: with a time of these days, any sentence about it tells too much. */
const carrier = words(
	'\\p{L}*(?:konvoi|konvois|hilfstransporte?|sattelz[uü]ge?|tieflader|lkw|lkws|lastwagen|laster)',
	'kolonne|krankenwagen|rettungswagen',
	'конво\\p{L}+|колон\\p{L}+|вантаж(?:і|ем|у)?|вантажівк\\p{L}+|фур\\p{L}{1,3}',
	'convoys?|trucks?|lorr(?:y|ies)|ambulances',
);

/** Goods, or what may carry them. */
const cargo = words(
	'\\p{L}*(?:konvoi|konvois|kolonne|transport|transporte|hilfstransport|lieferung|lieferungen|ladung|sendung|sendungen)',
	'(?:lkw|lastwagen|laster|sattelzug|sattelzüge|tieflader|lieferwagen|transporter)s?',
	'(?:hilfsgüter|hilfsgütern|fahrzeuge?n?|generator(?:en)?|notstromaggregate?n?|güter)',
	'(?:paletten|feuerwehrautos?|krankenwagen|rettungswagen|busse?n?)',
	'конво\\p{L}+|колон\\p{L}+|вантаж\\p{L}*|транспорт\\p{L}*|фур\\p{L}{1,3}|автомобіл\\p{L}+',
	'автобус\\p{L}*|машин\\p{L}{1,3}',
	'генератор\\p{L}*|допомог\\p{L}{1,2}|поставк\\p{L}+|відправлен\\p{L}+|палет\\p{L}*',
	'convoys?|ambulances?|trucks?|lorr(?:y|ies)|shipments?|deliver(?:y|ies)|vehicles?|transports?',
	'cargo|generators?|aid|pallets?|buses|bus',
);

/** Setting off or arriving: with a time, this tells of a movement whatever moves. */
const departure = words(
	'(?:fährt|fahren|fuhr|fuhren|reist|reisen|reiste|reisten) [^.!?]{0,60}(?:in die Ukraine|nach Schytomyr|nach Lwiw|nach Kyjiw)',
	'(?:ging|geht) es los|losgefahren|abgefahren|aufgebrochen|abgereist|losgeschickt|abgeschickt',
	'ausgelaufen',
	'(?:fährt|fahren|fuhr|fuhren|bricht|brechen|brach|brachen)(?: [^.!?]{1,60})? (?:los|ab|auf)',
	'(?:macht|machen|machte|machten) sich (?:[^.!?]{1,30} )?auf den Weg|auf den Weg gemacht',
	'auf den Weg gebracht',
	'(?:їде|їдуть|повертається|повертаються) (?:[^.!?]{0,40} )?(?:до|з|із) \\p{L}+|рушає|рушають',
	'рушили|рушимо|виїхав|виїхала|виїхало|виїхали|виїжджа\\p{L}+|виїде|виїдуть|вирушив|вирушила',
	'вирушили|вирушає|вирушають|вирушить|вирушать|відправився|відправилася|відправились|відправилися',
	'(?:drive|drives|driving|travel|travels|travelling) [^.!?]{0,40}to (?:Ukraine|Zhytomyr|Lviv|Kyiv)',
	'(?:set|sets|setting) (?:off|out)|departed|departs?|departing',
	'(?:left|leaves|leave|leaving|drove off|drives off) (?:for|from|this)',
	'(?:left|leaves|leave|leaving) (?:Dortmund|Zhytomyr|the|our|yesterday|today|tonight|tomorrow|early|at)',
);

/** Being under way, passing through, arriving: tells of a movement where goods or what carries them are named. */
const transit = words(
	'in die Ukraine|nach Schytomyr|in Schytomyr sein|unterwegs|auf dem Weg|bringt|bringen|überführt',
	'beladen|verladen|steht|stehen|wartet|warten|auf der Autobahn',
	'(?:an|vor|hinter|über) (?:der|die) Grenze',
	'(?:fährt|fahren|fuhr|fuhren) (?:[^.!?]{1,40} )?(?:durch|nach)|geht es|rollt|rollen|startet',
	'starten|gestartet|verlässt|verlassen|verließ|verließen|passiert|passieren|passierten?',
	'überquert|überqueren|überquerten?|rollten?|starteten?|trifft|treffen|eintreffen|eingetroffen',
	'ankommen|angekommen|kommt|kommen|erwartet|abfahrt|ankunft|erreicht|erreichen|erreichten?',
	'trafen?|kamen?',
	'в дорозі|у дорозі|доставлять|доставить|завантажу\\p{L}+|на кордоні|біля кордону|у черзі',
	'в черзі|на шляху|прямує|прямують|їде|їдуть|прибуде|прибудуть|прибув|прибула|прибули|перетнув',
	'перетнула|перетнули|перетинає|перетинають|очікуємо|очікується|очікують|виїзд|прибуття|приїде',
	'приїдуть|везуть|везе',
	'under way|underway|loading|unloading|driving|bringing|on the road|border|queue(?:s|d|ing)?',
	'(?:will|to) reach|stuck|on (?:its|their|the) way|en route|arrives?|arriving|arrived|expected',
	'crosses|crossed|crossing|rolling|heading|due|leaves|left|passing|reached|reaches',
);

const own: Readonly<Record<Exclude<TellingKind, 'movement' | 'place'>, readonly RegExp[]>> = {
	route: [
		exactly('(?:[Aa]utobahn|[Üü]ber die|[Aa]uf der|[Aa]n der) (?:A|E|B) ?\\d{1,3}(?![\\p{L}\\d])'),
		exactly('(?:[Тт]рас\\p{L}{1,2}|[Дд]оро\\p{L}{2,3}|[Шш]осе) (?:[МНРЕMHPE])[ -]?\\d{1,3}(?![\\p{L}\\d])'),
		exactly('(?:[Mm]otorway|[Hh]ighway|[Vv]ia the|[Oo]n the|[Aa]long the) (?:A|E|M)-?\\d{1,3}(?![\\p{L}\\d])'),
		exactly('(?:[Dd]ie )?(?:Route|Fahrtroute|Fahrstrecke|Strecke) (?:führt|verläuft|geht|über)[^.!?]{3,80}'),
		exactly('(?:[Мм]аршрут\\p{L}{0,2}) (?:пролягає|проходить|йде|через)[^.!?]{3,80}'),
		exactly('(?:[Tt]he )?(?:[Rr]oute) (?:runs|leads|goes|passes|via|through)[^.!?]{3,80}'),
		exactly(
			'(?:fährt|fahren|fuhr|fuhren|rollt|rollen|gefahren|unterwegs) (?:[^.!?]{1,40} )?(?:über|via) \\p{Lu}\\p{L}+',
		),
		exactly("(?:їде|їдуть|їхав|їхали|прямує|прямують|поїхали) (?:[^.!?]{1,40} )?через \\p{Lu}[\\p{L}’']+"),
		exactly(
			'(?:drives?|drove|travels?|travelled|heading|goes|went) (?:[^.!?]{1,40} )?(?:via|',
			'through) \\p{Lu}\\p{L}+',
		),
	],
	crossing: [
		exactly(
			'(?:Grenzübergang|Grenzübergangs|Grenzübergänge|Grenzkontrollstelle|Zollstelle|Kontrollpunkt)(?![\\p{L}\\d])',
		),
		exactly(
			'(?:[Пп]ункт\\p{L}{0,3} пропуску|[Пп]рикордонн\\p{L}+ перех\\p{L}+|[Бб]локпост\\p{L}*|КПП|КПВВ)(?![\\p{L}\\d])',
		),
		exactly('(?:[Bb]order crossings?|[Bb]order checkpoints?|[Cc]heckpoints?|[Cc]rossing point)(?![\\p{L}\\d])'),
		exactly(
			'(?:Medyk[aiu]|Korczow\\p{L}{1,2}|Dorohusk|Hrebenne|Budomierz|Zosin|Krako(?:wez|vets)|Schehyni|',
			'Shehyni|Rawa[- ]Ruska|Rava[- ]Ruska|Vyšné Nemecké|Záhony)(?![\\p{L}\\d])',
		),
		exactly(
			'(?:Медик\\p{L}{1,2}|Корчов\\p{L}{1,2}|Дорогуськ\\p{L}*|Гребенн\\p{L}{1,2}|Краков[ец]\\p{L}{1,3}|',
			'Шегин\\p{L}{1,3}|Рав\\p{L}{1,2}-Руськ\\p{L}{1,2}|Ягодин\\p{L}{0,2}|Устилу\\p{L}{1,2}|',
			'Грушев\\p{L}{0,2})(?![\\p{L}\\d])',
		),
	],
	plate: [
		exactly('[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\\d{2,4}[EH]?(?![\\p{L}\\d])'),
		exactly('[ABCEHIKMOPTX]{2} ?\\d{4} ?[ABCEHIKMOPTX]{2}(?![\\p{L}\\d])'),
		exactly('[АВСЕНІКМОРТХ]{2} ?\\d{4} ?[АВСЕНІКМОРТХ]{2}(?![\\p{L}\\d])'),
		exactly(
			'(?:Kennzeichen|[Нн]омерн\\p{L}{1,3} знак\\p{L}{0,2}|[Дд]ержавн\\p{L}{1,3} номер\\p{L}{0,3}|',
			'[Ll]icen[cs]e plates?|[Nn]umber plates?)(?![\\p{L}\\d])',
		),
	],
	driver: [
		exactly(
			'(?:\\p{L}*[Ff]ahrer(?:in|n)?|Beifahrer(?:in)?) (?:namens )?(?:\\p{Lu}\\p{Ll}+ \\p{Lu}[\\p{Ll}.-]*|heißt \\p{Lu}\\p{Ll}+)',
		),
		exactly("(?:[Вв]оді\\p{L}{1,3}|[Вв]одієм) (?:на ім.я )?\\p{Lu}[\\p{Ll}’']+(?: \\p{Lu}[\\p{Ll}’'.]*)?"),
		exactly('(?:[Dd]rivers?)(?: named)?,? \\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{Ll}.]*)?'),
		exactly(
			'(?:[Aa]m (?:Steuer|Lenkrad)) (?:[^.!?]{1,20} )?(?:sitzt|saß|sitzen|saßen) \\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+',
		),
		exactly("(?:[Зз]а кермом) [^.!?]{0,20}\\p{Lu}[\\p{Ll}’']+"),
		exactly('(?:[Aa]t the wheel) [^.!?]{0,20}\\p{Lu}\\p{Ll}+'),
	],
	minor: [
		exactly(
			'(?:(?:\\d|1[0-7])-?|[Ss]echs|[Ss]ieben|[Aa]cht|[Nn]eun|[Zz]ehn|[Ee]lf|[Zz]wölf|[Dd]reizehn|',
			'[Vv]ierzehn|[Ff]ünfzehn|[Ss]echzehn|[Ss]iebzehn)jährige[rsnm]? (?:(?:Schülerin|Schüler|Mädchen|',
			'Junge|Kind|Geflüchtete|Tochter|Sohn) )?(?!Schüler|Mädchen|Junge|Kind|Partnerschaft|Zusammenarbeit|',
			'Freundschaft|Bestehen|Jubiläum|Geschichte|Laufzeit|Erfahrung|Arbeit|Verein|Projekt|Vertr|Verbindung|',
			'Städte|Jugend)\\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{Ll}.]+)?',
		),
		exactly('\\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{Ll}.]*)?,? ?[(,] ?(?:\\d|1[0-7]) Jahre'),
		exactly(
			'(?:(?:\\d|1[0-7])-?|[Шш]ести|[Сс]еми|[Вв]осьми|[Дд]ев.яти|[Дд]есяти|[Оо]динадцяти|[Дд]ванадцяти|',
			'[Тт]ринадцяти|[Чч]отирнадцяти|[Пп].ятнадцяти|[Шш]істнадцяти|[Сс]імнадцяти)(?:річн|',
			'літн)\\p{L}{1,3} (?:(?:учениц\\p{L}|учень|учня|дівчин\\p{L}{1,2}|хлопчик\\p{L}{0,2}|',
			"школярк\\p{L}) )?\\p{Lu}[\\p{Ll}’']+(?: \\p{Lu}[\\p{Ll}’'.]+)?",
		),
		exactly("\\p{Lu}[\\p{Ll}’']+(?: \\p{Lu}[\\p{Ll}’'.]*)? ?\\((?:\\d|1[0-7]) рок\\p{L}{1,2}\\)"),
		exactly(
			'(?:\\d|1[0-7]|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen|[Ff]ourteen|',
			'[Ff]ifteen|[Ss]ixteen|[Ss]eventeen)-year-old (?:(?:pupil|student|girl|boy|daughter|',
			'son) )?\\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{Ll}.]+)?',
		),
		exactly('\\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{Ll}.]*)?, (?:aged )?(?:\\d|1[0-7]),(?= )'),
	],
};

/** Where goods lie or people shelter; with an address in the same sentence the place can be found. */
const keeping = words(
	'\\p{L}*(?:lager|lagerhalle|lagerhaus|depot|umschlagplatz|schutzraum|schutzkeller|bunker|notunterkunft)s?',
	'lagern|lagert|eingelagert',
	'склад\\p{L}{0,3}|сховищ\\p{L}{1,2}|укритт\\p{L}{1,2}|бомбосховищ\\p{L}{1,2}',
	'пункт\\p{L}{0,3} незламності|прихист\\p{L}{1,3}|зберіга\\p{L}+',
	'warehouses?|depots?|storage|stored|shelters?|bunkers?|resilience points?',
);
const address = [
	exactly(
		'\\p{Lu}\\p{L}*(?:straße|strasse|str\\.|weg|allee|platz|damm|ufer| Straße| Str\\.| Platz| Weg|',
		' Allee) \\d{1,4}\\p{Ll}?(?![\\p{L}\\d])',
	),
	exactly(
		'(?:вул\\.|вулиц\\p{L}|просп\\.|проспект\\p{L}{0,2}|пров\\.|',
		"провул\\p{L}{2,3}) ?\\p{Lu}[\\p{L}’' ]+(?:, ?(?:буд\\. ?)?\\d{1,4})?",
	),
	exactly('\\d{1,4} \\p{Lu}\\p{L}+ (?:Street|St\\.|Road|Rd\\.|Avenue|Lane)'),
	exactly('\\p{Lu}\\p{L}+ (?:Street|Road|Avenue|Lane),? \\d{1,4}'),
];

/**
 * What a passage may give away, in German, Ukrainian and English at once, because texts quote each other; ordered by where
 * it begins. A warning for people, not proof: it knows the usual turns of speech and no meaning.
 */
export function findTellingPhrases(passage: string): readonly Telling[] {
	const found: Telling[] = [];
	for (const sentence of sentencesOf(passage)) found.push(...movementIn(sentence), ...placesIn(sentence));
	for (const kind of ['route', 'crossing', 'plate', 'driver', 'minor'] as const) {
		for (const pattern of own[kind]) found.push(...matches(passage, pattern, kind, 0));
	}
	return found.sort((one, other) => one.from - other.from || one.to - other.to || order(one) - order(other));
}

const order = ({ kind }: Telling) => tellingKinds.indexOf(kind);

interface Sentence {
	readonly text: string;
	readonly from: number;
}

/** Sentences as a full stop and a capital letter part them, where no abbreviation of addresses and names stands before. */
function sentencesOf(passage: string): readonly Sentence[] {
	const found = passage.matchAll(
		/[^\s](?:(?!(?<!(?:^|\s)(?:вул|просп|пров|буд|ім|м|р|str|nr|st|dr))[.!?…][»“”"]?\s+[«„“"]?\p{Lu}).)*[.!?…]?[»“”"]?/gsu,
	);
	return [...found].map((match) => ({ text: match[0], from: match.index }));
}

function movementIn({ text, from }: Sentence): readonly Telling[] {
	const time = soon.exec(text);
	const moves = departure.exec(text) ?? (cargo.test(text) ? transit.exec(text) : null) ?? carrier.exec(text);
	if (!time || !moves) return [];
	const [first, last] = [Math.min(time.index, moves.index), Math.max(endOf(time), endOf(moves))];
	return [{ kind: 'movement', from: from + first, to: from + last }];
}

function placesIn({ text, from }: Sentence): readonly Telling[] {
	return keeping.test(text) ? address.flatMap((pattern) => matches(text, pattern, 'place', from)) : [];
}

function matches(text: string, pattern: RegExp, kind: TellingKind, offset: number): readonly Telling[] {
	return [...text.matchAll(pattern)].map((match) => ({
		kind,
		from: offset + match.index,
		to: offset + match.index + match[0].length,
	}));
}

const endOf = (match: RegExpExecArray) => match.index + match[0].length;
