import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

function phrases(text: string): readonly string[] {
	const read = readText(text);
	if (!read.ok) return [read.refusal.kind];
	return read.value.lines.map(
		(line) => `${line.line} ${line.phrase}${line.section === null ? '' : ` [${line.section}]`}`,
	);
}

describe('a text gives its lines', () => {
	it.each<readonly [what: string, text: string, lines: readonly string[]]>([
		[
			'emoji marks and headings of a channel',
			'🇺🇦 Потреби громади 🇺🇦\n\n🔹 Ліки:\n✅ бинти – 50 уп.\n\n🔹 Їжа:\n✅ цукор 20 кг\n#допомога',
			['4 бинти – 50 уп. [Ліки]', '7 цукор 20 кг [Їжа]'],
		],
		[
			'needs within a sentence',
			'Потрібні: ковдри, подушки. Також потрібен генератор 5 кВт.',
			['1 ковдри, подушки', '1 генератор 5 кВт'],
		],
		['short rows below a request', 'Wir brauchen:\nDecken\nKissen\n\nDanke!', ['2 Decken', '3 Kissen']],
		[
			'a copied chat',
			'[12.03.23, 10:15:22] Olena: Добрий день\n[12.03.23, 10:15:40] Olena: ковдри 20 шт',
			['2 ковдри 20 шт'],
		],
		[
			'numbered headings over bullets',
			'1. Hygiene\n- Seife\n2. Lebensmittel\n- Nudeln',
			['2 Seife [Hygiene]', '4 Nudeln [Lebensmittel]'],
		],
		[
			'numbers in every place',
			'Decken: 20\nKissen – 30 Stück\n15x Zelte\nSchlafsäcke (50)',
			['1 Decken: 20', '2 Kissen – 30 Stück', '3 15x Zelte', '4 Schlafsäcke (50)'],
		],
		['leading dots', 'Seife ......... 20\nShampoo ....... 30', ['1 Seife – 20', '2 Shampoo – 30']],
		[
			'what is no longer needed stays whole',
			'Es fehlen Generatoren. Nicht mehr benötigt werden Decken.',
			['1 Generatoren', '1 Nicht mehr benötigt werden Decken'],
		],
		['a greeting in the same row', 'Szanowni Państwo, potrzebujemy koców i śpiworów.', ['1 koców i śpiworów']],
		[
			'wrapped rows',
			'Внаслідок обстрілів пошкоджено лікарню, тому терміново просимо надати\nдопомогу: генератори від 100 кВт (2 шт.), бинти та шини.',
			['1 генератори від 100 кВт (2 шт.), бинти та шини'],
		],
		[
			'brackets over two rows',
			'- Verband (steril\n  und unsteril)\n- Zelte',
			['1 Verband (steril und unsteril)', '3 Zelte'],
		],
		[
			'a reply above an older mail',
			'Hallo,\n\n• 5 Zelte\n\nViele Grüße\nA\n\nVon: M <a@b.de>\nGesendet: Montag\n\n- alte Liste',
			['3 5 Zelte'],
		],
		[
			'a forwarded mail',
			'FYI\n\n---------- Forwarded message ---------\nFrom: A <a@b.ua>\nSubject: Needs\n\nNeeds:\n- tents\n- stoves',
			['8 tents', '9 stoves'],
		],
		[
			'a list only in the quoted mail',
			'Siehe unten.\n\nAm 3.4.2023 um 10:00 schrieb Anna:\n> Wir brauchen:\n> - Zelte\n> - Öfen',
			['5 Zelte', '6 Öfen'],
		],
		[
			'a signature with its separator',
			'Needed:\n1) Tents 20 pcs\n2) Stoves\n\n-- \nJohn\nhttps://x.y',
			['2 Tents 20 pcs', '3 Stoves'],
		],
		[
			'each row printed twice',
			'Konserven, Mehl\nKonserven, Mehl\nTiernahrung\nTiernahrung',
			['1 Konserven, Mehl', '3 Tiernahrung'],
		],
		['one thing', 'Зубна паста', ['1 Зубна паста']],
		[
			'a long entry above one in small letters',
			'генератор дизельний 100 кВт у шумозахисному кожусі з автоматичним введенням резерву\nковдри теплі вовняні для дорослих та дітей 200 шт\nподушки',
			[
				'1 генератор дизельний 100 кВт у шумозахисному кожусі з автоматичним введенням резерву',
				'2 ковдри теплі вовняні для дорослих та дітей 200 шт',
				'3 подушки',
			],
		],
		['cells within a letter', 'Hallo,\nArtikel\tMenge\nDecken\t20\nViele Grüße\nA', ['3 Decken']],
		[
			'nothing but courtesy',
			'Sehr geehrte Frau Müller,\n\nvielen Dank für alles.\n\nMit freundlichen Grüßen\nA',
			['no-lines'],
		],
	])('%s', (_, text, lines) => {
		expect(phrases(text)).toEqual(lines);
	});
});
