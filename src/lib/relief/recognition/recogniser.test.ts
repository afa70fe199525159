import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { loadSeedCatalogue } from '../catalogue/catalogue-file.server.ts';
import { createRecogniser } from './recogniser.ts';
import { toRecognitionJson } from './recognition-json.ts';
import type { SourceLine } from './source-line.ts';

const seed = loadSeedCatalogue();
const recogniser = createRecogniser(seed);
const small = createCatalogue(seed.items.filter(({ code }) => code.startsWith('HOU')));

function line(phrase: string, rest: Partial<SourceLine> = {}): SourceLine {
	return { line: 1, sheet: null, phrase, quantityText: null, unitText: null, noteText: null, section: null, ...rest };
}

const codesOf = (phrase: string) => recogniser.recogniseLine(line(phrase)).items.map(({ code }) => code);
const first = (phrase: string, rest: Partial<SourceLine> = {}) =>
	recogniser.recogniseLine(line(phrase, rest)).items[0]!;

describe('a line naming one thing', () => {
	it.each([
		['Notstromaggregate', ['PWR-GEN']],
		['Dieselgenerator 30 kVA', ['PWR-GEN-D30']],
		['генератори бензинові потужністю 5 кВт', ['PWR-GEN-P06']],
		['розкладушками', ['SHE-BED-CMP']],
		['ковдр', ['SHE-BLA-WOO']],
		['Plyty ОSB 12 мм', ['CON-OSB']],
		['Sсhlafsäcke', ['SHE-SLB']],
		['Stirnlampn', ['LGT-HEAD']],
		['power  bank', ['PWR-BNK-10']],
		['śpiwory', ['SHE-SLB']],
		['kolidryKoce', [null]],
		['Sprinter mit Rollstuhlrampe', ['VEH-VAN-WCH']],
		['KTW Mercedes Vito', ['VEH-AMB-KTW']],
		['Schlauchboote mit Außenbordmotor', ['FIR-BOT']],
		['non-sterile gloves', ['MCO-GLO-N']],
		['сterile gloves', ['MCO-GLO-S']],
		['Paletten mit Lebensmitteln', ['FOO']],
	])('%s is %j', (phrase, codes) => {
		expect(codesOf(phrase)).toEqual(codes);
	});

	it.each(['', '   ', '—', '12345', '!!!', '()', '25 Stück'])('%j names nothing known', (phrase) => {
		expect(codesOf(phrase).filter((code) => code !== null && code !== 'SER')).toEqual([]);
	});
});

describe('what only describes the thing', () => {
	it.each([
		['25 Stromerzeuger 5 kVA, Diesel, neu', 'PWR-GEN-D06', 25],
		['генератор дизельний 5 кВт, дизель, новий – 25 шт', 'PWR-GEN-D06', 25],
		['Generator, diesel, 5 kVA x 25', 'PWR-GEN-D06', 25],
		['Stromaggregat, 8 kVA, Diesel, dreiphasig (5x)', 'PWR-GEN-D06', 5],
		['3 Notstromaggregate 60 kVA, fahrbar auf Pkw-Anhänger', 'PWR-GEN-TRL', 3],
		['agregat prądotwórczy, 5 kW, benzynowy, nowy - 3 szt.', 'PWR-GEN-P06', 3],
		['Kettensäge, Benzin, neu', 'TOO-CHS', null],
		['насос, 2 кВт, дизель', 'WAT-PMP-WEL', null],
		['hospital bed, electric, 3 function, 10 pcs', 'MED-BED', 10],
		['wheelchair, foldable, 20 pcs', 'MOB-WCH', 20],
		['Rollstühle, gebraucht, faltbar (10 Stück)', 'MOB-WCH', 10],
		['Gummistiefel, Gr. 43, schwarz, 20 Paar', 'CLO-BOO-R', 20],
		['Syringe 10cc luer lock, box of 100', 'MCO-SYR-10', null],
		['Zelt, winterfest, mit Ofen', 'SHE-TEN-FAM', null],
	])('%s is one thing', (phrase, code, quantity) => {
		const { items } = recogniser.recogniseLine(line(phrase));
		expect(items.map((item) => [item.code, item.quantity])).toEqual([[code, quantity]]);
	});

	it('is no fuel that is asked for by itself', () => {
		expect(codesOf('генератори, бензин, дизпаливо')).toEqual(['PWR-GEN', 'PWR-FUE-PET', 'PWR-FUE-DSL']);
	});
});

