import type { ToldArticle } from '../told-article.ts';

export const resolution2023: ToldArticle = {
	kind: 'press-release',
	on: '2023-02-10',
	terms: ['council', 'international', 'partnership'],
	records: [{ paper: 'zhytomyr-2023' }, { paper: 'solidarity-2022' }],
	sources: ['signing2023', 'themes2023'],
	editions: {
		de: {
			kicker: 'Pressemitteilung',
			title: 'Rat beschließt Solidaritätspartnerschaft mit Schytomyr',
			teaser:
				'Dortmund und die ukrainische Stadt Schytomyr werden Partner. In zwei Jahren soll daraus förmlich eine Städtepartnerschaft werden.',
			text: `[[image: town-hall]]

Der Rat der Stadt Dortmund hat am 9. Februar 2023 die Solidaritätspartnerschaft mit Schytomyr beschlossen. Damit erfüllt er den Auftrag, den er der Verwaltung im Jahr zuvor selbst gegeben hat: eine Partnerschaft mit einer ukrainischen Stadt zu begründen.

## Warum Schytomyr

Beide Städte verfolgen dasselbe Ziel: Sie wollen innovative, klimaneutrale und nachhaltige Kommunen werden. Dafür sprach außerdem:

- Beide Seiten möchten wirtschaftlich zusammenarbeiten.
- Die Zivilgesellschaft will sich beteiligen.
- Gehört wurden die Jüdische Gemeinde, das ukrainische Generalkonsulat, die deutsche Botschaft und die Industrie- und Handelskammer.

Schytomyr hat rund 270.000 Einwohnerinnen und Einwohner.

## Der Weg dorthin

@ 2022: Der Rat erklärt seine Solidarität und beauftragt die Verwaltung, eine Partnerschaft zu begründen.
@ 2023-02-09: Der Rat beschließt die Solidaritätspartnerschaft mit Schytomyr.
@ 2025: So ist es beabsichtigt: Aus der Solidaritätspartnerschaft wird eine förmliche Städtepartnerschaft.`,
		},
		uk: {
			kicker: 'Повідомлення для преси',
			title: 'Рада Дортмунда ухвалила партнерство солідарності з Житомиром',
			teaser: 'Дортмунд і Житомир стають партнерами. За два роки має постати офіційне партнерство міст.',
			text: `[[image: town-hall]]

9 лютого 2023 року рада міста Дортмунд ухвалила рішення про партнерство солідарності з Житомиром. Так виконано доручення, яке рада сама дала адміністрації роком раніше: заснувати партнерство з українським містом.

## Чому Житомир

Обидва міста мають спільну мету: стати інноваційними, кліматично нейтральними та сталими громадами. За Житомир промовляло й інше:

- Обидві сторони прагнуть економічної співпраці.
- Громадянське суспільство хоче долучитися.
- Вислухано єврейську громаду, генеральне консульство України, посольство Німеччини та торгово-промислову палату.

У Житомирі живе близько 270 000 людей.

## Шлях до партнерства

@ 2022: Рада заявляє про солідарність і доручає адміністрації заснувати партнерство.
@ 2023-02-09: Рада ухвалює партнерство солідарності з Житомиром.
@ 2025: Такий намір: партнерство солідарності стане офіційним партнерством міст.`,
		},
		en: {
			kicker: 'Press release',
			title: 'Council decides on a solidarity partnership with Zhytomyr',
			teaser:
				'Dortmund and the Ukrainian city of Zhytomyr become partners. In two years this is to become a formal city partnership.',
			text: `[[image: town-hall]]

On 9 February 2023 Dortmund’s city council decided on the solidarity partnership with Zhytomyr. This carries out the mandate it had given the administration the year before: to found a partnership with a Ukrainian city.

## Why Zhytomyr

Both cities share one aim: to be innovative, climate-neutral and sustainable. There was more in favour of Zhytomyr:

- Both sides want to work together economically.
- Civil society wants to take part.
- The Jewish community, the Ukrainian consulate general, the German embassy and the chamber of commerce were heard.

Zhytomyr has about 270,000 inhabitants.

## The way there

@ 2022: The council declares its solidarity and charges the administration with founding a partnership.
@ 2023-02-09: The council decides on the solidarity partnership with Zhytomyr.
@ 2025: As intended, the solidarity partnership becomes a formal city partnership.`,
		},
	},
};
