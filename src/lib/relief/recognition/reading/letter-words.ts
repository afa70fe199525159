import { beginningWith, exactly, wordsStarting } from './reading-words.ts';

/** Words of letters and mails in German, Ukrainian, English and Polish; see reading-words.ts for those of tables. */

const fieldNames =
	'von|an|gesendet|betreff|datum|cc|kopie|from|to|sent|subject|date|reply-to|від|від кого|кому|тема|дата|надіслано' +
	'|копія|от|отправлено|od|do|temat|wysłano';
export const mailField = new RegExp(`^\\s*\\**(?:${fieldNames})\\**\\s*:\\**\\s*\\S`, 'iu');
export const subjectField =
	/^\s*\**(?:betreff|subject|тема|temat)\**\s*:\**\s*(?:(?:re|aw|wg|fwd?|відп)\s*:\s*)*(.+)$/iu;

export const forwardLine = new RegExp(
	'^[\\s>-]*(?:weitergeleitete nachricht|forwarded message|begin forwarded message|anfang der weitergeleiteten' +
		'|переслане повідомлення|пересылаемое|przekazana wiadomość)',
	'iu',
);
export const attributionLine = exactly(
	'\\s*am\\s.{4,160}\\sschrieb(?:\\s.{0,120})?:\\s*',
	'\\s*on\\s.{4,160}\\swrote:\\s*',
	'\\s*.{4,160}\\s(?:пише|писав|писала|написав|написала|пишет|pisze|napisał\\p{L}*)(?:\\s.{0,80})?:\\s*',
	'\\s*-{2,}\\s*(?:original|ursprüngliche|початкове|вихідне|исходное|wiadomość oryginalna).*',
);

export const greeting = beginningWith(
	'sehr geehrte|liebe[rs]?\\s|hallo|guten (?:tag|morgen|abend)|grüß gott|moin',
	'dear\\s|hello|hi[ ,!]|good (?:morning|day|afternoon)',
	'доброго (?:дня|ранку|вечора)|добрий (?:день|ранок|вечір)|вітаю|вітаємо|шановн|вельмишановн|привіт|уважаем|добрый день',
	'szanown|dzień dobry|witam',
);
export const closing = beginningWith(
	'mit (?:freundlich|herzlich|best|kollegial|solidarisch)\\p{L}* gr[uü]|(?:viele|herzliche|beste|liebe|freundliche) grüße',
	'hochachtungsvoll|mfg|best regards|kind regards|warm regards|with (?:best|kind|warm)|sincerely',
	'yours (?:sincerely|faithfully|truly)|regards,?$|з повагою|щиро|з найкращими|с уважением|z poważaniem|pozdrawiam|--\\s*$',
);
export const thanks = beginningWith(
	'vielen dank|herzlichen dank|danke|im voraus|mit dank|thank you|thanks|many thanks',
	'дяку|щиро дяку|наперед дяку|заздалегідь|fyi(?!\\p{L})|z\\. ?k\\.|zur (?:kenntnis|info)',
	'siehe unten|see below|дивіться нижче|слава україні|glory to|dziękuj|спасибо',
);
export const legalFooter = wordsStarting(
	'vertrauliche informationen|diese e-?mail|rechtlich geschützt|datenschutzhinweis|von meinem (?:iphone|smartphone|handy)',
	'this (?:e-?mail|message) (?:is|and|contains|may)|confidential|please consider the environment|sent from my',
	'це повідомлення|конфіденційн|цей лист|надіслано з|ta wiadomość',
);
export const contactLine = beginningWith(
	'(?:tel|telefon|mobil|fax|phone|mob|тел|телефон|моб|факс|e-?mail|mail|www|адреса|adresse|address|web|сайт)[.:\\s]',
	'https?://|www\\.|[\\w.+-]{1,64}@[\\w.-]{1,64}\\.\\w{2,}\\s*$|\\+?\\d[\\d\\s()/-]{8,}$',
);

/** Words that make a sentence ask for something. */
export const needCue = wordsStarting(
	'brauch|benötig|fehlt!|fehlen!|bedarf|mangelt|bitten|erbitten|gesucht|suchen|dringend|notwendig|erforderlich',
	'gebraucht|nötig|wünschen|gefragt|потріб|потреб|необхідн|нужн|необходим|просимо|прошу|бракує|не вистачає|нестач',
	'шукаємо|збираємо|need|requir|request|lack|short of|looking for|shortage|asking for|urgently',
	'potrzeb|prosimy|brakuje|poszukuj|zbieramy',
);

