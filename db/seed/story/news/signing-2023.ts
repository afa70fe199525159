import type { ToldArticle } from '../told-article.ts';

export const signing2023: ToldArticle = {
	kind: 'news',
	on: '2023-02-23',
	terms: ['international', 'partnership'],
	records: [{ agreementOf: '2023-02-23' }, { event: '2023-02-23' }, { paper: 'zhytomyr-2023' }],
	sources: ['themes2023', 'signing2023'],
	editions: {
		de: {
			kicker: 'Solidaritätspartnerschaft mit Schytomyr',
			title: 'Dortmund und Schytomyr unterzeichnen in einer Videokonferenz',
			teaser:
				'Zwei Städte, zwei Unterschriften, ein Bildschirm: Seit dem 23. Februar 2023 sind Dortmund und Schytomyr durch eine Solidaritätspartnerschaft verbunden.',
			text: `[[image: signing-online]]

Am 23. Februar 2023 haben Dortmund und Schytomyr das Abkommen über die Solidaritätspartnerschaft unterzeichnet, und zwar in einer Videokonferenz. Für Dortmund unterschrieb Oberbürgermeister Thomas Westphal. Für Schytomyr unterschrieb Bürgermeister Serhij Suchomlyn.

Grundlage ist der Beschluss des Rates vom 9. Februar 2023. Er sieht vor, dass aus der Solidaritätspartnerschaft in zwei Jahren förmlich eine Städtepartnerschaft wird.

## Was die Städte verbindet

Dortmund und Schytomyr wollen innovative, digitale und klimaneutrale Kommunen werden. Fachleute beider Verwaltungen suchen jetzt nach Themen, bei denen die Städte voneinander lernen können.

## Was seitdem geschehen ist

[[story-line: dortmund-zhytomyr 2022-2025]]`,
		},
		uk: {
			kicker: 'Партнерство солідарності з Дортмундом',
			title: 'Дортмунд і Житомир підписали угоду під час відеозустрічі',
			teaser:
				'Два міста, два підписи, один екран: із 23 лютого 2023 року Дортмунд і Житомир поєднує партнерство солідарності.',
			text: `[[image: signing-online]]

23 лютого 2023 року Дортмунд і Житомир підписали угоду про партнерство солідарності — під час відеоконференції. Від Дортмунда її підписав обербургомістр Томас Вестфаль. Від Житомира — міський голова Сергій Сухомлин.

Підставою є рішення ради Дортмунда від 9 лютого 2023 року. Воно передбачає, що за два роки партнерство солідарності стане офіційним партнерством міст.

## Що поєднує міста

Дортмунд і Житомир прагнуть стати інноваційними, цифровими та кліматично нейтральними громадами. Тепер фахівці обох адміністрацій шукають теми, в яких міста можуть учитися одне в одного.

## Що відбулося відтоді

[[story-line: dortmund-zhytomyr 2022-2025]]`,
		},
		en: {
			kicker: 'Solidarity partnership with Zhytomyr',
			title: 'Dortmund and Zhytomyr sign in a video meeting',
			teaser:
				'Two cities, two signatures, one screen: since 23 February 2023 a solidarity partnership has joined Dortmund and Zhytomyr.',
			text: `[[image: signing-online]]

On 23 February 2023 Dortmund and Zhytomyr signed the agreement on the solidarity partnership, in a video conference. Lord Mayor Thomas Westphal signed for Dortmund. Mayor Serhii Sukhomlyn signed for Zhytomyr.

It rests on the council’s resolution of 9 February 2023, under which the solidarity partnership is to become a formal city partnership in two years.

## What the cities share

Dortmund and Zhytomyr both want to be innovative, digital and climate-neutral. Experts of both administrations are now looking for themes in which the cities can learn from each other.

## What has happened since

[[story-line: dortmund-zhytomyr 2022-2025]]`,
		},
		'de-easy': {
			kicker: 'Unsere Partner-Stadt',
			title: 'Dortmund und Schytomyr haben einen Vertrag unterschrieben',
			teaser: 'Dortmund hat eine neue Partner-Stadt. Sie heißt Schytomyr. Sie liegt in der Ukraine.',
			text: `[[image: signing-online]]

Dortmund hat einen Ober-Bürgermeister.
Er heißt Thomas Westphal.

Schytomyr hat auch einen Bürgermeister.
Er heißt Serhij Suchomlyn.

Am 23. Februar 2023 haben beide einen Vertrag unterschrieben.
Sie haben sich dafür am Bildschirm getroffen.

## Was steht in dem Vertrag?

Der Vertrag heißt: Solidaritäts-Partnerschaft.
Solidarität bedeutet: Wir halten zusammen.

In 2 Jahren soll es einen neuen Vertrag geben.
Dann sind Dortmund und Schytomyr richtige Partner-Städte.`,
		},
	},
};