describe('words that look alike', () => {
	it.each([
		['Kohl', 'FOO-POT'],
		['Kohle', 'HEA-BRI'],
		['свеча', 'LGT-CAN'],
		['світч', 'ICT-SWI'],
		['Penne', 'FOO-PAS'],
		['pens', 'EDU-KIT'],
		['Schutzkleidung', 'PPE-OVA'],
		['Feuerwehr-Schutzkleidung', 'FIR-SUI'],
		['вода', 'WAT-BOT'],
		['water', 'WAT-BOT'],
		['водопостачання', 'WAT'],
	])('%s is %s', (phrase, code) => {
		expect(codesOf(phrase)).toEqual([code]);
	});
});

describe('goods the catalogue has no item for', () => {
	it.each([
		['Magensonden', 'MCO'],
		['sausages', 'FOO'],
		['вакуумний вимикач 10 кВ', 'PWR'],
		['бульдозер', 'VEH'],
		['пластинчастий теплообмінник', 'HEA'],
		['Frequenzumrichter', 'PWR'],
		['seed potatoes', 'FOO'],
	])('%s is nothing, with %s suggested and never accepted', (phrase, category) => {
		const item = first(phrase);
		expect(item).toMatchObject({ code: null, accepted: false });
		expect(item.suggestions[0]).toBe(category);
	});
});

describe('a short phrase with a word its best wording leaves unexplained', () => {
	it.each(['school potatoes', 'anaesthesia chairs', 'Feuerwehrtee', 'дитячий генератор'])(
		'%s needs a human look',
		(phrase) => {
			expect(first(phrase).accepted).toBe(false);
		},
	);
});

describe('a line naming several things', () => {
	it.each([
		['Taschen- und Stirnlampen', ['LGT-FLA', 'LGT-HEAD']],
		['ковдри, подушки та рушники', ['SHE-BLA-WOO', 'SHE-PIL', 'SHE-TOW']],
		['чай, кава', ['FOO-TEA', 'FOO-COF']],
		['рятувальні жилети та круги', ['FIR-BOT-VES', 'FIR-BOT-RIN']],
		['infant and pediatric formula', ['BAB-FOR']],
		['Geländewagen oder Pick-ups', ['VEH-PIC']],
	])('%s is %j', (phrase, codes) => {
		expect(codesOf(phrase).slice(0, codes.length)).toEqual(codes);
	});

	it('gives each its own quantity', () => {
		const { items } = recogniser.recogniseLine(line('10 Zelte, 20 Feldbetten und 30 Schlafsäcke'));
		expect(items.map(({ quantity, unit }) => [quantity, unit])).toEqual([
			[10, 'pcs'],
			[20, 'pcs'],
			[30, 'pcs'],
		]);
	});

	it('gives each of them what is meant for each', () => {
		const { items } = recogniser.recogniseLine(line('Isomatten, Schlafsäcke je 100'));
		expect(items.map(({ quantity, unit }) => [quantity, unit])).toEqual([
			[100, 'pcs'],
			[100, 'pcs'],
		]);
	});

	it('gives each of them what opens the line for each', () => {
		const { items } = recogniser.recogniseLine(line('jeweils 10 Decken und Kissen'));
		expect(items.map(({ quantity, unit }) => [quantity, unit])).toEqual([
			[10, 'pcs'],
			[10, 'pcs'],
		]);
	});

	it('says which words each was read from, without the quantity', () => {
		const { items } = recogniser.recogniseLine(line('10 Zelte, 20 Feldbetten'));
		expect(items.map(({ phrase }) => phrase)).toEqual(['Zelte', 'Feldbetten']);
	});
});