const askingVerbs = [
	'benötig(?:en|t)(?: (?:wir|werden|wird))?|brauchen(?: wir)?|bitten (?:wir )?(?:sie )?(?:(?:herzlich|dringend|daher) )?um',
	'erbitten(?: wir)?|suchen(?: wir)?|gesucht werden|gebraucht werden|fehl(?:t|en)(?: uns| es an)?|mangelt (?:uns )?an',
	'потребу(?:є|ємо|ють)(?: (?:забезпечення|допомоги (?:з|у)|в|у))?|потрібн(?:о|і|а|ий|е)|потрібен|необхідн(?:о|і|а|ий|е)|необхідний',
	'просимо(?: вас)?(?: (?:надати(?: допомогу)?|передати|допомогти (?:з|із|нам)?|виділити|про))?|бракує|не вистачає|шукаємо',
	'нужны|нужно|необходимы|(?:are |is )?in (?:urgent )?need of|needs?(?: for)?|requires?|(?:are |is )?requesting|requests?',
	'(?:are |is )?looking for|lacks?|(?:are |is )?short of|asking for',
	'potrzebujemy|potrzebne są|prosimy o|brakuje|poszukujemy',
].join('|');
const askingAdverbs = [
	'dringend|weiterhin|noch|auch|vor allem|insbesondere|besonders|derzeit|aktuell|außerdem|zurzeit',
	'folgende[snr]?(?: (?:dinge|sachen|hilfsgüter|artikel|güter))?',
	'терміново|також|зараз|насамперед|передусім|зокрема|ще|такі (?:речі|товари)|наступне|таке',
	'urgently|also|currently|especially|most|still|the following(?: items)?|pilnie|również|przede wszystkim',
].join('|');

/** The words before the things asked for, cut from the phrase. */
export const leadIn = new RegExp(
	`^.{0,90}?(?<!\\p{L})(?:${askingVerbs})(?:\\s*:)?\\s+(?:(?:${askingAdverbs})[\\s:,]+){0,4}`,
	'iu',
);

/** The same after the things: «… werden dringend benötigt». */
export const leadOut = new RegExp(
	'[\\s,–-]{1,3}(?:(?:werden|wird|sind|ist|wären|wäre|are|is) )?' +
		'(?:(?:weiterhin|noch|immer noch|dringend|derzeit|besonders|sehr|auch|aktuell' +
		'|urgently|also|still|badly|вкрай|дуже|терміново) ){0,3}' +
		'(?:benötigt|gebraucht|gesucht|erforderlich|nötig|notwendig|gefragt|needed|required|requested|wanted' +
		'|потрібн\\p{L}*|необхідн\\p{L}*|potrzebne)\\s*[.!]*$',
	'iu',
);

export const negation = wordsStarting('nicht!|kein|не!|ні!|без потреби|not!|no!|don.t|nie!|żadn');

/** Sentences that go on with the list of the one before. */
export const additive = beginningWith(
	'(?:außerdem|ferner|zudem|darüber hinaus|ebenso|auch|sowie|weiter(?:hin)?)(?!\\p{L})',
	'(?:also|additionally|furthermore|in addition|plus|також|крім того|окрім того|ще|а також|ponadto|również)(?!\\p{L})',
);

/** Words of a sentence that no list entry has: pronouns and the verbs of letters. */
export const sentenceWord = wordsStarting(
	'wir!|ich!|sie!|uns!|ihnen!|ihre!|bitte!|danke!|ist!|sind!|wird!|werden!|wurden!|wurde!|haben!|hat!|können!|könnten!',
	'möchten!|dass!|weil!|ми!|я!|ви!|вас!|нас!|нам!|вам!|наш|ваш|є!|був!|була!|було!|були!|буде!|може!|можемо!|можете!',
	'щоб!|який!|яка!|які!|проживає!|we!|you!|our!|your!|is!|are!|was!|were!|has!|have!|will!|would!|can!|could!|please!',
	'that!|which!|jest!|są!|mamy!|prosimy!|nasz',
);

/** Labels whose text is no thing: «Ansprechpartner: …», «Термін: …». */
export const metaLabel = exactly(
	'kontakt|ansprechpartner\\p{L}*|tel|telefon|mobil|fax|e-?mail|adresse|anschrift|ort|datum|stand|termin|frist|abgabe|annahme',
	'öffnungszeiten|lieferung an|lieferadresse|empfänger|contact|phone|address|date|deadline|delivery|recipient|place|location',
	'контакт\\p{L}*|тел|телефон|адреса|дата|термін|строк|отримувач|місце|доставка|реквізити|iban|єдрпоу|kontaktperson|p\\.?s\\.?',
);

/** How a list calls itself in its first line. */
export const listWord =
	/^(?:[\p{L}-]*bedarf(?:sliste)?|[\p{L}-]*liste|benötigt|потреб[иа]|перелік|список|needs?(?: list)?|list|lista|potrzeby)(?!\p{L})/iu;

/** Headings that say no more than "here comes the list". */
export const introWord = new RegExp(
	'liste|bedarf|wünsch|unser|anbei|benötig|brauch|gesucht|folgend|hilfsgüter|wish|(?<!\\p{L})our(?!\\p{L})|need|list|requir|request' +
		'|following|items|наш|прохання|перелік|список|потреб|потріб|необхідн|наступн|potrzeb',
	'iu',
);
