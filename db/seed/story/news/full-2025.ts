import type { ToldArticle } from '../told-article.ts';

export const full2025: ToldArticle = {
	kind: 'press-release',
	on: '2025-05-23',
	terms: ['council', 'international', 'partnership'],
	records: [{ paper: 'full-2025' }, { paper: 'motion-2024' }],
	sources: ['groups'],
	editions: {
		de: {
			kicker: 'Pressemitteilung',
			title: 'Rat beschließt volle Städtepartnerschaft mit Schytomyr',
			teaser:
				'Aus der Solidaritätspartnerschaft wird eine Städtepartnerschaft. So war es vor zwei Jahren beabsichtigt.',
			text: `[[image: council-hall]]

Der Rat der Stadt Dortmund hat am 22. Mai 2025 die volle Städtepartnerschaft mit Schytomyr beschlossen. Als er im Februar 2023 der Solidaritätspartnerschaft zustimmte, hatte er genau das beabsichtigt.

## Vier Schritte bis zum Beschluss

@ 2022: Der Rat beauftragt die Verwaltung, eine Partnerschaft mit einer ukrainischen Stadt zu begründen.
@ 2023-02-09: Der Rat beschließt die Solidaritätspartnerschaft mit Schytomyr.
@ 2024-06-26: Nach der Reise einer Delegation von 19 Personen wird die volle Partnerschaft beantragt.
@ 2025-05-22: Der Rat beschließt die volle Städtepartnerschaft.

Mit dem Beschluss ist der Weg frei, das Partnerschaftsabkommen zu unterzeichnen.`,
		},
		uk: {
			kicker: 'Повідомлення для преси',
			title: 'Рада Дортмунда ухвалила повноцінне партнерство з Житомиром',
			teaser: 'Партнерство солідарності стає партнерством міст. Саме так це й задумували два роки тому.',
			text: `[[image: council-hall]]

22 травня 2025 року рада міста Дортмунд ухвалила повноцінне партнерство міст із Житомиром. Саме такий намір вона мала, коли в лютому 2023 року погодила партнерство солідарності.

## Чотири кроки до рішення

@ 2022: Рада доручає адміністрації заснувати партнерство з українським містом.
@ 2023-02-09: Рада ухвалює партнерство солідарності з Житомиром.
@ 2024-06-26: Після поїздки делегації з 19 осіб подано пропозицію про повноцінне партнерство.
@ 2025-05-22: Рада ухвалює повноцінне партнерство міст.

Рішення відкриває шлях до підписання угоди про партнерство.`,
		},
		en: {
			kicker: 'Press release',
			title: 'Council decides on the full partnership with Zhytomyr',
			teaser: 'The solidarity partnership becomes a city partnership, as was intended two years ago.',
			text: `[[image: council-hall]]

On 22 May 2025 Dortmund’s city council decided on the full city partnership with Zhytomyr. This is what it had intended when it agreed to the solidarity partnership in February 2023.

## Four steps to the decision

@ 2022: The council charges the administration with founding a partnership with a Ukrainian city.
@ 2023-02-09: The council decides on the solidarity partnership with Zhytomyr.
@ 2024-06-26: After the journey of a delegation of 19, the full partnership is moved for.
@ 2025-05-22: The council decides on the full city partnership.

The decision clears the way for signing the partnership agreement.`,
		},
	},
};