describe('the quantity of a line', () => {
	it.each([
		['пів тонни картоплі', 500, null, 'kg', false],
		['eine halbe Tonne Mehl', 500, null, 'kg', false],
		['half a dozen generators', 6, null, 'pcs', false],
		['2 hundred blankets', 200, null, 'pcs', false],
		['ковдри 2×50 шт', 100, null, 'pcs', false],
		['3 x 10 кг рису', 30, null, 'kg', false],
		['3 x 11 kg Gasflaschen', 3, null, 'pcs', false],
		['10 ящиків по 24 шт води', 10, null, 'box', false],
		['Schaummittel Mehrbereich, 20 Kanister', 20, null, 'pcs', false],
		['Wheat flour, 60 metric tons', 60000, null, 'kg', false],
		['Катетер Фолея двоходовий Ch 18 – 100 шт', 100, null, 'pcs', false],
		['Pampers size 5 - 10 packs', 10, null, 'pack', false],
		['Schutzanzüge Kat. III Typ 5/6, 800', 800, null, 'pcs', false],
		['12-lead ECG machine', null, null, null, false],
		['Procurement of 500 blankets', 500, null, 'pcs', false],
		['20 x Aptamil Pre 800 g', 20, null, 'pcs', false],
		['генератори – 25 шт.', 25, null, 'pcs', false],
		['1440фл фізрозчин', 1440, null, 'pcs', false],
		['мішки з піском 4,7 тис.', 4700, null, 'pcs', false],
		['drei Krankenwagen', 3, null, 'pcs', false],
		['5 bis 8 Generatoren', 5, 8, 'pcs', false],
		['близько 200 ковдр', 200, null, 'pcs', true],
		['борошно 2 тонни', 2000, null, 'kg', false],
		['Dieselgenerator 5 kW', null, null, null, false],
		['LF 8/6', null, null, null, false],
		['Розчин натрію хлориду 0,9% – 400,0', null, null, null, false],
		['Helme', null, null, null, false],
		['вода, 2 фури', 2, null, 'truck', false],
		['бензопила Husqvarna 365', null, null, null, false],
		['Waschmaschine (7 kg) Bosch Serie 4', null, null, null, false],
		['SAM splints 36"', null, null, null, false],
		['pampersy dla dzieci rozm. 3', null, null, null, false],
		['цефтріаксон 1,0 фл. №10', null, null, null, false],
		['автомобіль пожежний АЦ-4-60', null, null, null, false],
		['труба ПЕ100 SDR17 d=160', null, null, null, false],
		['14G cannulas', null, null, null, false],
		['пакети для сміття 60л', null, null, null, false],
		['плівка армована, рулонів – 30', 30, null, 'roll', false],
		['Space heaters, 1.5 kW, qty 40', 40, null, 'pcs', false],
		['AquaTabs 67 mg, 10,000 tabs', 10_000, null, 'pcs', false],
	] as const)('%s: %s', (phrase, quantity, quantityMax, unit, approximate) => {
		expect(first(phrase)).toMatchObject({ quantity, quantityMax, unit, approximate });
	});

	it('comes from its column before the phrase', () => {
		expect(first('Decken 150×200', { quantityText: 'ca. 30', unitText: 'Stück' })).toMatchObject({
			quantity: 30,
			unit: 'pcs',
			approximate: true,
		});
	});

	it.each(['Kleidung wird nicht mehr benötigt', 'одяг не потрібен', 'no more clothes needed'])(
		'%s is a need that ended',
		(phrase) => {
			expect(first(phrase)).toMatchObject({ quantity: 0, negated: true });
		},
	);
});

describe('attributes', () => {
	it('keep a range and convert kilowatts for what is measured in kVA', () => {
		expect(first('Generatoren mit einer Leistung von 5 bis 8 kW').attributes).toMatchObject({ power_kw: [5, 8] });
	});
});

