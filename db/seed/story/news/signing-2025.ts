import type { ToldArticle } from '../told-article.ts';

export const signing2025: ToldArticle = {
	kind: 'news',
	on: '2025-07-09',
	terms: ['international', 'partnership'],
	records: [{ agreementOf: '2025-07-09' }, { event: '2025-07-09' }, { paper: 'full-2025' }],
	sources: ['groups'],
	editions: {
		de: {
			kicker: 'Städtepartnerschaft mit Schytomyr',
			title: 'Dortmund und Schytomyr sind Partnerstädte',
			teaser: 'Am 9. Juli 2025 haben Thomas Westphal und Halyna Schymanska das Partnerschaftsabkommen unterzeichnet.',
			text: `[[image: signing-table]]

Dortmund und Schytomyr sind Partnerstädte: Am 9. Juli 2025 haben sie das Abkommen unterzeichnet. Für Dortmund unterschrieb Oberbürgermeister Thomas Westphal. Für Schytomyr unterschrieb Halyna Schymanska, die die Stadt kommissarisch leitet. Der Rat hatte die volle Städtepartnerschaft am 22. Mai 2025 beschlossen.

## Vom Auftrag zur Unterschrift

@ 2022: Der Rat beauftragt die Verwaltung, eine Partnerschaft zu begründen.
@ 2023-02-09: Der Rat beschließt die Solidaritätspartnerschaft mit Schytomyr.
@ 2023-02-23: Beide Städte unterzeichnen in einer Videokonferenz.
@ 2025-05-22: Der Rat beschließt die volle Städtepartnerschaft.
@ 2025-07-09: Beide Städte unterzeichnen das Partnerschaftsabkommen.`,
		},
		uk: {
			kicker: 'Партнерство міст із Дортмундом',
			title: 'Дортмунд і Житомир — міста-партнери',
			teaser: '9 липня 2025 року Томас Вестфаль і Галина Шиманська підписали угоду про партнерство.',
			text: `[[image: signing-table]]

Дортмунд і Житомир стали містами-партнерами: 9 липня 2025 року вони підписали угоду. Від Дортмунда її підписав обербургомістр Томас Вестфаль. Від Житомира — Галина Шиманська, яка виконує обов’язки очільниці міста. Рада Дортмунда ухвалила повноцінне партнерство 22 травня 2025 року.

## Від доручення до підпису

@ 2022: Рада доручає адміністрації заснувати партнерство.
@ 2023-02-09: Рада ухвалює партнерство солідарності з Житомиром.
@ 2023-02-23: Обидва міста підписують угоду під час відеозустрічі.
@ 2025-05-22: Рада ухвалює повноцінне партнерство міст.
@ 2025-07-09: Обидва міста підписують угоду про партнерство.`,
		},
		en: {
			kicker: 'City partnership with Zhytomyr',
			title: 'Dortmund and Zhytomyr are partner cities',
			teaser: 'On 9 July 2025 Thomas Westphal and Halyna Shymanska signed the partnership agreement.',
			text: `[[image: signing-table]]

Dortmund and Zhytomyr are partner cities: on 9 July 2025 they signed the agreement. Lord Mayor Thomas Westphal signed for Dortmund. Halyna Shymanska, acting head of the city, signed for Zhytomyr. The council had decided on the full city partnership on 22 May 2025.

## From the mandate to the signature

@ 2022: The council charges the administration with founding a partnership.
@ 2023-02-09: The council decides on the solidarity partnership with Zhytomyr.
@ 2023-02-23: Both cities sign in a video meeting.
@ 2025-05-22: The council decides on the full city partnership.
@ 2025-07-09: Both cities sign the partnership agreement.`,
		},
		'de-easy': {
			kicker: 'Unsere Partner-Stadt',
			title: 'Dortmund und Schytomyr sind Partner-Städte',
			teaser: 'Die beiden Städte haben einen neuen Vertrag. Jetzt sind sie richtige Partner-Städte.',
			text: `[[image: signing-table]]

Seit dem Jahr 2023 arbeiten Dortmund und Schytomyr zusammen.
Schytomyr ist eine Stadt in der Ukraine.

Am 9. Juli 2025 gab es einen neuen Vertrag.
Thomas Westphal hat für Dortmund unterschrieben.
Halyna Schymanska hat für Schytomyr unterschrieben.

## Was bedeutet das?

Dortmund und Schytomyr sind jetzt Partner-Städte.
Partner-Städte helfen einander.
Und sie lernen voneinander.`,
		},
	},
};
