import type { ToldArticle, ToldEditions } from '../told-article.ts';

/** How the article reads; `then` is what came of the motion, once that was known. */
const told = (then: Readonly<Record<'de' | 'uk' | 'en', string>>): ToldEditions => ({
	de: {
		kicker: 'Aus dem Rat',
		title: 'Nach der Reise: Antrag auf volle Städtepartnerschaft mit Schytomyr',
		teaser:
			'Eine Delegation von 19 Personen ist zurück. Ein Antrag im Rat will die Partnerschaft im ersten Halbjahr 2025 unterzeichnen.',
		text: `[[image: night-train]]

Nach der Reise einer Delegation von 19 Personen liegt dem Rat seit dem 26. Juni 2024 ein Antrag vor. Das Abkommen über die volle Städtepartnerschaft mit Schytomyr soll im ersten Halbjahr 2025 unterzeichnet werden.

Beabsichtigt war dieser Schritt von Anfang an: Als der Rat am 9. Februar 2023 die Solidaritätspartnerschaft beschloss, sollte daraus in zwei Jahren eine förmliche Städtepartnerschaft werden.${then.de}

Wann die Delegation unterwegs war, nennen die öffentlichen Quellen nicht.`,
	},
	uk: {
		kicker: 'З ради міста Дортмунд',
		title: 'Після поїздки: подання про повноцінне партнерство з Житомиром',
		teaser:
			'Делегація з 19 осіб повернулася. У поданні до ради пропонують підписати угоду в першому півріччі 2025 року.',
		text: `[[image: night-train]]

Після поїздки делегації з 19 осіб рада Дортмунда має від 26 червня 2024 року подання: угоду про повноцінне партнерство з Житомиром слід підписати в першому півріччі 2025 року.

Такий крок передбачали від самого початку: коли 9 лютого 2023 року рада ухвалила партнерство солідарності, за два роки воно мало стати офіційним партнерством міст.${then.uk}

Коли саме їздила делегація, відкриті джерела не повідомляють.`,
	},
	en: {
		kicker: 'From the council',
		title: 'After the journey: a motion for the full partnership with Zhytomyr',
		teaser:
			'A delegation of 19 is back. A motion in the council wants the partnership signed in the first half of 2025.',
		text: `[[image: night-train]]

After the journey of a delegation of 19, a motion of 26 June 2024 is before the council: the agreement on the full city partnership with Zhytomyr is to be signed in the first half of 2025.

This step was intended from the start: when the council decided on the solidarity partnership on 9 February 2023, it was to become a formal city partnership in two years.${then.en}

The public sources do not say when the delegation travelled.`,
	},
});

export const motion2024: ToldArticle = {
	kind: 'news',
	on: '2024-06-27',
	terms: ['council', 'partnership'],
	records: [{ paper: 'motion-2024' }, { event: '2024' }],
	sources: ['groups'],
	editions: told({ de: '', uk: '', en: '' }),
	update: {
		on: '2025-05-23',
		texts: told({
			de: `

## Was daraus geworden ist

Am 22. Mai 2025 hat der Rat die volle Städtepartnerschaft beschlossen.`,
			uk: `

## Що з цього вийшло

22 травня 2025 року рада ухвалила повноцінне партнерство міст.`,
			en: `

## What has become of it

On 22 May 2025 the council decided on the full city partnership.`,
		}),
		told: {
			de: { kind: 'major', note: 'Der Rat hat am 22. Mai 2025 entschieden.' },
			uk: { kind: 'major', note: '22 травня 2025 року рада ухвалила рішення.' },
			en: { kind: 'major', note: 'The council decided on 22 May 2025.' },
		},
	},
};