describe('lines among others', () => {
	it('repeats the line before at a ditto mark', () => {
		const [, ditto] = recogniser.recogniseLines([line('Feldbetten'), line('dto.', { line: 2, quantityText: '5' })]);
		expect(ditto).toMatchObject({ raw: 'dto.', items: [{ code: 'SHE-BED-CMP', quantity: 5 }] });
	});

	it.each([
		['gloves', 'Fire service', 'FIR-GLO'],
		['Stiefel', 'Feuerwehr', 'FIR-BOO'],
		['ліжка', 'Медичне обладнання', 'MED-BED'],
		['Decken', 'Feuerwehr', 'SHE-BLA-WOO'],
		['рукавички', 'Медичні витратні матеріали', 'MCO-GLO-N'],
	])('reads %s under the heading %s as %s', (phrase, section, code) => {
		expect(recogniser.recogniseLines([line(phrase, { section })])[0]!.items[0]!.code).toBe(code);
	});

	it('reads a line by itself in whatever order the lines come, where none leans on another', () => {
		const lines = ['Zelte', 'цемент', 'tourniquets'].map((phrase, at) => line(phrase, { sheet: String(at) }));
		const forwards = recogniser.recogniseLines(lines);
		expect(recogniser.recogniseLines(lines.toReversed()).toReversed()).toEqual(forwards);
	});

	it('reads the same in steps, two for each line', () => {
		const lines = ['Zelte', 'dto.', 'tourniquets'].map((phrase, at) => line(phrase, { line: at + 1 }));
		const steps = recogniser.recogniseInSteps(lines);
		let taken = 0;
		let step = steps.next();
		for (; !step.done; step = steps.next()) taken++;
		expect([taken, step.value]).toEqual([6, recogniser.recogniseLines(lines)]);
	});

	it('reads no further into a word than any word goes, and all that stands beside it', () => {
		const endless = 'лампенгенератор'.repeat(1_000);
		const [first] = recogniser.recogniseLine(line(`${endless}, Feldbetten`)).items;
		const read = recogniser.recogniseLine(line(`${endless.slice(0, 60)}, Feldbetten`));
		expect(first).toEqual(read.items[0]);
		expect(read.items.at(-1)?.code).toBe('SHE-BED-CMP');
	});
});

describe('learned phrases', () => {
	it('are accepted as taught, whatever else the words might mean', () => {
		const taught = createRecogniser(small, [{ code: 'HOU-MIC', phrase: 'kwurbel deluxe' }]);
		const [item] = taught.recogniseLine(line('Kwurbel Deluxe')).items;
		expect(item).toMatchObject({ code: 'HOU-MIC', accepted: true });
	});
});

describe('any text at all', () => {
	const texts = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.string({ unit: 'binary' }),
		fc
			.array(
				fc.constantFrom('25', 'шт.', '–', ',', 'und', 'Zelte', 'ковдри', '(', ')', '/', '5 kVA', 'x', '0,9%', ' '),
				{
					maxLength: 12,
				},
			)
			.map((parts) => parts.join(' ')),
	);

	it('is read without failing into a well-formed line, the same every time', () => {
		fc.assert(
			fc.property(texts, fc.option(texts), fc.option(texts), (phrase, quantityText, unitText) => {
				const source = line(phrase, { quantityText, unitText });
				const read = recogniser.recogniseLine(source);
				expect(read.raw).toBe(phrase);
				for (const item of read.items) {
					expect(item.suggestions.length).toBeLessThanOrEqual(3);
					expect(new Set(item.suggestions).size).toBe(item.suggestions.length);
					if (item.code !== null) expect(item.suggestions[0]).toBe(item.code);
					if (item.accepted) expect(item.code).not.toBeNull();
					expect(item.confidence).toBeGreaterThanOrEqual(0);
					expect(item.confidence).toBeLessThanOrEqual(1);
					expect(item.quantity === null || item.quantity >= 0).toBe(true);
					expect(item.quantityMax === null || item.quantityMax >= item.quantity!).toBe(true);
				}
				expect(JSON.stringify(toRecognitionJson(recogniser.recogniseLine(source)))).toBe(
					JSON.stringify(toRecognitionJson(read)),
				);
			}),
			{ seed: 42, numRuns: 400 },
		);
	});
});
