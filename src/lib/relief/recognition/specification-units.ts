import { foldWord } from './text.ts';

/** What a number with such a unit describes, as a catalogue attribute, and the factor to the attribute's own unit. */
export interface SpecificationUnit {
	readonly attribute: string;
	readonly factor: number;
}

const table: readonly (readonly [string, number, string])[] = [
	['power_kva', 1, 'kva ква'],
	['power_kva', 1000, 'mva мва'],
	['power_kw', 1, 'kw квт kilowatt кіловат кіловатт киловатт'],
	['power_kw', 1000, 'mw мвт megawatt мегават'],
	['power_kw', 0.735, 'ps hp лс кс'],
	['power_w', 1, 'w wp вт watt ват ватт'],
	['capacity_wh', 1, 'wh втгод втч втг'],
	['capacity_wh', 1000, 'kwh квтгод квтч квтг'],
	['capacity_mah', 1, 'mah маг магод мач'],
	['ah', 1, 'ah аг агод ач'],
	['voltage', 1, 'v volt вольт'],
	['voltage', 1000, 'kv кв'],
	['current_a', 1, 'ampere ампер'],
	['frequency_hz', 1, 'hz гц'],
	['pressure_bar', 1, 'bar бар атм'],
	['dimension_mm', 1, 'mm мм millimeter міліметрів'],
	['dimension_mm', 10, 'cm см zentimeter сантиметрів'],
	['dimension_mm', 304.8, 'ft feet foot фут футів футовий фута fuss'],
	['dimension_mm', 25.4, 'zoll inch inches дюйм дюймів дюйма'],
	['cross_section', 1, 'mm2 мм2 qmm'],
	['percent', 1, 'процентів відсотків prozent percent'],
	['light_lm', 1, 'lm лм lumen люмен люменів'],
	['flow_l_min', 1, 'lmin лхв'],
	['flow_m3_h', 1, 'm3h м3год кубгод'],
	['dosage_mg', 1, 'mg мг'],
	['dosage_mg', 0.001, 'mcg мкг µg'],
	['memory_gb', 1, 'gb гб'],
	['memory_gb', 1000, 'tb тб'],
	['persons', 1, 'personen person persons people осіб особи людей чоловік чол osób bewohner familien родин'],
	['seats', 1, 'sitze sitzen sitzplätze seats seat місць місця plätze plätzen sitzer passagiere pasażerów'],
	['age_years', 1, 'jahre jahren jahr years year роки років року lat tage monate months days днів місяців month'],
	['frequency_hz', 1e6, 'mhz мгц'],
	['money', 1, 'euro eur € $ usd грн uah гривень гривні zł pln dollar'],
	['temperature_c', 1, '°c c° градусів grad degrees'],
	['phases', 1, 'phasen phasig phase фаза фази фазний'],
	['weight_t', 1, 'tonner'],
	['axis', 1, 'achsen achsig'],
	['volume_cc', 1, 'ccm cm3 см3'],
];

const byUnit = new Map<string, SpecificationUnit>();
for (const [attribute, factor, words] of table) {
	for (const word of words.split(' ')) {
		const key = unitKey(word);
		if (!byUnit.has(key)) byUnit.set(key, { attribute, factor });
	}
}

function unitKey(word: string): string {
	return foldWord(word).replace(/[.\s·*'/-]/gu, '');
}

/** The specification unit a text begins with: «кВт», "kVA", «А·год», "%"; with the length it takes. */
export function specificationAtStart(text: string): (SpecificationUnit & { readonly length: number }) | undefined {
	if (text.startsWith('%')) return { attribute: 'percent', factor: 1, length: 1 };
	const flow =
		/^(l|л|m3|м3|куб\p{L}*|кубів)\s?(\/|на|pro|per|в)\s?(min\p{L}*|хв\p{L}*|h|год\p{L}*|stunde|hour|мин\p{L}*|час)(?!\p{L})/iu.exec(
			text,
		);
	if (flow) {
		const attribute = /^(min|хв|мин)/iu.test(flow[3]!) ? 'flow_l_min' : 'flow_m3_h';
		return { attribute, factor: 1, length: flow[0].length };
	}
	if (/^['"″]/u.test(text)) return { attribute: 'dimension_mm', factor: 25.4, length: 1 };
	const compound = /^(°\s?[CС]|[€$]|\p{L}+[·*.\s-]?(год|ч)(?!\p{L})\.?|\p{L}+2?)/iu.exec(text)?.[0];
	for (const candidate of [compound, /^\p{L}+/u.exec(text)?.[0]]) {
		if (candidate === undefined) continue;
		const known = byUnit.get(unitKey(candidate));
		if (known && !(unitKey(candidate) === 'кв' && /^кв\.?\s*м/iu.test(text)))
			return { ...known, length: candidate.length };
	}
	if (/^[AА](?![\p{L}\p{N}])/u.test(text)) return { attribute: 'current_a', factor: 1, length: 1 };
	if (/^[VВ](?![\p{L}\p{N}])(?!\s\p{Ll})/u.test(text)) return { attribute: 'voltage', factor: 1, length: 1 };
	if (/^в(?=\s*($|[,;)/]))/u.test(text)) return { attribute: 'voltage', factor: 1, length: 1 };
	return undefined;
}
