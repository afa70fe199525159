import type { Language } from '#lib/kernel/language.ts';
import type { FieldChoice } from '#lib/ui/field.ts';
import { unitName } from '../catalogue/amount-text.ts';
import { typedUnits } from '../catalogue/base-unit.ts';
import { urgencies } from './freshness.ts';
import { needPurposes } from './need.ts';
import { purposeName, urgencyName } from './need-texts.ts';

/** The choices that forms about needs share. */
export interface DefaultsChoices {
	readonly purposes: readonly FieldChoice[];
	readonly urgencies: readonly FieldChoice[];
}

export function defaultsChoices(language: Language): DefaultsChoices {
	return {
		purposes: needPurposes.map((value) => ({ value, label: purposeName(value, language) })),
		urgencies: urgencies.map((value) => ({ value: String(value), label: urgencyName(value, language) })),
	};
}

export interface UnitChoice {
	readonly value: string;
	readonly label: string;
}

/** Every unit an amount may be typed in. */
export function unitChoices(language: Language): readonly UnitChoice[] {
	return typedUnits.map((value) => ({ value, label: unitName(value, language) }));
}
