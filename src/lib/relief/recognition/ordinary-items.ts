/**
 * What people mean when they name a thing without qualifying it: «ковдри» are blankets for a shelter, «Helme» beside
 * a war are ballistic ones, "nappies" are for babies. Decides only where phrases leave several items about equal.
 */
export const ordinaryItems: ReadonlySet<string> = new Set([
	'PHA',
	'PWR-GEN',
	'PWR-STN-1',
	'PWR-BNK-10',
	'PWR-PVM',
	'PWR-CBL-M',
	'LGT-FLA',
	'LGT-BAT-AA',
	'HEA-FAN',
	'SHE-BED-CMP',
	'SHE-BLA-WOO',
	'SHE-TEN-FAM',
	'SHE-LIN',
	'HOU-SET-KIT',
	'MED-BED',
	'MOB-WCH',
	'MCO-SYR-5',
	'MCO-GLO-N',
	'MCO-BAN',
	'MCO-DIS-H',
	'MFA-KIT-CAR',
	'PPE-MSK',
	'PPE-OVA',
	'PPE-HEL',
	'PPE-VES',
	'PPE-WGL',
	'HYG-KIT-PER',
	'BAB-DIA',
	'BAB-FOO',
	'FOO-KIT',
	'CLO-BOO-A',
	'CLO-THE-A',
	'EDU-BAG',
	'EDU-LAP',
	'FIR-HOS-B',
	'FIR-PMP-DRT',
	'WAT-BOT',
	'VEH-FIR-LF',
	'VEH-AMB-RTW',
	'VEH-BUS-CIT',
]);

/** As much as the wording of two terms may differ without meaning anything. */
export const ordinaryBonus = 1.1;
