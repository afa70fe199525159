import type { Catalogue, CatalogueItem } from '#lib/relief/catalogue/catalogue.ts';
import type { KnownTraits } from './attributes.ts';
import { findMentions, type Mention } from './mentions.ts';
import { tidyText } from './text.ts';

/** The span of one dimension an item covers by its name: «Stromerzeuger Benzin 5–7 kVA» covers power 5 to 7. */
interface Span {
	readonly dimension: string;
	readonly from: number;
	readonly to: number;
}

interface Variant {
	readonly code: string;
	readonly span: Span;
	readonly fuel: string | undefined;
	readonly mount: string | undefined;
}

/** Chooses among items that differ only in size, by the numbers a phrase gives. */
export interface Variants {
	/** The variant of `code`'s family nearest to the phrase's numbers; `code` itself where they don't decide. */
	choose(code: string, numbers: readonly Mention[], known: KnownTraits): string;
	/** Whether an item differs from its siblings by its size alone, so that only a figure can single it out. */
	isSize(code: string): boolean;
	/** Whether both are sizes of one thing. */
	areSizes(code: string, other: string): boolean;
}

/** Kilowatts per kilovolt-ampere: petrol sets feed single phases (cos φ 0.9), diesel ones three (0.8). */
const powerFactor = { petrol: 0.9, other: 0.8 } as const;

export function createVariants(catalogue: Catalogue): Variants {
	const families = new Map<string, Variant[]>();
	for (const item of catalogue.items) {
		const span = spanOf(item);
		if (!span || !familyOf(item.code).includes('-')) continue;
		const variant = {
			code: item.code,
			span,
			fuel: item.fixedAttributes['fuel'],
			mount: item.fixedAttributes.mount,
		};
		const family = familyOf(item.code);
		families.set(family, [...(families.get(family) ?? []), variant]);
	}
	return {
		isSize(code) {
			const own = families.get(familyOf(code))?.find((variant) => variant.code === code);
			return own !== undefined && !own.mount && !isOpenBelow(own) && own.fuel !== 'gas';
		},
		areSizes: (code, other) => familyOf(code) === familyOf(other),
		choose(code, numbers, { fuel, mount }) {
			const family = families.get(code) ?? families.get(familyOf(code)) ?? [];
			const own = family.find((variant) => variant.code === code);
			if (family.length < 2 || (!own && !families.has(code))) return code;
			if (own?.mount && (mount || numbers.length === 0 || nearest([own], numbers))) return code;
			const mounted = mount && family.find((variant) => variant.mount === mount);
			if (mounted) return mounted.code;
			const alike = own ? family.filter(({ span }) => span.dimension === own.span.dimension) : family;
			const suited = alike.filter((variant) => !variant.mount && burns(variant, fuel));
			if (own && isOpenBelow(own) && nearest([own], numbers, slack)) return code;
			return nearest(suited, numbers) ?? code;
		},
	};
}

function familyOf(code: string): string {
	return code.slice(0, code.lastIndexOf('-'));
}

function spanOf(item: CatalogueItem): Span | undefined {
	const diameter = Number(item.fixedAttributes['dn']);
	if (diameter > 0) return { dimension: 'dimension_mm', from: diameter - 3, to: diameter + 3 };
	const name = tidyText(item.names.de);
	for (const mention of findMentions(name)) {
		const dimension = dimensionOf(mention);
		if (!dimension) continue;
		const before = name.slice(0, mention.from);
		const from = mention.value * dimension.factor;
		const to = (mention.max ?? mention.value) * dimension.factor;
		if (/\bbis\s$/u.test(before)) return { dimension: dimension.name, from: 0.01, to };
		if (/(?<!\p{L})über\s$/u.test(before)) return { dimension: dimension.name, from, to: from * 1000 };
		return { dimension: dimension.name, from, to };
	}
	return undefined;
}

function dimensionOf({ measure }: Mention): { name: string; factor: number } | undefined {
	if (measure.kind === 'amount') return { name: measure.unit.unit, factor: measure.unit.factor };
	if (measure.kind !== 'specification') return undefined;
	const { attribute, factor } = measure;
	return { name: attribute, factor };
}

/** Whether a variant may run on what the phrase names; gas sets are rare enough that gas must be named. */
function burns({ fuel: own }: Variant, said: string | undefined): boolean {
	return own === undefined || own === said || (said === undefined && own !== 'gas');
}

/** How far a size may be off, as a logarithm: at most threefold, for a kind named by its words only by a sixth. */
const farthest = 1.2;
const slack = 0.15;

/** "Up to 2 kVA" is a kind of its own (inverter sets), which a little more power doesn't leave. */
function isOpenBelow({ span }: Variant): boolean {
	return span.from <= 0.01;
}

function nearest(variants: readonly Variant[], numbers: readonly Mention[], limit = farthest): string | undefined {
	let best: { code: string; distance: number } | undefined;
	for (const mention of numbers) {
		const dimension = dimensionOf(mention);
		if (!dimension) continue;
		for (const variant of variants) {
			const factor = factorTo(variant, dimension);
			if (factor === undefined) continue;
			const value = ((mention.value + (mention.max ?? mention.value)) / 2) * factor;
			if (!(value > 0)) continue;
			const { from, to } = variant.span;
			const distance = value < from ? Math.log(from / value) : value > to ? Math.log(value / to) : 0;
			if (!best || distance < best.distance - 1e-9) best = { code: variant.code, distance };
		}
		if (best && best.distance < limit) return best.code;
		best = undefined;
	}
	return undefined;
}

function factorTo(variant: Variant, dimension: { name: string; factor: number }): number | undefined {
	const { dimension: wanted } = variant.span;
	if (wanted === dimension.name) return dimension.factor;
	if (wanted === 'power_kva' && dimension.name === 'power_kw') {
		return dimension.factor / (variant.fuel === 'petrol' ? powerFactor.petrol : powerFactor.other);
	}
	if (wanted === 'power_kva' && dimension.name === 'power_w') return dimension.factor / 900;
	if (wanted === 'capacity_wh' && dimension.name === 'power_kw') return dimension.factor * 1000;
	if (wanted === 'capacity_wh' && dimension.name === 'power_w') return dimension.factor;
	if (wanted === 'capacity_mah' && dimension.name === 'ah') return dimension.factor * 1000;
	return undefined;
}
