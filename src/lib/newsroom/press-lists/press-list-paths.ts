import type { Language } from '#lib/kernel/language.ts';

/** Where a recipient leaves a list. */
export const leavePath = (language: Language, token: string) => `/${language}/subscribe/press/${token}`;
